"""Background work for other programs."""

from django.utils import timezone
from django_tasks import task

from balai.domains.citizen_reports.open311.actions.photos import fetch_photos
from balai.foundation.actor import SYSTEM


@task(max_attempts=6, backoff_seconds=60.0)
def fetch_peer_photos(case_id: int) -> int:
    """Fetch the photos of a report that lie at a known peer."""
    return fetch_photos(case_id=case_id, by=SYSTEM, at=timezone.now())
