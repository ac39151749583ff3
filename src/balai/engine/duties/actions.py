"""Acts of duties: one is given, one is ended. What lies between are acts of the case engine."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.cases import public as cases
from balai.engine.cases.public import Opening
from balai.engine.duties.kinds import known_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.terms import CASE_KIND, CLOCK_SET, MOST_YEARS, TEXT_LIMIT, TITLE_LIMIT
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


def owe(
    *,
    kind: str,
    about: tuple[str, str],
    title: str,
    text: str = "",
    holder_id: int,
    due: date,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Duty:
    """Give a duty to one agency: a case that is due at the end of that day. Whether `by` may, the room has asked.

    The same `key` a second time gives nothing new, also when both come at once: the first one is returned. Raises
    Forbidden NOT_YOURS; Refused DUTY_KIND_UNKNOWN, TEXT_…, OPD_UNKNOWN, DUE_PAST, DUE_FAR.
    """
    if not by.is_officer and by.kind != "SYSTEM":
        raise Forbidden("NOT_YOURS", "Hanya petugas yang memberi tugas.")
    key = key or uuid4()
    title, text = _checked(kind, title, text, holder_id, due, at)
    try:
        with transaction.atomic():
            known = _of_key(key)
            return known or _given(key, kind, about, title, text, holder_id, due, by, at)
    except IntegrityError:
        known = _of_key(key)
        if known is None:
            raise
        return known


@transaction.atomic
def end_duty(*, duty_id: int, reason: str, by: Actor, at: datetime) -> Duty:
    """It is owed no longer, for a reason that everybody may read. Only who may accept it may end it.

    Raises NotFound DUTY_UNKNOWN; Refused TEXT_…; Conflict CASE_MOVED; Forbidden NOT_YOURS.
    """
    duty = Duty.objects.filter(pk=duty_id).first()
    if duty is None:
        raise NotFound("DUTY_UNKNOWN", "Tugas ini tidak ditemukan.")
    if not reason.strip():
        raise Refused("TEXT_MISSING", "Tulis mengapa tugas ini diakhiri.", field="text")
    duty.case = cases.withdraw(case_id=duty_id, text=reason, by=by, at=at)
    return duty


def _checked(kind: str, title: str, text: str, holder_id: int, due: date, at: datetime) -> tuple[str, str]:
    """Title and text as they are kept. Raises Refused."""
    if known_kind(kind) is None:
        raise Refused("DUTY_KIND_UNKNOWN", "Jenis tugas {kind} tidak dikenal.", field="kind", kind=kind)
    title = clean_text(title, field="title", label="Pokok tugas", minimum=5, maximum=TITLE_LIMIT)
    if text:
        text = clean_text(text, field="text", label="Penjelasan", minimum=3, maximum=TEXT_LIMIT)
    today = timezone.localdate(at)
    if all(opd.pk != holder_id for opd in organizations.active_opds(on=today)):
        raise Refused("OPD_UNKNOWN", "Instansi itu sudah tidak ada. Pilih lagi.", field="holder")
    if due < today:
        raise Refused("DUE_PAST", "Tanggalnya sudah lewat. Pilih hari ini atau sesudahnya.", field="due")
    if due.year > today.year + MOST_YEARS:
        raise Refused(
            "DUE_FAR", "Tanggalnya terlalu jauh: paling lama {most} tahun.", field="due", most=MOST_YEARS
        )
    return title, text


def _of_key(key: UUID) -> Duty | None:
    return Duty.objects.select_related("case__holder").filter(key=key).first()


def _given(
    key: UUID, kind: str, about: tuple[str, str], title: str, text: str, holder_id: int, due: date,
    by: Actor, at: datetime,
) -> Duty:  # fmt: skip
    opening = Opening(
        kind=CASE_KIND,
        title=title,
        holder_id=holder_id,
        clock_set=CLOCK_SET,
        category_code=kind,
        due=due,
        grounds={"about": [about[0], str(about[1])]},
    )
    return Duty.objects.create(
        case=cases.open_case(opening=opening, by=by, at=at),
        kind=kind,
        about_kind=about[0],
        about_id=str(about[1]),
        text=text,
        due_date=due,
        given_by_id=by.user_id,
        given_opd_id=by.opd_id,
        key=key,
    )
