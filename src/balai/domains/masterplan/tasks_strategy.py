"""Work of the masterplan that nobody waits for."""

from django.utils import timezone
from django_tasks import task

from balai.domains.masterplan.actions.obligations import owe_next


@task()
def owe_obligations() -> None:
    """Owe the next date of periodic obligations; running twice owes nothing twice."""
    owe_next(at=timezone.now())
