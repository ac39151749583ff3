"""The work that the clock starts: what is due now is done, once; what is due later waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.engine.cases.tasks import sweep_deadlines
from balai.engine.cases.terms import Act

from .factories import codes, make_case

pytestmark = pytest.mark.django_db


def test_the_steps_of_a_late_case_are_taken_once():
    late = make_case(at=timezone.now() - timedelta(days=30))
    assert sweep_deadlines.call() > 0
    taken = codes(late)
    assert {Act.WARNED, Act.ESCALATED} <= set(taken)
    late.refresh_from_db()
    assert late.next_check_at is None or late.next_check_at > timezone.now() - timedelta(minutes=1)
    assert sweep_deadlines.call() == 0
    assert codes(late) == taken


def test_a_fresh_case_is_left_alone():
    case = make_case(at=timezone.now())
    before = case.next_check_at
    assert sweep_deadlines.call() == 0
    case.refresh_from_db()
    assert (codes(case), case.next_check_at) == ([Act.OPENED], before)
