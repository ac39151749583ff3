"""Readiness, SWOT, gaps, vision and missions: written, changed, removed; every version is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.actions.strategy_checks import checked
from balai.domains.masterplan.models import (
    Gap,
    Keyword,
    Mission,
    Plan,
    Readiness,
    Revision,
    SwotEntry,
    TowsStrategy,
    Vision,
    Written,
)
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.terms_strategy import (
    StrategyAct,
    Thing,
)
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused

MODELS: Mapping[Thing, type[Written]] = {
    Thing.READINESS: Readiness,
    Thing.SWOT: SwotEntry,
    Thing.TOWS: TowsStrategy,
    Thing.GAP: Gap,
    Thing.VISION: Vision,
    Thing.MISSION: Mission,
    Thing.KEYWORD: Keyword,
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
    values = checked(thing, plan, {**former, **{name: given[name] for name in fields if name in given}})
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
