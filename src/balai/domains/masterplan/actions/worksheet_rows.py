"""What a row of a worksheet becomes in the plan, and how that is taken back out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ProtectedError

from balai.domains.masterplan.actions import strategy
from balai.domains.masterplan.models import (
    Programme,
    QuickWin,
    ReviewRemark,
    Revision,
    WorksheetRow,
    Workshop,
)
from balai.domains.masterplan.terms import Horizon, ProgrammeState
from balai.domains.masterplan.terms_strategy import Thing
from balai.domains.masterplan.terms_workshops import Sheet
from balai.foundation.actor import Actor
from balai.foundation.dimensions import DIMENSION_LABELS, DIMENSION_OF
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

PROGRAMME, REMARK = "PROGRAMME", "REMARK"

# Sheets whose rows are things of the strategy, with all their versions.
THINGS = {
    Sheet.READINESS: Thing.READINESS,
    Sheet.SWOT: Thing.SWOT,
    Sheet.GAP: Thing.GAP,
    Sheet.KEYWORD: Thing.KEYWORD,
}


@dataclass(frozen=True, slots=True)
class Became:
    """What a row became: its kind, id and version, and what undoing brings back."""

    kind: str
    number: int
    version: int = 1
    before: dict[str, Any] | None = None


def become(workshop: Workshop, sheet: Sheet, given: Mapping[str, Any], *, by: Actor, at: datetime) -> Became:
    """Put it into the plan; for acts that write their own journal entry. Raises whatever the plan says no to."""
    if sheet in THINGS:
        thing = THINGS[sheet]
        values = {**given, "author_opd_id": by.opd_id, "is_example": workshop.is_example}
        row, changed = strategy.put(thing=thing, plan_id=workshop.plan_id, given=values, by=by, at=at)
        if not changed:
            raise Refused("ROW_SAYS_NOTHING", "Isinya sama dengan yang sudah ada dalam rencana.")
        return Became(thing, row.pk, row.version)
    match sheet:
        case Sheet.ROADMAP:
            return _placed(workshop, given, at=at)
        case Sheet.REVIEW:
            return _remarked(workshop, given, by=by, at=at)
        case _:
            return _proposed(workshop, given, is_quick_win=sheet is Sheet.QUICK_WIN, by=by, at=at)


def _proposed(
    workshop: Workshop, given: Mapping[str, Any], *, is_quick_win: bool, by: Actor, at: datetime
) -> Became:
    dimension, sub = given.get("dimension") or "", given.get("sub_dimension") or ""
    if dimension not in DIMENSION_LABELS:
        raise Refused("DIMENSION_UNKNOWN", "Pilih salah satu dari enam dimensi.", field="dimension")
    if sub and DIMENSION_OF.get(sub) != dimension:
        raise Refused(
            "SUB_DIMENSION_ELSEWHERE", "Sub dimensi itu bukan bagian dari dimensi ini.", field="sub_dimension"
        )
    name = clean_text(given.get("name") or "", field="name", label="Nama program", minimum=5, maximum=300)
    if Programme.objects.filter(plan_id=workshop.plan_id, name__iexact=name).exists():
        raise Refused("NAME_TAKEN", "Program dengan nama itu sudah ada dalam rencana.", field="name")
    if is_quick_win:
        for field, label in (
            ("service", "Layanan yang dipertajam"),
            ("contact", "Manfaat langsung bagi warga"),
        ):
            clean_text(given.get(field) or "", field=field, label=label, minimum=3, maximum=300)
    row = Programme.objects.create(
        plan_id=workshop.plan_id,
        code=_free_code(workshop.plan_id),
        dimension=dimension,
        sub_dimension=sub,
        name=name,
        goal=(given.get("goal") or "").strip(),
        place=(given.get("place") or "").strip()[:300],
        is_quick_win=is_quick_win,
        state=ProgrammeState.PROPOSED,
        is_example=workshop.is_example,
        updated_at=at,
    )
    if is_quick_win:
        QuickWin.objects.create(
            programme=row,
            service=given["service"].strip(),
            sharpening=(given.get("sharpening") or "").strip(),
            contact=given["contact"].strip(),
        )
    return Became(PROGRAMME, row.pk, row.version)


def _free_code(plan_id: int) -> str:
    """U-001, U-002, …: a proposal gets its own number until the planners give it a code of the plan."""
    taken = Programme.objects.filter(plan_id=plan_id, code__startswith="U-").values_list("code", flat=True)
    numbers = [int(code[2:]) for code in taken if len(code) < 10 and code[2:].isdecimal()]
    return f"U-{max(numbers, default=0) + 1:03d}"


def _placed(workshop: Workshop, given: Mapping[str, Any], *, at: datetime) -> Became:
    rows = Programme.objects.select_for_update(of=("self",)).filter(plan_id=workshop.plan_id)
    row = rows.filter(pk=given.get("programme_id")).first()
    if row is None:
        raise Refused("PROGRAMME_UNKNOWN", "Pilih program dari rencana ini.", field="programme_id")
    if given.get("horizon") not in set(Horizon):
        raise Refused("HORIZON_UNKNOWN", "Pilih jangka pendek, menengah, atau panjang.", field="horizon")
    start, end = given.get("start_year"), given.get("end_year")
    if start and end and end < start:
        raise Refused("YEARS_TURNED", "Tahun selesai lebih dulu daripada tahun mulai.", field="end_year")
    before = {"horizon": row.horizon, "start_year": row.start_year, "end_year": row.end_year}
    row.horizon, row.start_year, row.end_year = given["horizon"], start or row.start_year, end or row.end_year
    row.version, row.updated_at = row.version + 1, at
    row.save()
    return Became(PROGRAMME, row.pk, row.version, before)


def _remarked(workshop: Workshop, given: Mapping[str, Any], *, by: Actor, at: datetime) -> Became:
    book, _, chapter = (given.get("chapter") or "").partition("/")
    if not book:
        raise Refused("CHAPTER_UNKNOWN", "Pilih bab yang ditinjau.", field="chapter")
    row = ReviewRemark.objects.create(
        plan_id=workshop.plan_id,
        workshop=workshop,
        book=book[:40],
        chapter=chapter[:40],
        text=clean_text(given.get("text") or "", field="text", label="Catatan", minimum=5, maximum=2000),
        made_at=at,
        made_by_id=by.user_id,
    )
    return Became(REMARK, row.pk)


def _built_on() -> Refused:
    return Refused("ROW_BUILT_ON", "Tidak dapat ditarik: isinya sudah dipakai atau diubah lebih lanjut.")


def take_back(row: WorksheetRow, *, by: Actor, at: datetime) -> None:
    """What stood there before the row stands there again. Raises Refused ROW_BUILT_ON."""
    if row.sheet in THINGS:
        _undo_thing(row, THINGS[Sheet(row.sheet)], by=by, at=at)
    elif row.target_kind == REMARK:
        _undo_remark(row, at)
    else:
        _undo_programme(row, at)


def _undo_thing(row: WorksheetRow, thing: Thing, *, by: Actor, at: datetime) -> None:
    target = strategy.held(thing, row.target_id)
    if target.version != row.target_version or target.removed_at is not None:
        raise _built_on()
    former = (
        Revision.objects.filter(thing=thing, thing_id=target.pk, version__lt=target.version, is_removal=False)
        .order_by("-version")
        .first()
    )
    if former is None:
        strategy.take_out(thing, target, by=by, at=at)
    else:
        strategy.put(
            thing=thing, plan_id=target.plan_id, given=former.content, thing_id=target.pk, by=by, at=at
        )


def _undo_remark(row: WorksheetRow, at: datetime) -> None:
    target = ReviewRemark.objects.select_for_update(of=("self",)).get(pk=row.target_id)
    if target.settled_at is not None:
        raise _built_on()
    target.removed_at = at
    target.save(update_fields=["removed_at"])


def _undo_programme(row: WorksheetRow, at: datetime) -> None:
    target = Programme.objects.select_for_update(of=("self",)).filter(pk=row.target_id).first()
    if target is None or target.version != row.target_version:
        raise _built_on()
    if row.before is not None:
        for name, value in row.before.items():
            setattr(target, name, value)
        target.version, target.updated_at = target.version + 1, at
        target.save()
        return
    try:
        target.delete()
    except ProtectedError:
        raise _built_on() from None
