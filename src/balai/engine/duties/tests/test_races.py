"""The form is sent twice at the same moment: one duty, one case, and both are shown it."""

from uuid import uuid4

import pytest

from balai.engine.cases.public import Case
from balai.engine.duties.models import Duty
from balai.engine.duties.tests.factories import account, give, known_kinds, offices
from balai.kits.testing.threads import at_once, shared_database

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_same_form_twice_at_once():
    giver, _ = offices()
    by, key = account(giver), uuid4()
    with known_kinds(), shared_database():
        given = at_once(*[lambda: give(by=by, key=key)] * 3)
        ((duties, cases),) = at_once(lambda: (Duty.objects.count(), Case.objects.count()))
    assert {type(one) for one in given} == {Duty}, given
    assert len({one.pk for one in given}) == duties == cases == 1
