"""An assessment on its way: handed in, given back, examined by somebody else, answered, final."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from balai.domains.evaluation.actions.assessment_row import locked, moved, part_of, say, step, wrong_state
from balai.domains.evaluation.models import Assessment, Reply
from balai.domains.evaluation.permissions import may_assess, may_fill, must_assess, must_fill
from balai.domains.evaluation.queries.assessments import series_code, sheet
from balai.domains.evaluation.rules.scoring import Outcome
from balai.domains.evaluation.terms import FAMILY, MOVES, REASON_LIMIT, Act, Side, State
from balai.engine.indicators.public import PointStatus, declare_series, state_point
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import clean_text, shorten


@transaction.atomic
def submit(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """Hand in the self-assessment. Raises as above; Refused ROWS_MISSING naming them."""
    row = locked(assessment_id)
    must_fill(by, row.opd_id, on=timezone.localdate(at))
    if row.state == State.SUBMITTED:
        return row
    _move(row, State.SUBMITTED, version)
    _must_be_whole(sheet(row).outcome(Side.SELF))
    row.submitted_at, row.submitted_by_id = at, by.user_id
    step(row)
    say(row, Act.SUBMITTED, by, at)
    return row


@transaction.atomic
def give_back(*, assessment_id: int, reason: str, version: int, by: Actor, at: datetime) -> Assessment:
    """The assessor gives it back to be completed, and says why. Raises as above; Refused TEXT_…."""
    row = locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=REASON_LIMIT)
    _move(row, State.DRAFT, version)
    row.submitted_at = row.submitted_by_id = None
    step(row)
    Reply.objects.create(
        assessment=row, row="", text=reason, said_at=at, said_by_id=by.user_id, said_opd_id=by.opd_id
    )
    say(row, Act.RETURNED, by, at)
    return row


@transaction.atomic
def finish_assessing(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """The assessor has a level for every row; the agency may answer now. Raises as above; Refused ROWS_MISSING."""
    row = locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    if row.state == State.ASSESSED:
        return row
    _move(row, State.ASSESSED, version)
    _must_be_whole(sheet(row).outcome(Side.ASSESSOR))
    row.assessed_at = at
    step(row)
    say(row, Act.ASSESSED, by, at)
    return row


@transaction.atomic
def reply(*, assessment_id: int, row_code: str, text: str, by: Actor, at: datetime) -> Reply:
    """Answer the other side about a row. Raises Forbidden NOT_YOURS; Refused ROW_UNKNOWN, STATE_WRONG, TEXT_…."""
    row, today = locked(assessment_id), timezone.localdate(at)
    if not (may_fill(by, row.opd_id, on=today) or may_assess(by, row, on=today)):
        raise Forbidden("NOT_YOURS", "Yang menanggapi: OPD yang dinilai dan asesornya.")
    if row.state != State.ASSESSED:
        raise wrong_state()
    part_of(sheet(row), row_code)
    text = clean_text(text, field="text", label="Tanggapan", minimum=3, maximum=REASON_LIMIT)
    said = Reply.objects.create(
        assessment=row, row=row_code, text=text, said_at=at, said_by_id=by.user_id, said_opd_id=by.opd_id
    )
    say(row, Act.REPLIED, by, at, {"row": row_code})
    return said


@transaction.atomic
def finish(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """Make the assessor's levels final; the index goes into the yearly series. Raises as above."""
    row = locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    if row.state == State.FINAL:
        return row
    _move(row, State.FINAL, version)
    outcome = sheet(row).outcome(Side.ASSESSOR)
    _must_be_whole(outcome)
    row.index, row.band = outcome.index, _band(outcome)
    row.final_at = at
    step(row)
    say(row, Act.FINISHED, by, at, {"index": str(row.index)})
    _publish(row, by, at)
    return row


def _publish(row: Assessment, by: Actor, at: datetime) -> None:
    instrument = row.edition.instrument
    label = f"{instrument.label}: {row.opd.short_name}" if row.subject else instrument.label
    declare_series(
        code=series_code(instrument.code, row.subject),
        label=label,
        family=FAMILY,
        theme=instrument.label,
        unit=instrument.unit,
        decimals=int(row.edition.content.get("places", 2)),
        source="Penilaian di aplikasi ini, nilai asesor",
        formula="jumlah (bobot × nilai) / pembagi, menurut edisi instrumen tahun itu",
        owner_id=row.opd_id if row.subject else None,
        is_verified=True,
        by=by,
        at=at,
    )
    state_point(
        code=series_code(instrument.code, row.subject),
        year=row.year,
        value=Decimal(row.index or 0),
        status=PointStatus.EXAMPLE if row.is_example else PointStatus.OWN,
        source=f"Penilaian {row.year}, edisi {row.edition.label}",
        note=row.note,
        by=by,
        at=at,
    )


def _must_be_whole(outcome: Outcome) -> None:
    if outcome.missing:
        names = ", ".join(shorten(part.label, 50) for part in outcome.missing[:5])
        raise Refused(
            "ROWS_MISSING", "Masih kosong {count} baris: {names}.", count=len(outcome.missing), names=names
        )


def _move(row: Assessment, to: State, version: int) -> None:
    if (State(row.state), to) not in MOVES:
        raise wrong_state()
    if row.version != version:
        raise moved()
    row.state = to


def _band(outcome: Outcome) -> str:
    if outcome.band is None:
        return ""
    return " · ".join(part for part in (outcome.band.code, outcome.band.label) if part)
