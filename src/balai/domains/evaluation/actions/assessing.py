"""An assessment: opened, filled in by the agency, handed in, examined by somebody else, answered, final."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.models import Assessment, Edition, Reply, Score
from balai.domains.evaluation.permissions import may_assess, may_fill, must_assess, must_fill
from balai.domains.evaluation.queries.assessments import Sheet, series_code, sheet
from balai.domains.evaluation.rules.definition import Part
from balai.domains.evaluation.rules.levels import level_of
from balai.domains.evaluation.rules.scoring import Outcome
from balai.domains.evaluation.terms import FAMILY, MOVES, REASON_LIMIT, Act, Side, Standing, State
from balai.engine.indicators.public import PointStatus, declare_series, state_point
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text, shorten

FIRST_YEAR = 2018


def open_assessment(
    *,
    edition_id: int,
    year: int,
    opd_id: int,
    note: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Assessment:
    """Begin the assessment of a year; the same twice, also at once, is one.

    Raises NotFound EDITION_UNKNOWN, OPD_UNKNOWN; Forbidden NOT_YOURS; Refused EDITION_UNUSABLE, EDITION_NOT_VALID,
    YEAR_INVALID, ASSESSMENT_EXISTS when that year is assessed with another edition.
    """
    today = timezone.localdate(at)
    must_fill(by, opd_id, on=today)
    opd = organizations.opd_by_id(opd_id)
    edition = Edition.objects.select_related("instrument").filter(pk=edition_id).first()
    if edition is None:
        raise NotFound("EDITION_UNKNOWN", "Edisi ini tidak ada.")
    _must_fit(edition, year, today.year)
    subject = opd.code if edition.instrument.is_per_opd else ""
    key = {"instrument_code": edition.instrument.code, "year": year, "subject": subject}
    try:
        with transaction.atomic():
            row = Assessment.objects.filter(**key).first()
            if row is None:
                row = Assessment.objects.create(
                    **key,
                    edition=edition,
                    opd=opd,
                    note=note[:REASON_LIMIT],
                    is_example=is_example,
                    opened_at=at,
                )
                _say(row, Act.OPENED, by, at, {"year": year})
    except IntegrityError:
        row = Assessment.objects.get(**key)
    if row.edition_id != edition.pk:
        raise Refused(
            "ASSESSMENT_EXISTS", "Tahun {year} sudah dinilai dengan edisi lain.", field="edition", year=year
        )
    return row


@transaction.atomic
def give_levels(
    *,
    assessment_id: int,
    side: str,
    given: Mapping[str, tuple[str, str]],
    version: int,
    by: Actor,
    at: datetime,
) -> int:
    """State levels: row -> (level as written, reason). What stands already is not stated again; gives how many are new.

    An empty level takes one back. Raises NotFound; Forbidden NOT_YOURS, NOT_ASSESSOR; Conflict ASSESSMENT_MOVED; Refused
    STATE_WRONG, ROW_UNKNOWN, LEVEL_…, REASON_MISSING (an assessor says why he differs).
    """
    row = _locked(assessment_id)
    _must_give(row, side, by, at)
    if row.version != version:
        raise moved()
    now = sheet(row)
    fresh = [_score(now, side, code, level, reason) for code, (level, reason) in given.items()]
    made = [one for one in fresh if one is not None]
    for one in made:
        one.given_at, one.given_by_id, one.given_opd_id = at, by.user_id, by.opd_id
    if made:
        Score.objects.bulk_create(made)
        _step(row)
        _say(row, Act.SCORED, by, at, {"side": side, "rows": [one.row for one in made]})
    return len(made)


@transaction.atomic
def submit(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """Hand in the self-assessment. Raises as above; Refused ROWS_MISSING naming them."""
    row = _locked(assessment_id)
    must_fill(by, row.opd_id, on=timezone.localdate(at))
    if row.state == State.SUBMITTED:
        return row
    _move(row, State.SUBMITTED, version)
    _must_be_whole(sheet(row).outcome(Side.SELF))
    row.submitted_at, row.submitted_by_id = at, by.user_id
    _step(row)
    _say(row, Act.SUBMITTED, by, at)
    return row


@transaction.atomic
def give_back(*, assessment_id: int, reason: str, version: int, by: Actor, at: datetime) -> Assessment:
    """The assessor gives it back to be completed, and says why. Raises as above; Refused TEXT_…."""
    row = _locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=REASON_LIMIT)
    _move(row, State.DRAFT, version)
    row.submitted_at = row.submitted_by_id = None
    _step(row)
    Reply.objects.create(
        assessment=row, row="", text=reason, said_at=at, said_by_id=by.user_id, said_opd_id=by.opd_id
    )
    _say(row, Act.RETURNED, by, at)
    return row


@transaction.atomic
def finish_assessing(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """The assessor has a level for every row; the agency may answer now. Raises as above; Refused ROWS_MISSING."""
    row = _locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    if row.state == State.ASSESSED:
        return row
    _move(row, State.ASSESSED, version)
    _must_be_whole(sheet(row).outcome(Side.ASSESSOR))
    row.assessed_at = at
    _step(row)
    _say(row, Act.ASSESSED, by, at)
    return row


@transaction.atomic
def reply(*, assessment_id: int, row_code: str, text: str, by: Actor, at: datetime) -> Reply:
    """Answer the other side about a row. Raises Forbidden NOT_YOURS; Refused ROW_UNKNOWN, STATE_WRONG, TEXT_…."""
    row, today = _locked(assessment_id), timezone.localdate(at)
    if not (may_fill(by, row.opd_id, on=today) or may_assess(by, row, on=today)):
        raise Forbidden("NOT_YOURS", "Yang menanggapi: OPD yang dinilai dan asesornya.")
    if row.state != State.ASSESSED:
        raise _wrong_state()
    _part(sheet(row), row_code)
    text = clean_text(text, field="text", label="Tanggapan", minimum=3, maximum=REASON_LIMIT)
    said = Reply.objects.create(
        assessment=row, row=row_code, text=text, said_at=at, said_by_id=by.user_id, said_opd_id=by.opd_id
    )
    _say(row, Act.REPLIED, by, at, {"row": row_code})
    return said


@transaction.atomic
def finish(*, assessment_id: int, version: int, by: Actor, at: datetime) -> Assessment:
    """Make the assessor's levels final; the index goes into the yearly series. Raises as above."""
    row = _locked(assessment_id)
    must_assess(by, row, on=timezone.localdate(at))
    if row.state == State.FINAL:
        return row
    _move(row, State.FINAL, version)
    outcome = sheet(row).outcome(Side.ASSESSOR)
    _must_be_whole(outcome)
    row.index, row.band = outcome.index, _band(outcome)
    row.final_at = at
    _step(row)
    _say(row, Act.FINISHED, by, at, {"index": str(row.index)})
    _publish(row, by, at)
    return row


def moved() -> Conflict:
    """Somebody else was quicker."""
    return Conflict(
        "ASSESSMENT_MOVED",
        "Penilaian ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
    )


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


def _must_fit(edition: Edition, year: int, this_year: int) -> None:
    if edition.standing == Standing.INCOMPLETE:
        raise Refused(
            "EDITION_UNUSABLE",
            "Edisi {edition} belum lengkap: rinciannya belum diketahui, jadi belum dapat dinilai.",
            field="edition",
            edition=edition.label,
        )
    if edition.standing == Standing.BROKEN:
        raise Refused(
            "EDITION_UNUSABLE",
            "Edisi {edition} tidak dapat dipakai. Lihat apa yang salah pada halamannya.",
            field="edition",
            edition=edition.label,
        )
    if not FIRST_YEAR <= year <= this_year:
        raise Refused(
            "YEAR_INVALID", "Isi tahun {first} sampai {last}.", field="year", first=FIRST_YEAR, last=this_year
        )
    if not edition.is_valid_in(year):
        raise Refused(
            "EDITION_NOT_VALID",
            "Edisi {edition} tidak berlaku pada tahun {year}.",
            field="edition",
            edition=edition.label,
            year=year,
        )


def _locked(assessment_id: int) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("edition__instrument", "opd")
    row = rows.filter(pk=assessment_id).first()
    if row is None:
        raise NotFound("ASSESSMENT_UNKNOWN", "Penilaian ini tidak ada.")
    return row


def _must_give(row: Assessment, side: str, by: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    if side == Side.SELF:
        must_fill(by, row.opd_id, on=today)
        allowed = {State.DRAFT}
    else:
        must_assess(by, row, on=today)
        allowed = {State.SUBMITTED, State.ASSESSED}
    if row.state not in allowed:
        raise _wrong_state()


def _score(now: Sheet, side: str, code: str, text: str, reason: str) -> Score | None:
    part = _part(now, code)
    level = level_of(now.definition, part, text)
    reason = " ".join(reason.split())[:REASON_LIMIT]
    former = now.scores.get((code, side))
    if former is None and level is None and not reason:
        return None
    own = now.scores.get((code, Side.SELF))
    if side == Side.ASSESSOR and level is not None and own and own.level != level and not reason:
        raise Refused(
            "REASON_MISSING",
            "{row}: tulis mengapa nilai asesor berbeda dari penilaian mandiri.",
            field=f"reason-{code}",
            row=part.label,
        )
    kept = None if level is None else Decimal(level.numerator) / Decimal(level.denominator)
    if former is not None and former.level == kept and former.reason == reason:
        return None
    return Score(assessment=now.assessment, row=code, side=side, level=kept, reason=reason)


def _part(now: Sheet, code: str) -> Part:
    found = next((part for part in now.definition.rows() if part.code == code), None)
    if found is None:
        raise Refused("ROW_UNKNOWN", "Baris {row} tidak ada pada instrumen ini.", row=code[:40])
    return found


def _must_be_whole(outcome: Outcome) -> None:
    if outcome.missing:
        names = ", ".join(shorten(part.label, 50) for part in outcome.missing[:5])
        raise Refused(
            "ROWS_MISSING", "Masih kosong {count} baris: {names}.", count=len(outcome.missing), names=names
        )


def _move(row: Assessment, to: State, version: int) -> None:
    if (State(row.state), to) not in MOVES:
        raise _wrong_state()
    if row.version != version:
        raise moved()
    row.state = to


def _step(row: Assessment) -> None:
    row.version += 1
    row.save()


def _band(outcome: Outcome) -> str:
    if outcome.band is None:
        return ""
    return " · ".join(part for part in (outcome.band.code, outcome.band.label) if part)


def _wrong_state() -> Refused:
    return Refused(
        "STATE_WRONG", "Itu tidak dapat dilakukan pada tahap penilaian ini. Muat ulang halamannya."
    )


def _say(
    row: Assessment, act: Act, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    journal.append(
        code=act,
        subject=("evaluation", row.pk),
        by=by,
        at=at,
        data={"instrument": row.instrument_code, **(data or {})},
    )
