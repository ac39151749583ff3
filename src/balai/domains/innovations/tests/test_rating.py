"""What a survey said is trusted by who says that others made it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from balai.domains.innovations.actions.measuring import judged
from balai.domains.innovations.actions.rating import state_rating
from balai.domains.innovations.models import Rating
from balai.domains.innovations.terms_liveness import Signal
from balai.engine.people.public import User
from balai.foundation.errors import Refused

from .factories import NOW, TODAY, account, codes, innovation, lead, make_law

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law():
    make_law()


def test_the_owner_does_not_call_its_own_survey_one_of_others():
    one, owner = innovation(opd="PEMILIK"), account("PEMILIK")
    survey = {
        "innovation_id": one.pk, "day": TODAY - timedelta(days=3), "index": Decimal(82), "respondents": 40,
        "source": "Laporan survei rekaan", "at": NOW,
    }  # fmt: skip
    with pytest.raises(Refused) as refusal:
        state_rating(**survey, is_third_party=True, by=owner)
    assert (refusal.value.code, Rating.objects.count(), codes(one)) == ("VOUCHER_OWN", 0, [])

    def trust():
        return judged(one, at=NOW)[0].qualities[Signal.CITIZENS]

    state_rating(**survey, by=owner)
    before, index = trust(), judged(one, at=NOW)[1].index
    state_rating(**survey, is_third_party=True, by=lead())
    assert (before, trust()) == (0.5, 0.8)
    assert judged(one, at=NOW)[1].index == index
    # What the owner writes over it is its own again.
    state_rating(**survey | {"index": Decimal(99)}, by=owner)
    assert trust() == 0.5


@pytest.mark.slow
def test_only_who_may_vouch_is_asked_whose_survey_it_was():
    one = innovation(opd="PEMILIK")
    for by, is_asked in ((account("PEMILIK"), False), (lead(), True)):
        client = Client()
        client.force_login(User.objects.get(pk=by.user_id))
        page = client.get(reverse("innovations:rate", args=[one.pk])).content.decode()
        assert ("is_third_party" in page) is is_asked
