"""The conversations of the demonstration go through the real doors, once, and nothing leaves."""

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.demo.chats import STORIES, make
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import make_category
from balai.engine.conversations.models import Conversation, Inbound, Outbound


@pytest.mark.django_db
def test_they_are_held_once():
    make_category(is_catch_all=True)
    assert make(at=timezone.now()) == len(STORIES)
    assert make(at=timezone.now()) == 0
    assert not Inbound.objects.filter(handled_at__isnull=True).exists()
    assert not Outbound.objects.filter(sent_at__isnull=True).exists()
    assert Conversation.objects.filter(waiting_since__isnull=False).count() == 1
    assert set(Report.objects.values_list("channel", flat=True)) <= {"WHATSAPP", "TELEGRAM"}
