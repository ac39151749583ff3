"""Background work of notices."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from balai.engine.notices.actions.choices import forget_delivered
from balai.engine.notices.actions.delivery import deliver_due
from balai.engine.notices.actions.digest import write_digests
from balai.engine.notices.witnesses import tell_witnesses

MOST_BATCHES = 10


@task
def deliver_notices() -> int:
    """Send what is due, batch by batch; returns how many were sent. The rest waits for the next tick."""
    sent = 0
    for _ in range(MOST_BATCHES):
        tally = deliver_due(at=timezone.now())
        sent += tally.sent
        if not tally.sent:
            break
    return sent


@task
def send_digests() -> int:
    """Turn waiting notices into one e-mail a person."""
    return write_digests(at=timezone.now())


@task
def forget_old_notices() -> int:
    """Blank the words and addresses of messages delivered long ago."""
    return forget_delivered(at=timezone.now())


@task
def send_root() -> int:
    """Yesterday's root of the journal, to those who keep it."""
    now = timezone.now()
    return tell_witnesses(day=timezone.localdate(now) - timedelta(days=1), at=now)
