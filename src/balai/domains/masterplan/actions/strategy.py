"""Readiness, SWOT, gaps, vision and missions: written, changed, removed; every version is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from balai.domains.masterplan.models import (
    Gap,
    Keyword,
    Mission,
    Plan,
    Programme,
    Readiness,
    Revision,
    SwotEntry,
    TowsStrategy,
    Vision,
    Written,
)
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.queries.readiness import rubric
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    INNER,
    LINE_LIMIT,
    SOURCE_LIMIT,
    TEXT_LIMIT,
    Mark,
    Quadrant,
    StrategyAct,
    Thing,
)
from balai.engine.indicators.public import known_series
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

MODELS: Mapping[Thing, type[Written]] = {
    Thing.READINESS: Readiness,
    Thing.SWOT: SwotEntry,
    Thing.TOWS: TowsStrategy,
    Thing.GAP: Gap,
    Thing.VISION: Vision,
    Thing.MISSION: Mission,
    Thing.KEYWORD: Keyword,
}
# thing -> field -> (label, fewest letters, most letters)
TEXTS: Mapping[Thing, Mapping[str, tuple[str, int, int]]] = {
    Thing.READINESS: {"reason": (gettext_noop("Alasan nilai"), 3, TEXT_LIMIT)},
    Thing.SWOT: {"text": ("Butir SWOT", 5, TEXT_LIMIT)},
    Thing.TOWS: {"text": ("Strategi", 5, TEXT_LIMIT)},
    Thing.GAP: {
        "now": ("Keadaan sekarang", 3, TEXT_LIMIT),
        "wanted": ("Keadaan yang dituju", 3, TEXT_LIMIT),
        "lacks": ("Kesenjangan", 0, TEXT_LIMIT),
        "closing": ("Penutup kesenjangan", 0, TEXT_LIMIT),
    },
    Thing.VISION: {"text": ("Visi", 10, TEXT_LIMIT)},
    Thing.MISSION: {"text": ("Misi", 10, TEXT_LIMIT), "rpjmd_link": ("Kaitan RPJMD", 0, LINE_LIMIT)},
    Thing.KEYWORD: {"text": ("Kata kunci", 2, 80)},
}
# Of whom there is one per plan, or per criterion: writing it again changes it.
SINGLE = {Thing.READINESS: ("criterion",), Thing.VISION: ()}
COMMON = ("source", "author_opd_id", "is_example")


@transaction.atomic
def write_strategy(
    *,
    thing: Thing,
    plan_id: int,
    given: Mapping[str, Any],
    thing_id: int | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Written:
    """Write one thing of the strategy, or change the one with this id and version. What did not change writes nothing.

    `given` holds the fields of its table; foreign ones as `…_id`. Raises Forbidden NOT_YOURS; NotFound PLAN_UNKNOWN,
    STRATEGY_UNKNOWN; Conflict STRATEGY_MOVED; Refused TEXT_…, MARK_UNKNOWN, CRITERION_UNKNOWN, QUADRANT_UNKNOWN,
    PAIR_TURNED, SERIES_UNKNOWN, DIMENSION_UNKNOWN.
    """
    must_plan(by, on=timezone.localdate(at))
    row, changed = put(
        thing=thing, plan_id=plan_id, given=given, thing_id=thing_id, version=version, by=by, at=at
    )
    if changed:
        data = {"thing": thing.value, "version": row.version}
        journal.append(code=StrategyAct.WRITTEN, subject=("strategy", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def remove_strategy(*, thing: Thing, thing_id: int, version: int, by: Actor, at: datetime) -> Written:
    """Take it out of the plan; what it said stays in its history. Twice is once.

    Raises Forbidden NOT_YOURS; NotFound STRATEGY_UNKNOWN; Conflict STRATEGY_MOVED; Refused SWOT_PAIRED.
    """
    must_plan(by, on=timezone.localdate(at))
    row = held(thing, thing_id)
    if row.removed_at is None:
        _must_be(row, version)
        take_out(thing, row, by=by, at=at)
        data = {"thing": thing.value, "version": row.version}
        journal.append(code=StrategyAct.REMOVED, subject=("strategy", row.pk), by=by, at=at, data=data)
    return row


def put(
    *,
    thing: Thing,
    plan_id: int,
    given: Mapping[str, Any],
    thing_id: int | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Written, bool]:
    """The row and whether it changed, with its revision; for acts that write their own journal entry."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("PLAN_UNKNOWN", "Rencana ini tidak ada.")
    row = held(thing, thing_id) if thing_id is not None else _single(thing, plan, given)
    if row is not None and version is not None:
        _must_be(row, version)
    fields = content_fields(thing)
    former = {name: getattr(row, name) for name in fields} if row is not None else {}
    values = _checked(thing, plan, {**former, **{name: given[name] for name in fields if name in given}})
    if row is not None and row.removed_at is None and values == former:
        return row, False
    if row is None:
        row = MODELS[thing](plan=plan, version=0, updated_at=at)
    for name, value in values.items():
        setattr(row, name, value)
    row.removed_at = None
    _keep(thing, row, by=by, at=at)
    return row, True


def take_out(thing: Thing, row: Written, *, by: Actor, at: datetime) -> None:
    """Remove it, with the revision that says so; for acts that write their own journal entry."""
    if isinstance(row, SwotEntry) and (
        TowsStrategy.objects.filter(removed_at=None, inner=row).exists()
        or TowsStrategy.objects.filter(removed_at=None, outer=row).exists()
    ):
        raise Refused("SWOT_PAIRED", "Butir ini dipakai strategi TOWS. Hapus dahulu strateginya.")
    row.removed_at = at
    _keep(thing, row, by=by, at=at, is_removal=True)


def held(thing: Thing, thing_id: int) -> Written:
    """The row, locked until the transaction ends. Raises NotFound STRATEGY_UNKNOWN."""
    row = MODELS[thing].objects.select_for_update(of=("self",)).filter(pk=thing_id).first()
    if row is None:
        raise NotFound("STRATEGY_UNKNOWN", "Butir ini tidak ada.")
    return row


def content_fields(thing: Thing) -> tuple[str, ...]:
    """What of its table is content: everything but keys, versions and moments."""
    own = {"id", "plan_id", "version", "updated_at", "removed_at"}
    return tuple(field.attname for field in MODELS[thing]._meta.concrete_fields if field.attname not in own)


def _single(thing: Thing, plan: Plan, given: Mapping[str, Any]) -> Written | None:
    if thing not in SINGLE:
        return None
    key = {name: given.get(name) for name in SINGLE[thing]}
    return MODELS[thing].objects.select_for_update(of=("self",)).filter(plan=plan, **key).first()


def _must_be(row: Written, version: int) -> None:
    if row.version != version:
        raise Conflict(
            "STRATEGY_MOVED",
            "Butir ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )


def _keep(thing: Thing, row: Written, *, by: Actor, at: datetime, is_removal: bool = False) -> None:
    row.version, row.updated_at = row.version + 1, at
    try:
        with transaction.atomic():
            row.save()
            Revision.objects.create(
                plan_id=row.plan_id,
                thing=thing,
                thing_id=row.pk,
                version=row.version,
                content={name: getattr(row, name) for name in content_fields(thing)},
                is_removal=is_removal,
                made_at=at,
                made_by_id=by.user_id,
                made_opd_id=by.opd_id,
            )
    except IntegrityError:
        raise Conflict(
            "STRATEGY_MOVED",
            "Butir ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        ) from None


def _checked(thing: Thing, plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(given)
    for name, (label, fewest, most) in TEXTS[thing].items():
        values[name] = clean_text(
            values.get(name) or "", field=name, label=label, minimum=fewest, maximum=most
        )
    values["source"] = clean_text(
        values.get("source") or "", field="source", label="Sumber", minimum=0, maximum=SOURCE_LIMIT
    )
    if values.get("dimension") and values["dimension"] not in DIMENSION_LABELS:
        raise Refused("DIMENSION_UNKNOWN", "Dimensi itu tidak dikenal.", field="dimension")
    if values.get("element") and values["element"] not in ELEMENT_LABELS:
        raise Refused("ELEMENT_UNKNOWN", "Elemen itu tidak dikenal.", field="element")
    checks = {
        Thing.READINESS: _check_readiness,
        Thing.SWOT: _check_swot,
        Thing.TOWS: _check_pair,
        Thing.GAP: _check_gap,
        Thing.MISSION: _check_mission,
    }
    if thing in checks:
        checks[thing](values, plan)
    return values


def _check_readiness(values: dict[str, Any], plan: Plan) -> None:
    if all(one.code != values.get("criterion") for one in rubric()):
        raise Refused("CRITERION_UNKNOWN", "Butir penilaian itu tidak ada di rubrik.", field="criterion")
    if values.get("mark") not in set(Mark):
        raise Refused("MARK_UNKNOWN", "Pilih baik, sedang, atau buruk.", field="mark")


def _check_swot(values: dict[str, Any], plan: Plan) -> None:
    if values.get("quadrant") not in set(Quadrant):
        raise Refused(
            "QUADRANT_UNKNOWN", "Pilih kekuatan, kelemahan, peluang, atau ancaman.", field="quadrant"
        )
    values["rank"] = int(values.get("rank") or 0)


def _check_pair(values: dict[str, Any], plan: Plan) -> None:
    own = SwotEntry.objects.filter(plan=plan, removed_at=None)
    inner = own.filter(pk=values.get("inner_id"), quadrant__in=INNER).first()
    outer = own.filter(pk=values.get("outer_id")).exclude(quadrant__in=INNER).first()
    if inner is None or outer is None:
        raise Refused(
            "PAIR_TURNED",
            "Pilih satu kekuatan atau kelemahan, dan satu peluang atau ancaman.",
            field="inner" if inner is None else "outer",
        )


def _check_gap(values: dict[str, Any], plan: Plan) -> None:
    number = values.get("programme_id")
    if number and not Programme.objects.filter(pk=number, plan=plan).exists():
        raise Refused("PROGRAMME_UNKNOWN", "Program itu tidak ada dalam rencana ini.", field="programme")


def _check_mission(values: dict[str, Any], plan: Plan) -> None:
    values["series"] = [code.strip() for code in values.get("series") or [] if code.strip()]
    for code in values["series"]:
        if not known_series(code):
            raise Refused("SERIES_UNKNOWN", "Indikator {series} tidak ada.", series=code, field="series")
    values["number"] = int(values.get("number") or 0)
