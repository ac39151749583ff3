"""Workshops: opened, attended, closed at the gate."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.models import Participant, Plan, ReviewRemark, Workshop
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.queries.gates import checked_gates
from balai.domains.masterplan.queries.workshops import stage_of
from balai.domains.masterplan.terms_workshops import InstitutionKind, WorkshopAct
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text
from balai.kits.ui.words import said


@transaction.atomic
def open_workshop(
    *,
    plan_id: int,
    stage: int,
    held_on: date,
    place: str,
    note: str = "",
    is_told: bool = False,
    source: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Workshop:
    """Begin a stage. One that is only told of (`is_told`) lies in the past and takes no rows. The same twice is one.

    Raises Forbidden NOT_YOURS; NotFound PLAN_UNKNOWN, STAGE_UNKNOWN; Refused TEXT_….
    """
    must_plan(by, on=timezone.localdate(at))
    if not Plan.objects.filter(pk=plan_id).exists():
        raise NotFound("PLAN_UNKNOWN", "Rencana ini tidak ada.")
    title = stage_of(stage, on=held_on).title
    place = clean_text(place, field="place", label="Tempat", minimum=3, maximum=200)
    row, is_new = Workshop.objects.get_or_create(
        plan_id=plan_id,
        stage=stage,
        held_on=held_on,
        defaults={
            "title": title, "place": place, "note": note.strip(), "is_told": is_told, "source": source.strip()[:300],
            "is_example": is_example,
        },
    )  # fmt: skip
    if is_new:
        data = {"plan": plan_id, "stage": stage}
        journal.append(code=WorkshopAct.OPENED, subject=("workshop", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def change_workshop(
    *, workshop_id: int, given: Mapping[str, str], version: int, by: Actor, at: datetime
) -> Workshop:
    """Change place, note and what was seen in the field. Raises NotFound; Forbidden NOT_YOURS; Conflict WORKSHOP_MOVED;
    Refused TEXT_…, WORKSHOP_CLOSED."""
    must_plan(by, on=timezone.localdate(at))
    row = locked(workshop_id)
    must_be_open(row)
    if row.version != version:
        raise Conflict(
            "WORKSHOP_MOVED",
            "Tahap ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    row.place = clean_text(
        given.get("place", row.place), field="place", label="Tempat", minimum=3, maximum=200
    )
    for name in ("note", "visit_note"):
        if name in given:
            label = "Catatan" if name == "note" else "Hasil kunjungan lapangan"
            value = clean_text(given[name], field=name, label=label, minimum=0, maximum=4000)
            setattr(row, name, value)
    row.version += 1
    row.save()
    journal.append(code=WorkshopAct.CHANGED, subject=("workshop", row.pk), by=by, at=at)
    return row


@transaction.atomic
def join_workshop(*, workshop_id: int, given: Mapping[str, Any], by: Actor, at: datetime) -> Participant:
    """Write down that an institution takes part, in which group and as what. The same twice is one; no person is named.

    `given`: kind, opd_id or institution, role, group. Raises Forbidden NOT_YOURS; NotFound; Refused TEXT_…, OPD_MISSING,
    INSTITUTION_UNKNOWN, GROUP_UNKNOWN, WORKSHOP_CLOSED.
    """
    must_plan(by, on=timezone.localdate(at))
    row = locked(workshop_id)
    if not row.is_told:
        must_be_open(row)
    kind, opd_id = given.get("kind"), given.get("opd_id")
    if kind not in set(InstitutionKind):
        raise Refused("INSTITUTION_UNKNOWN", "Pilih jenis lembaganya.", field="kind")
    if kind == InstitutionKind.OPD and not opd_id:
        raise Refused("OPD_MISSING", "Pilih OPD yang hadir.", field="opd_id")
    name = given.get("institution") or ""
    if kind == InstitutionKind.OPD:
        name = organizations.opd_name(opd_id, on=row.held_on)
    name = clean_text(name, field="institution", label="Nama lembaga", minimum=3, maximum=160)
    group = given.get("group") or ""
    if group and group not in dict(stage_of(row.stage, on=row.held_on).groups):
        raise Refused("GROUP_UNKNOWN", "Kelompok itu tidak ada di tahap ini.", field="group")
    role = clean_text(given.get("role") or "", field="role", label="Peran", minimum=0, maximum=120)
    made, is_new = Participant.objects.get_or_create(
        workshop=row,
        institution=name,
        group=group,
        defaults={"kind": kind, "opd_id": opd_id if kind == InstitutionKind.OPD else None, "role": role},
    )
    if is_new:
        data = {"workshop": row.pk, "kind": kind}
        journal.append(code=WorkshopAct.JOINED, subject=("participant", made.pk), by=by, at=at, data=data)
    return made


@transaction.atomic
def leave_workshop(*, participant_id: int, by: Actor, at: datetime) -> None:
    """Strike out an institution that was not there. Raises Forbidden NOT_YOURS; NotFound; Refused WORKSHOP_CLOSED."""
    must_plan(by, on=timezone.localdate(at))
    row = Participant.objects.select_related("workshop").filter(pk=participant_id).first()
    if row is None:
        raise NotFound("PARTICIPANT_UNKNOWN", "Peserta ini tidak ada.")
    must_be_open(locked(row.workshop_id))
    data = {"workshop": row.workshop_id, "kind": row.kind}
    journal.append(code=WorkshopAct.LEFT, subject=("participant", row.pk), by=by, at=at, data=data)
    row.delete()


@transaction.atomic
def close_workshop(*, workshop_id: int, by: Actor, at: datetime) -> Workshop:
    """Close a stage whose gate is met by the data of the plan. Twice is once.

    Raises Forbidden NOT_YOURS; NotFound; Refused GATE_NOT_MET, which names everything that is missing.
    """
    must_plan(by, on=timezone.localdate(at))
    row = locked(workshop_id)
    if not row.is_open:
        return row
    lacking = [one for one in checked_gates(row) if not one.is_met]
    if lacking:
        told = "; ".join(said(one.pattern).format(**one.values) for one in lacking)
        raise Refused("GATE_NOT_MET", "Tahap ini belum dapat ditutup: {lacking}.", lacking=told)
    row.closed_at, row.closed_by_id, row.version = at, by.user_id, row.version + 1
    row.save()
    data = {"stage": row.stage}
    journal.append(code=WorkshopAct.CLOSED, subject=("workshop", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def reopen_workshop(*, workshop_id: int, reason: str, by: Actor, at: datetime) -> Workshop:
    """Open a closed stage again, because something was forgotten. Raises Forbidden NOT_YOURS; NotFound; Refused TEXT_…."""
    must_plan(by, on=timezone.localdate(at))
    row = locked(workshop_id)
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=300)
    if row.closed_at is not None:
        row.closed_at = row.closed_by = None
        row.note = f"{row.note}\nDibuka lagi: {reason}".strip()
        row.version += 1
        row.save()
        journal.append(code=WorkshopAct.REOPENED, subject=("workshop", row.pk), by=by, at=at)
    return row


@transaction.atomic
def settle_remark(*, remark_id: int, settlement: str, by: Actor, at: datetime) -> ReviewRemark:
    """Say what was done about a remark on a chapter. The same twice is once.

    Raises Forbidden NOT_YOURS; NotFound REMARK_UNKNOWN; Refused TEXT_…; Conflict SETTLED_OTHERWISE when something else was
    written.
    """
    must_plan(by, on=timezone.localdate(at))
    rows = ReviewRemark.objects.select_for_update(of=("self",))
    row = rows.filter(pk=remark_id, removed_at=None).first()
    if row is None:
        raise NotFound("REMARK_UNKNOWN", "Catatan ini tidak ada.")
    settlement = clean_text(settlement, field="settlement", label="Tindak lanjut", minimum=5, maximum=2000)
    if row.settled_at is not None and row.settlement != settlement:
        raise Conflict(
            "SETTLED_OTHERWISE",
            "Catatan ini sudah diselesaikan dengan tindak lanjut lain. Isian Anda belum tersimpan: baca dahulu tindak lanjutnya.",
        )
    if row.settled_at is None:
        row.settled_at, row.settled_by_id, row.settlement = at, by.user_id, settlement
        row.save()
        journal.append(code=WorkshopAct.REMARK_SETTLED, subject=("remark", row.pk), by=by, at=at)
    return row


def locked(workshop_id: int) -> Workshop:
    """The row, held until the transaction ends. Raises NotFound WORKSHOP_UNKNOWN."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related("plan")
    row = rows.filter(pk=workshop_id).first()
    if row is None:
        raise NotFound("WORKSHOP_UNKNOWN", "Tahap bimtek ini tidak ada.")
    return row


def must_be_open(row: Workshop) -> None:
    """Raises Refused WORKSHOP_CLOSED."""
    if not row.is_open:
        raise Refused("WORKSHOP_CLOSED", "Tahap ini sudah ditutup; isinya tidak berubah lagi.")
