"""A need is weighed, answered by a programme, or declined with a reason; whoever stated it is told."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balai.domains.needs.actions.stating import Statement, checked, locked
from balai.domains.needs.models import Need
from balai.domains.needs.permissions import must_keep
from balai.domains.needs.rules.weighing import Weights
from balai.domains.needs.terms import (
    JUDGED,
    PROGRAMME,
    REASONS,
    TEXT_LIMIT,
    THREAD_KIND,
    WEIGHTS,
    Act,
    Criterion,
    Moderation,
)
from balai.engine.journal import public as journal
from balai.engine.notices.public import Recipient, notify
from balai.engine.parameters import public as parameters
from balai.engine.threads.public import linked, thread_kind, tie
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text


@transaction.atomic
def weigh_need(
    *, need_id: int, judged: Mapping[str, int], said: Statement, version: int, by: Actor, at: datetime
) -> Need:
    """Judge a need by the criteria (hundredths) and set its dimension and the people it touches.

    Raises NotFound; Forbidden NOT_YOURS; Conflict NEED_MOVED; Refused NEED_NOT_SHOWN, JUDGEMENT_UNKNOWN and those of the
    statement.
    """
    must_keep(by, on=timezone.localdate(at))
    row = _head(need_id)
    if row.version != version:
        raise Conflict(
            "NEED_MOVED",
            "Kebutuhan ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    for code, value in judged.items():
        if code not in {one.value for one in JUDGED} or not 0 <= value <= 100:
            raise Refused("JUDGEMENT_UNKNOWN", "Nilai tiap kriteria antara 0 dan 1.", field=code)
    columns = checked(said)
    for name in ("dimension", "sub_dimension", "people", "area_id"):
        setattr(row, name, columns[name])
    row.judged, row.weighed_at = dict(judged), at
    row.version += 1
    row.save()
    journal.append(code=Act.WEIGHED, subject=("need", row.pk), by=by, at=at, data={"judged": dict(judged)})
    return row


@transaction.atomic
def answer_need(*, need_id: int, programme: str, why: str, by: Actor, at: datetime) -> Need:
    """Say which programme answers it: a thread from the need to the programme. A former refusal is lifted by that.

    Raises NotFound; Forbidden NOT_YOURS; Refused PROGRAMME_UNKNOWN, NEED_NOT_SHOWN, TEXT_….
    """
    must_keep(by, on=timezone.localdate(at))
    row, kind = _head(need_id), thread_kind(PROGRAMME)
    found = kind.find([programme]) if kind else {}
    if programme not in found:
        raise Refused("PROGRAMME_UNKNOWN", "Program itu tidak ditemukan.", field="programme")
    known = linked(THREAD_KIND, [str(row.pk)], {PROGRAMME}, "AFTER").get(str(row.pk), [])
    tie(start=(THREAD_KIND, str(row.pk)), end=(PROGRAMME, programme), why=why, by=_tier(by), at=at)
    if programme not in known:
        journal.append(
            code=Act.ANSWERED, subject=("need", row.pk), by=by, at=at, data={"programme": programme}
        )
        _tell(row, Act.ANSWERED, found[programme].title, at=at, mark=programme)
    return row


def _tier(by: Actor) -> Actor:
    """The leadership decides which programme answers; tying is the house's own act then."""
    return (
        by if by.role in {"COORDINATOR", "OPD_ADMIN"} or by.kind == "SYSTEM" else Actor("SYSTEM", by.user_id)
    )


@transaction.atomic
def decline_need(*, need_id: int, code: str, text: str, version: int, by: Actor, at: datetime) -> Need:
    """Say that no programme answers it, with a reason of the list and in words that everybody reads.

    Raises NotFound; Forbidden NOT_YOURS; Conflict NEED_MOVED; Refused REASON_UNKNOWN, NEED_NOT_SHOWN, TEXT_….
    """
    today = timezone.localdate(at)
    must_keep(by, on=today)
    row = _head(need_id)
    if row.version != version:
        raise Conflict(
            "NEED_MOVED", "Kebutuhan ini baru saja diubah orang lain. Periksa lagi sebelum memutuskan."
        )
    if code not in {reason["code"] for reason in parameters.value(REASONS, on=today, default=[])}:
        raise Refused("REASON_UNKNOWN", "Pilih salah satu alasan dari daftar.", field="code")
    text = scrub(clean_text(text, field="text", label="Penjelasan", minimum=10, maximum=TEXT_LIMIT))
    row.decline_code, row.decline_text, row.declined_on = code, text, today
    row.version += 1
    row.save()
    journal.append(code=Act.DECLINED, subject=("need", row.pk), by=by, at=at, data={"reason": code})
    _tell(row, Act.DECLINED, text, at=at, mark=str(row.version))
    return row


@transaction.atomic
def reopen_need(*, need_id: int, by: Actor, at: datetime) -> Need:
    """Take a refusal back: it waits for an answer again. Raises NotFound; Forbidden NOT_YOURS."""
    must_keep(by, on=timezone.localdate(at))
    row = _head(need_id)
    if row.decline_code:
        row.decline_code, row.decline_text, row.declined_on = "", "", None
        row.version += 1
        row.save()
        journal.append(code=Act.REOPENED, subject=("need", row.pk), by=by, at=at)
    return row


def set_weights(
    *,
    weights: Mapping[str, float],
    people_full: int,
    sources_full: int,
    since: date,
    reference: str,
    by: Actor,
    at: datetime,
) -> Weights:
    """New weights from a day on; the former ones stay with their days.

    Raises Forbidden NOT_YOURS; Refused WEIGHTS_UNUSABLE, DAY_PAST, PARAMETER_OVERLAPS.
    """
    today = timezone.localdate(at)
    must_keep(by, on=today)
    value = {
        "weights": {one.value: weights.get(one.value, 0) for one in Criterion},
        "people_full": people_full,
        "sources_full": sources_full,
    }
    try:
        read = Weights.read(value)
    except ValueError:
        raise Refused(
            "WEIGHTS_UNUSABLE", "Bobot tidak boleh negatif, dan sedikitnya satu lebih dari nol."
        ) from None
    if since < today:
        raise Refused("DAY_PAST", "Bobot baru berlaku hari ini atau sesudahnya.", field="since")
    parameters.set_value(
        code=WEIGHTS, value=value, valid_from=since, legal_reference=reference.strip()[:300], source="ditetapkan lewat halaman bobot",
        by=by, at=at,
    )  # fmt: skip
    return read


def _head(need_id: int) -> Need:
    """Raises NotFound NEED_UNKNOWN; Refused NEED_NOT_SHOWN, NEED_IN_HEAP."""
    row = locked(need_id)
    if row.moderation != Moderation.SHOWN:
        raise Refused("NEED_NOT_SHOWN", "Periksa dahulu apakah kebutuhan ini dimuat.")
    if row.head_id is not None:
        raise Refused("NEED_IN_HEAP", "Kebutuhan ini sudah digabung. Putuskan pada kebutuhan induknya.")
    return row


def _tell(row: Need, act: Act, text: str, *, at: datetime, mark: str) -> None:
    """Everybody with an account who stated something of the heap."""
    people = (
        Need.objects.filter(head_id=row.pk).exclude(proposed_by=None).values_list("proposed_by_id", flat=True)
    )
    for user_id in {*people, row.proposed_by_id} - {None}:
        notify(
            event_key=f"need:{row.pk}:{act}:{mark}",
            recipient=Recipient(user_id=user_id),
            template="need_decided",
            context={
                "act": act.value,
                "title": row.title,
                "text": text,
                "url": reverse("needs:detail", args=[row.pk]),
            },
            at=at,
        )
