"""Background work of relaying."""

from django.utils import timezone
from django_tasks import task

from balai.domains.citizen_reports.relay.actions.delivery import deliver
from balai.domains.citizen_reports.relay.actions.news import fetch_news
from balai.domains.citizen_reports.relay.actions.reconciling import reconcile_all


@task
def send_relays() -> int:
    """Send what is due to other bodies; returns how many went."""
    return deliver(at=timezone.now()).sent


@task
def fetch_relay_news() -> int:
    """Ask other bodies for news of our cases."""
    return fetch_news(at=timezone.now())


@task
def reconcile_relays() -> int:
    """Compare with every body; returns what could not be mended."""
    return sum(outcome.left for outcome in reconcile_all(at=timezone.now()).values())
