"""Quick wins: described, measured before and after, brought forward step by step."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.actions.programmes import locked, must_be_version
from balai.domains.masterplan.models import Programme, ProgressStep, QuickWin, QuickWinFigure
from balai.domains.masterplan.permissions import must_keep
from balai.domains.masterplan.terms import ProgrammeAct
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

FIELDS = ("service", "sharpening", "contact", "start_date", "end_date", "source")
TEXT_LIMIT = 2000


@transaction.atomic
def describe_quick_win(
    *, programme_id: int, given: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> QuickWin:
    """Say what makes a programme a quick win; it becomes one by it. What is missing is warned of, never refused.

    `version` is that of the programme when it was read; the same words twice are once. Raises NotFound; Forbidden NOT_YOURS;
    Refused DATES_TURNED; Conflict PROGRAMME_MOVED.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    start, end = given.get("start_date"), given.get("end_date")
    if start and end and end < start:
        raise Refused("DATES_TURNED", "Tanggal selesai lebih dulu daripada tanggal mulai.", field="end_date")
    values = {name: given[name] for name in FIELDS if name in given}
    known = QuickWin.objects.filter(programme=row).first()
    if known and row.is_quick_win and all(getattr(known, name) == value for name, value in values.items()):
        return known
    must_be_version(row, version)
    quick, _ = QuickWin.objects.update_or_create(programme=row, defaults=values)
    if not row.is_quick_win:
        row.is_quick_win = True
        row.kept.pop("quick_win", None)
    _moved(row, at)
    journal.append(code=ProgrammeAct.QUICK_WIN_SET, subject=("programme", row.pk), by=by, at=at)
    return quick


@transaction.atomic
def state_figure(
    *,
    programme_id: int,
    label: str,
    unit: str,
    before: Decimal | None,
    before_date: date | None,
    after: Decimal | None = None,
    after_date: date | None = None,
    source: str,
    is_example: bool = False,
    version: int,
    by: Actor,
    at: datetime,
) -> QuickWinFigure:
    """State a measure before and, once there is one, after. The same label again replaces it; the former row stays.

    `version` is that of the programme when it was read; the same figure twice is once. Raises NotFound; Forbidden NOT_YOURS;
    Refused TEXT_…, QUICK_WIN_MISSING, FIGURE_MISSING, DATES_TURNED; Conflict PROGRAMME_MOVED.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    quick = QuickWin.objects.filter(programme=row).first()
    if quick is None:
        raise Refused("QUICK_WIN_MISSING", "Uraikan dahulu quick win-nya, lalu angkanya.")
    label = clean_text(label, field="label", label="Ukuran", minimum=3, maximum=200)
    source = clean_text(source, field="source", label="Sumber", minimum=3, maximum=300)
    if before is None and after is None:
        raise Refused("FIGURE_MISSING", "Isi angka sebelum, sesudah, atau keduanya.", field="before")
    if before_date and after_date and after_date < before_date:
        raise Refused("DATES_TURNED", "Angka sesudah lebih lama daripada angka sebelum.", field="after_date")
    values = {
        "unit": unit.strip()[:60], "before": before, "before_date": before_date, "after": after,
        "after_date": after_date, "source": source, "is_example": is_example,
    }  # fmt: skip
    former = QuickWinFigure.objects.filter(quick_win=quick, label=label, replaced_by=None).first()
    if former is not None and all(getattr(former, name) == value for name, value in values.items()):
        return former
    must_be_version(row, version)
    made = _stated(former, QuickWinFigure(quick_win=quick, label=label, stated_at=at, **values))
    _moved(row, at)
    journal.append(
        code=ProgrammeAct.FIGURE_STATED, subject=("programme", row.pk), by=by, at=at, data={"figure": made.pk}
    )
    return made


def _stated(former: QuickWinFigure | None, made: QuickWinFigure) -> QuickWinFigure:
    """Save it in the place of the former one, which stays behind it."""
    if former is not None:
        # Off the unique place first: it points to itself for the moment between two statements of one transaction.
        QuickWinFigure.objects.filter(pk=former.pk).update(replaced_by=former.pk)
    made.save(force_insert=True)
    if former is not None:
        QuickWinFigure.objects.filter(pk=former.pk).update(replaced_by=made.pk)
    return made


def _moved(row: Programme, at: datetime) -> None:
    """Its quick win is part of what was read of a programme: whoever still holds the former version looks again."""
    row.version, row.updated_at = row.version + 1, at
    row.save()


@transaction.atomic
def record_progress(
    *, programme_id: int, percent: int, note: str, key: UUID, by: Actor, at: datetime
) -> ProgressStep:
    """Say how far it has come, with a word of what was done. Going back is allowed and has to be explained like any step;
    the same `key` twice is one step.

    Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_…, PERCENT_INVALID, QUICK_WIN_MISSING.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    known = ProgressStep.objects.filter(key=key).first()
    if known is not None:
        return known
    quick = QuickWin.objects.filter(programme=row).first()
    if quick is None:
        raise Refused("QUICK_WIN_MISSING", "Uraikan dahulu quick win-nya, lalu kemajuannya.")
    if not 0 <= percent <= 100:
        raise Refused("PERCENT_INVALID", "Kemajuan diisi 0 sampai 100 persen.", field="percent")
    note = clean_text(note, field="note", label="Yang dikerjakan", minimum=5, maximum=TEXT_LIMIT)
    step = ProgressStep.objects.create(
        quick_win=quick, percent=percent, note=note, at=at, by_id=by.user_id, opd_id=by.opd_id, key=key
    )
    latest = quick.steps.first()
    QuickWin.objects.filter(pk=quick.pk).update(percent=latest.percent if latest else percent)
    data = {"percent": percent}
    journal.append(code=ProgrammeAct.PROGRESSED, subject=("programme", row.pk), by=by, at=at, data=data)
    return step
