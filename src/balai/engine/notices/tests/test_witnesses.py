"""Those who keep the roots of the journal get each of them once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from balai.engine.journal.public import Draft, append_many, publish_root, seal
from balai.engine.notices.models import Notice
from balai.engine.notices.tasks import send_root
from balai.engine.notices.witnesses import WITNESSES, tell_witnesses
from balai.engine.parameters.models import Parameter
from balai.foundation.actor import CITIZEN

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 16)


def test_each_witness_gets_the_root_once():
    now = timezone.now()
    Parameter.objects.create(code=WITNESSES, value=["koran@contoh.invalid"], valid_from=date(2024, 1, 1))
    assert tell_witnesses(day=DAY, at=now) == 0
    append_many([Draft(code="A", subject=("report", 1), by=CITIZEN, at=now)])
    seal(at=now)
    root = publish_root(day=DAY, at=now)
    for _ in range(2):
        tell_witnesses(day=DAY, at=now)
    letter = Notice.objects.get()
    assert f"{DAY} 1 {root.hash} {root.crown.hash}" in letter.body


def test_the_nightly_task_sends_that_of_yesterday():
    now = timezone.now()
    Parameter.objects.create(code=WITNESSES, value=["koran@contoh.invalid"], valid_from=date(2024, 1, 1))
    append_many([Draft(code="A", subject=("report", 1), by=CITIZEN, at=now)])
    seal(at=now)
    publish_root(day=timezone.localdate(now) - timedelta(days=1), at=now)
    assert send_root.func() == 1
