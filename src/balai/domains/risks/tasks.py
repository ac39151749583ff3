"""What happens every night: triggers are read."""

from django.utils import timezone
from django_tasks import task

from balai.domains.risks.actions.triggering import check_triggers


@task()
def check_all() -> None:
    """Read every trigger; running twice tells nobody twice."""
    check_triggers(at=timezone.now())
