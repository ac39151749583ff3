"""What becomes of a programme that was entered: its state, its lead office, what came of each year."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.actions.programmes import locked, must_be_version, write_programme
from balai.domains.masterplan.models import Plan, Programme, ProgrammeYear
from balai.domains.masterplan.permissions import must_keep, must_plan
from balai.domains.masterplan.rules.figures import is_reached
from balai.domains.masterplan.rules.standing import may_move, wants_reason
from balai.domains.masterplan.terms import PROGRAMME_LABELS, ProgrammeAct, ProgrammeState
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

REASON_LIMIT = 1000


@transaction.atomic
def move_programme(
    *, programme_id: int, to: str, reason: str = "", version: int, by: Actor, at: datetime
) -> Programme:
    """Bring it to another state by the table of moves. There already: nothing happens.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PROGRAMME_MOVED; Refused STATE_UNKNOWN, MOVE_UNKNOWN, TEXT_….
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    if to not in set(ProgrammeState):
        raise Refused("STATE_UNKNOWN", "Keadaan itu tidak dikenal.", field="to")
    if row.state == to:
        return row
    must_be_version(row, version)
    former = ProgrammeState(row.state)
    if not may_move(row.state, to):
        raise Refused(
            "MOVE_UNKNOWN",
            "Dari “{former}” tidak dapat langsung ke “{to}”.",
            former=PROGRAMME_LABELS[former],
            to=PROGRAMME_LABELS[ProgrammeState(to)],
            field="to",
        )
    if wants_reason(row.state, to):
        reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=REASON_LIMIT)
    row.state, row.state_reason = to, reason.strip()
    row.kept.pop("status", None)
    write_programme(row, at)
    data = {"from": former.value, "to": to}
    journal.append(code=ProgrammeAct.MOVED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def lead_programme(*, programme_id: int, lead_id: int, version: int, by: Actor, at: datetime) -> Programme:
    """Give it to a lead office that exists: where none was known, where it was dissolved, or by decision of the planners.

    What is owed by the former one stays with it until it is handed over as a case. Raises NotFound; Forbidden NOT_YOURS;
    Conflict PROGRAMME_MOVED; Refused OPD_UNKNOWN, OPD_GONE.
    """
    on = timezone.localdate(at)
    must_plan(by, on=on)
    row = locked(programme_id)
    if row.lead_id == lead_id:
        return row
    must_be_version(row, version)
    office = organizations.opd_by_id(lead_id)
    if not office.is_active(on):
        raise Refused(
            "OPD_GONE",
            "{opd} sudah dibubarkan. Pilih OPD yang masih ada.",
            opd=office.short_name,
            field="lead",
        )
    former, row.lead_id = row.lead_id, lead_id
    # The words of the file stay beside the office that was found for them: nothing of what was promised is lost.
    if row.lead_text:
        row.note = f"{row.note}\nPenanggung jawab menurut berkas: {row.lead_text}".strip()
        row.lead_text = ""
    row.kept.pop("penanggung_jawab_opd", None)
    write_programme(row, at)
    data = {"from": former, "to": lead_id}
    journal.append(code=ProgrammeAct.LED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def realise_year(
    *,
    programme_id: int,
    year: int,
    realised: str,
    realised_rupiah: int | None,
    reached: bool | None,
    source: str,
    version: int,
    by: Actor,
    at: datetime,
) -> ProgrammeYear:
    """State what came of a year. Where target and result are numbers, they decide; words have to be said to be enough.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PROGRAMME_MOVED; Refused TEXT_…, YEAR_OUTSIDE, RUPIAH_NEGATIVE,
    REACHED_OTHERWISE.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    must_be_version(row, version)
    must_lie_in(row.plan, year)
    realised = clean_text(realised, field="realised", label="Realisasi", minimum=1, maximum=120)
    source = clean_text(source, field="source", label="Sumber", minimum=3, maximum=REASON_LIMIT)
    if realised_rupiah is not None and realised_rupiah < 0:
        raise Refused("RUPIAH_NEGATIVE", "Realisasi anggaran tidak boleh negatif.", field="realised_rupiah")
    kept = ProgrammeYear.objects.filter(programme=row, year=year).first()
    reached = _reached(kept.target if kept else "", realised, reached)
    values = {
        "realised": realised,
        "realised_rupiah": realised_rupiah,
        "is_reached": reached,
        "source": source,
    }
    kept, _ = ProgrammeYear.objects.update_or_create(programme=row, year=year, defaults=values)
    write_programme(row, at)
    data = {"year": year, "reached": kept.is_reached}
    journal.append(code=ProgrammeAct.REALISED, subject=("programme", row.pk), by=by, at=at, data=data)
    return kept


def _reached(target: str, realised: str, said: bool | None) -> bool | None:
    """Whether the target is reached: by the numbers where both are, else what was said. Raises Refused REACHED_OTHERWISE."""
    by_numbers = is_reached(target, realised)
    if by_numbers is not None and said is not None and by_numbers != said:
        raise Refused(
            "REACHED_OTHERWISE",
            "Angkanya berkata lain: target {target}, realisasi {realised}.",
            target=target,
            realised=realised,
            field="reached",
        )
    return said if by_numbers is None else by_numbers


def must_lie_in(plan: Plan, year: int) -> None:
    """Raises Refused YEAR_OUTSIDE."""
    last = max(plan.vision_year, plan.start_year + 4)
    if not plan.start_year <= year <= last:
        raise Refused(
            "YEAR_OUTSIDE", "Tahun {year} di luar rencana: {first} sampai {last}.",
            year=year, first=plan.start_year, last=last, field="year",
        )  # fmt: skip
