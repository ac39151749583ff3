"""Background work of data protection; each may run twice without doing anything twice."""

from django.utils import timezone
from django_tasks import task

from balai.domains.data_protection.actions import destroying, incidents
from balai.engine.people.public import User, actor_of
from balai.foundation.actor import SYSTEM

MOST_BATCHES = 100


@task()
def destroy_what_is_over() -> int:
    """Every night: what the retention of each purpose demands; how many rows."""
    run = destroying.destroy_due(by=SYSTEM, at=timezone.now())
    return run.count if run else 0


@task(max_attempts=5, backoff_seconds=10)
def tell_affected(incident_id: int, user_id: int) -> int:
    """Tell everybody on the list of an incident, batch by batch; how many."""
    by, told = actor_of(User.objects.get(pk=user_id)), 0
    for _ in range(MOST_BATCHES):
        batch = incidents.tell_batch(incident_id=incident_id, by=by, at=timezone.now())
        told += batch
        if not batch:
            break
    return told
