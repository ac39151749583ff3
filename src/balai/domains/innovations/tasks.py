"""What happens every night: measure, follow up, lift."""

from django.utils import timezone
from django_tasks import task

from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.answering import lift_overdue
from balai.domains.innovations.actions.measuring import measure


@task()
def measure_all() -> None:
    """Measure every innovation, then raise what is due and lift what nobody answered."""
    at = timezone.now()
    measure(at=at)
    lift_overdue(at=at)
    raise_due(at=at)
