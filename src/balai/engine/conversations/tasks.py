"""Background work of conversations."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from balai.engine.conversations.actions.carrying import carry_due
from balai.engine.conversations.actions.forgetting import forget
from balai.engine.conversations.actions.receiving import note_receipts, receive
from balai.engine.conversations.actions.turning import stuck, take_turn
from balai.engine.conversations.ports import Batch
from balai.engine.conversations.queries import settle

MOST_TURNS = 50
MOST_BATCHES = 10


def accept(batch: Batch, *, at: datetime) -> Sequence[int]:
    """Keep what a provider brought and ask for its turns; returns the conversations with something new.

    Killed between the two, the turns are asked for by `wake_stuck`. Raises TooOften as `receive`.
    """
    new = receive(arrivals=batch.arrivals, at=at)
    note_receipts(receipts=batch.receipts)
    for conversation in dict.fromkeys(new):
        take_turns.using(run_after=at + timedelta(seconds=settle(at))).enqueue(conversation)
    return new


@task
def take_turns(conversation_id: int) -> int:
    """Answer what waits in one conversation, in its order; returns how many messages."""
    turns = 0
    while turns < MOST_TURNS and take_turn(conversation_id=conversation_id, at=timezone.now()):
        turns += 1
    if turns:
        carry_out.enqueue()
    return turns


@task
def carry_out() -> int:
    """Send what is due; returns how many messages left."""
    sent = 0
    for _ in range(MOST_BATCHES):
        batch = carry_due(at=timezone.now())
        sent += batch
        if not batch:
            break
    return sent


@task
def wake_stuck() -> int:
    """Ask again for turns that were asked for and did not come; returns of how many conversations."""
    found = stuck(at=timezone.now())
    for number in found:
        take_turns.enqueue(number)
    return len(found)


@task
def forget_old_words() -> int:
    """Blank words and addresses that are kept no longer."""
    return forget(at=timezone.now())
