"""A person takes over: reads, answers, and gives the conversation back to the program."""

from datetime import datetime

from django.db import transaction

from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation, Outbound
from balai.engine.conversations.ports import Reply
from balai.engine.conversations.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound
from balai.foundation.text import clean_text

LONGEST_ANSWER = 1000


def _locked(conversation_id: int) -> Conversation:
    row = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
    if row is None:
        raise NotFound("CONVERSATION_UNKNOWN", "Percakapan ini tidak ada.")
    return row


@transaction.atomic
def take_over(*, conversation_id: int, by: Actor, at: datetime) -> Conversation:
    """From now on a person answers, and the program is silent. Raises NotFound; Conflict TAKEN for one that somebody else has."""
    row = _locked(conversation_id)
    free = Conversation.objects.filter(pk=row.pk, taken_by__isnull=True)
    if not free.update(taken_by_id=by.user_id, taken_at=at) and row.taken_by_id != by.user_id:
        raise Conflict("TAKEN", "Percakapan ini baru saja diambil petugas lain.")
    journal.append(code=Act.TAKEN, subject=("conversation", row.pk), by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def give_back(*, conversation_id: int, by: Actor, at: datetime) -> Conversation:
    """The program answers again. Raises NotFound; Conflict NOT_TAKEN."""
    row = _locked(conversation_id)
    if row.taken_by_id is None and row.waiting_since is None:
        raise Conflict("NOT_TAKEN", "Percakapan ini sudah dijawab sistem lagi.")
    Conversation.objects.filter(pk=row.pk).update(taken_by=None, taken_at=None, waiting_since=None)
    journal.append(code=Act.GIVEN_BACK, subject=("conversation", row.pk), by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def answer(*, conversation_id: int, text: str, key: str, by: Actor, at: datetime) -> Outbound:
    """Say something as a person; the same `key` again is the same message.

    Raises NotFound; Refused TEXT_…; Conflict NOT_YOURS before it was taken over, ADDRESS_FORGOTTEN.
    """
    row = _locked(conversation_id)
    words = clean_text(text, field="text", label="Jawaban", minimum=2, maximum=LONGEST_ANSWER)
    if row.taken_by_id != by.user_id:
        raise Conflict("NOT_YOURS", "Ambil percakapan ini lebih dahulu, agar tidak dijawab dua orang.")
    if not row.address:
        raise Conflict(
            "ADDRESS_FORGOTTEN", "Alamatnya sudah dihapus menurut jangka simpan; tidak dapat dijawab lagi."
        )
    reference = f"desk:{row.pk}:{key}"[:80]
    last = row.heard.order_by("-sent_at", "-pk").first()
    if say(conversation=row, reply=Reply(words), reference=reference, at=at, answers=last, by_id=by.user_id):
        journal.append(code=Act.ANSWERED, subject=("conversation", row.pk), by=by, at=at)
    Conversation.objects.filter(pk=row.pk).update(waiting_since=None)
    return Outbound.objects.get(reference=reference)


def retry_failed(*, by: Actor, at: datetime) -> int:
    """Put messages that were given up back into the outbox, where their address is still known; returns how many."""
    given_up = Outbound.objects.filter(failed_at__isnull=False, sent_at__isnull=True).exclude(
        last_error="ADDRESS_FORGOTTEN"
    )
    with transaction.atomic():
        again = given_up.update(failed_at=None, attempts=0, due_at=at)
        journal.append(
            code=Act.RETRIED, subject=("conversation", "outbox"), by=by, at=at, data={"count": again}
        )
    return again
