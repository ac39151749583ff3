"""Background work of the room. Each may run twice, or die anywhere, without doing anything twice."""

import logging

from django.utils import timezone
from django_tasks import task

from balai.domains.public_services.actions.deaths import mark_dead, send
from balai.domains.public_services.actions.drafts import sweep_drafts
from balai.domains.public_services.actions.paying import lapse_payments
from balai.domains.public_services.actions.serving import serve_waiting_list
from balai.domains.public_services.models import Application
from balai.domains.public_services.ports import RegistryAway
from balai.domains.public_services.queries.deaths import unmarked, unsent

log = logging.getLogger(__name__)
MOST_DEATHS = 200


@task()
def serve_waiting_lists() -> int:
    """Serve everybody who waits for money, as far as it goes."""
    waited = Application.objects.filter(queued_at__isnull=False).values_list("service", flat=True).distinct()
    return sum(serve_waiting_list(service=service, at=timezone.now()) for service in list(waited))


@task()
def send_deaths() -> int:
    """Tell the civil registry of deaths it does not have, oldest first; a registry that is away is asked again at
    the next run."""
    sent = 0
    try:
        for pk in list(unsent().values_list("pk", flat=True)[:MOST_DEATHS]):
            sent += send(fact_id=pk, at=timezone.now())
    except RegistryAway as away:
        log.warning("the civil registry is away: %s", away)
    return sent


@task()
def mark_deaths() -> int:
    """Tell the residents register of deaths that services recorded."""
    marked = 0
    for pk in list(unmarked().values_list("pk", flat=True)[:MOST_DEATHS]):
        marked += mark_dead(fact_id=pk, at=timezone.now())
    return marked


@task()
def forget_drafts() -> int:
    """Forget drafts that nobody touched for thirty days."""
    return sweep_drafts(at=timezone.now())


@task()
def take_back_payments() -> int:
    """Give back to the fund what nobody drew from a virtual account in time."""
    return lapse_payments(at=timezone.now())
