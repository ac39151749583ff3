"""Background work of bursts."""

from django.utils import timezone
from django_tasks import task

from balai.domains.citizen_reports.burst.noticing import notice_bursts


@task()
def look_for_bursts() -> int:
    """Begin, prolong and end what the last hours say; may run twice without doing anything twice."""
    return notice_bursts(at=timezone.now())
