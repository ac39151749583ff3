"""Once a month what was decided since is learned too, where the library is installed."""

import logging

from django.utils import timezone
from django_tasks import task

from balai.domains.citizen_reports.learning.actions import train_routing
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

log = logging.getLogger(__name__)


@task
def learn_monthly() -> int:
    """On the first of the month: a new version, to be chosen by the coordinator. Returns its number, 0 without one."""
    now = timezone.localtime()
    if now.day != 1:
        return 0
    try:
        return train_routing(by=SYSTEM, at=now).pk
    except Refused as refusal:
        log.info("nothing learned: %s", refusal.code)
        return 0
