"""Who keeps an innovation going: appointed, handed over, missed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.registering import locked
from balai.domains.innovations.models import Steward
from balai.domains.innovations.permissions import must_keep
from balai.domains.innovations.terms import Act
from balai.engine.journal import public as journal
from balai.engine.people.public import User, officers
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused

NOTE_LIMIT = 2000


def appoint_steward(
    *, innovation_id: int, user_id: int, note: str = "", is_handed_over: bool = False, by: Actor, at: datetime
) -> Steward:
    """Make somebody the steward; a former one ends the same day, and `note` says what was handed over to whom.

    The first steward has nothing to take over. Two at once cannot be: whoever is second gets Conflict STEWARD_TAKEN. Whoever
    appoints, the steward is an officer of the agency that owns the innovation: one who moved away has to hand over.
    Raises NotFound; Forbidden NOT_YOURS; Refused STEWARD_UNKNOWN, STEWARD_ELSEWHERE, OWNER_MISSING, STEWARD_SAME,
    HANDOVER_MISSING.
    """
    try:
        with transaction.atomic():
            return _appointed(innovation_id, user_id, note[:NOTE_LIMIT].strip(), is_handed_over, by=by, at=at)
    except IntegrityError as error:
        raise Conflict(
            "STEWARD_TAKEN", "Baru saja ada yang menunjuk pengampu lain. Muat ulang halamannya."
        ) from error


def _appointed(
    innovation_id: int, user_id: int, note: str, is_handed_over: bool, *, by: Actor, at: datetime
) -> Steward:
    row, today = locked(innovation_id), timezone.localdate(at)
    must_keep(by, row, on=today)
    _check_person(user_id, row.opd_id)
    former = Steward.objects.filter(innovation=row, until=None).first()
    if former is not None:
        _end(former, user_id, note, is_handed_over, today)
    steward = Steward.objects.create(
        innovation=row,
        user_id=user_id,
        since=today,
        is_handed_over=former is None or is_handed_over,
        handover_note=note,
        last_act_at=at,
    )
    code = Act.STEWARD_APPOINTED if former is None else Act.HANDED_OVER
    data = {
        "user": user_id,
        "former": former.user_id if former else None,
        "handed_over": steward.is_handed_over,
    }
    journal.append(code=code, subject=("innovation", row.pk), by=by, at=at, data=data)
    return steward


def _check_person(user_id: int, opd_id: int | None) -> None:
    if not User.objects.filter(pk=user_id, is_active=True).exclude(role="CITIZEN").exists():
        raise Refused("STEWARD_UNKNOWN", "Pilih petugas yang akunnya masih aktif.", field="user")
    if opd_id is None:
        raise Refused(
            "OWNER_MISSING", "Tetapkan dahulu OPD pemilik inovasi ini, lalu tunjuk pengampunya.", field="user"
        )
    if user_id not in officers(opd_id=opd_id):
        raise Refused(
            "STEWARD_ELSEWHERE",
            "Pengampu harus petugas OPD pemilik inovasi ini. Pilih petugas dari OPD itu, atau ubah dahulu pemiliknya.",
            field="user",
        )


def _end(former: Steward, user_id: int, note: str, is_handed_over: bool, today: date) -> None:
    if former.user_id == user_id:
        raise Refused("STEWARD_SAME", "Orang ini sudah menjadi pengampunya.", field="user")
    if is_handed_over and not note:
        raise Refused(
            "HANDOVER_MISSING",
            "Tulis apa yang diserahterimakan: akses, berkas, pengguna, anggaran.",
            field="note",
        )
    former.until = today
    former.save(update_fields=["until"])


def note_steward_act(*, innovation_id: int, by: Actor, at: datetime) -> None:
    """Remember that the steward did something on the record; others leave no trace here."""
    Steward.objects.filter(innovation_id=innovation_id, until=None, user_id=by.user_id).update(last_act_at=at)


def candidates(opd_id: int | None) -> list[User]:
    """Officers of the agency who may become stewards."""
    return list(User.objects.filter(pk__in=officers(opd_id=opd_id)).order_by("full_name")) if opd_id else []
