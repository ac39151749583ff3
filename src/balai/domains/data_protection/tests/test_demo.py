"""The demonstration shows requests in every state, late ones too, and an exercise that reached nobody."""

import pytest
from django.utils import timezone

from balai.domains.data_protection.demo import REQUESTS, make
from balai.domains.data_protection.models import DataRequest, Incident
from balai.domains.data_protection.tests.factories import account, make_clocks, officer
from balai.engine.notices.public import Notice

pytestmark = pytest.mark.django_db


def test_made_once():
    make_clocks()
    officer()
    account()
    at = timezone.now()
    assert [make(at=at), make(at=at)] == [len(REQUESTS), 0]
    steps = set(DataRequest.objects.values_list("case__step", flat=True))
    assert steps == {"NEW", "WORK", "SECOND", "GRANTED", "REFUSED"}
    assert Incident.objects.get().is_exercise
    assert not Notice.objects.filter(event_key__startswith="incident:").exists()


def test_without_people_nothing_is_made():
    assert make(at=timezone.now()) == 0
