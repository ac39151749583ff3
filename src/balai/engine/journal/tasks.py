"""Background work of the journal: seal and hand over every second, publish a root every night."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from . import actions, followers
from .terms import SEAL_BATCH


@task
def seal_journal() -> int:
    """Seal all that was committed, then let the followers read it; returns how many entries were sealed."""
    sealed = 0
    try:
        while batch := actions.seal(at=timezone.now()):
            sealed += batch
            if batch < SEAL_BATCH:
                break
    finally:
        # A chain that cannot grow for now keeps nobody from reading what is in it.
        followers.run_followers(at=timezone.now())
    return sealed


@task
def publish_daily_root() -> None:
    """Close yesterday: seal what is left and publish the head of the chain as yesterday's root."""
    now = timezone.now()
    while actions.seal(at=now) == SEAL_BATCH:
        pass
    actions.publish_root(day=timezone.localdate(now) - timedelta(days=1), at=now)
