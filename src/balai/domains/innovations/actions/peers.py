"""The blind check by peers: they judge, or step aside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from balai.domains.innovations.actions.peers_seating import open_seat
from balai.domains.innovations.models import PeerSeat
from balai.domains.innovations.terms_peers import (
    COUNTED_TASKS,
    ITEM_LABELS,
    ITEM_MOST,
    Act,
    PeerTask,
    PeerVerdict,
)
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

NOTE_LIMIT = 2000


@transaction.atomic
def judge(
    *,
    seat_id: int,
    scores: Mapping[str, int | None],
    tasks: Mapping[str, Mapping[str, Any]],
    verdict: str,
    note: str,
    version: int,
    is_final: bool,
    by: Actor,
    at: datetime,
) -> PeerSeat:
    """Keep what a peer found; `is_final` hands it in, after which it stands. A draft may have holes.

    `scores` item -> 0..4 or None; `tasks` task -> {is_done, found (0..5, where five are looked at), note}. Raises NotFound
    SEAT_UNKNOWN; Conflict SEAT_MOVED; Refused ROUND_CLOSED, SEAT_DONE, SCORE_UNKNOWN, FOUND_UNKNOWN, VERDICT_MISSING,
    ITEMS_MISSING, NOTE_MISSING, TEXT_….
    """
    seat = _own_seat(seat_id, by)
    if seat.submitted_at:
        raise Refused("SEAT_DONE", "Penilaian ini sudah diserahkan dan tidak diubah lagi.")
    if seat.version != version:
        raise Conflict(
            "SEAT_MOVED",
            "Penilaian ini baru saja disimpan dari tempat lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    seat.scores, seat.tasks = _scores(scores), _tasks(tasks)
    seat.verdict = verdict if verdict in set(PeerVerdict) else ""
    seat.note = clean_text(note, field="note", label="Catatan", minimum=0, maximum=NOTE_LIMIT)
    if is_final:
        _check_whole(seat)
        seat.submitted_at = at
    seat.version += 1
    seat.save()
    code = Act.JUDGED if is_final else Act.SAVED
    journal.append(code=code, subject=("peer_seat", seat.pk), by=by, at=at)
    return seat


def _scores(given: Mapping[str, int | None]) -> dict[str, int]:
    found = {item: value for item, value in given.items() if value is not None}
    if any(item not in ITEM_LABELS or not 0 <= value <= ITEM_MOST for item, value in found.items()):
        raise Refused("SCORE_UNKNOWN", "Setiap butir dinilai 0 sampai {most}.", most=ITEM_MOST)
    return found


def _tasks(given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    found = {}
    for task in PeerTask:
        one = given.get(task, {})
        note = clean_text(
            one.get("note") or "", field=f"note_{task}", label="Catatan", minimum=0, maximum=NOTE_LIMIT
        )
        number = one.get("found")
        if number is not None and (task not in COUNTED_TASKS or not 0 <= number <= 5):
            raise Refused(
                "FOUND_UNKNOWN", "Isi berapa dari lima yang terbukti, 0 sampai 5.", field=f"found_{task}"
            )
        found[task.value] = {"is_done": bool(one.get("is_done")), "found": number, "note": note}
    return found


def _check_whole(seat: PeerSeat) -> None:
    if not seat.verdict:
        raise Refused("VERDICT_MISSING", "Pilih putusan Anda.", field="verdict")
    if seat.verdict == PeerVerdict.UNABLE:
        if not seat.note:
            raise Refused("NOTE_MISSING", "Tulis mengapa tidak dapat dinilai.", field="note")
        return
    missing = [item for item in ITEM_LABELS if item not in seat.scores]
    if missing:
        raise Refused(
            "ITEMS_MISSING",
            "Butir ini belum dinilai: {items}.",
            field=f"item_{missing[0]}",
            items=", ".join(missing),
        )
    if not any(one["is_done"] for one in seat.tasks.values()):
        raise Refused(
            "TASKS_MISSING",
            "Tandai tugas yang Anda lakukan: putusan harus berdasar pada yang dilihat.",
            field=f"done_{PeerTask.TRY}",
        )


@transaction.atomic
def recuse(*, seat_id: int, reason: str, by: Actor, at: datetime) -> PeerSeat:
    """A peer steps aside, with the reason; the coordinator seats another. Raises NotFound; Refused ROUND_CLOSED, SEAT_DONE, TEXT_…."""
    seat = _own_seat(seat_id, by)
    if seat.submitted_at:
        raise Refused("SEAT_DONE", "Penilaian ini sudah diserahkan dan tidak diubah lagi.")
    seat.recusal = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=NOTE_LIMIT)
    seat.recused_at = at
    seat.version += 1
    seat.save()
    journal.append(code=Act.RECUSED, subject=("peer_seat", seat.pk), by=by, at=at)
    return seat


def _own_seat(seat_id: int, by: Actor) -> PeerSeat:
    seat = open_seat(seat_id)
    if by.user_id is None or seat.user_id != by.user_id or seat.recused_at:
        raise NotFound("SEAT_UNKNOWN", "Penilaian ini tidak ada.")
    return seat
