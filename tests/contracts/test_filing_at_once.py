"""One sending that arrives several times at the same moment is one report, at every door."""

import json

import pytest
from django.test import Client

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import PLACE, make_category, make_key
from balai.engine.cases.public import Case
from balai.kits.testing.threads import at_once, shared_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 6


def sent(work) -> tuple[list, tuple[int, int]]:
    """The answers, and how many reports and cases there are afterwards."""
    with shared_database():
        answers = at_once(*[lambda: work(Client())] * TIMES)
        (counts,) = at_once(lambda: (Report.objects.count(), Case.objects.count()))
    return answers, counts


def test_json():
    make_category("JLN01")
    body = json.dumps({"text": "Jalan berlubang dalam.", "latitude": PLACE[0], "longitude": PLACE[1]})
    headers = {"Idempotency-Key": "kunci-acak-0123456789"}
    answers, counts = sent(
        lambda client: client.post("/api/reports", body, content_type="application/json", headers=headers)
    )
    assert sorted(answer.status_code for answer in answers) == [200] * (TIMES - 1) + [201]
    assert len({answer.content for answer in answers}) == 1
    assert counts == (1, 1)


def test_open311():
    make_category("JLN01")
    body = {
        "api_key": make_key()[1],
        "service_code": "JLN01",
        "description": "Jalan berlubang dalam.",
        "lat": PLACE[0],
        "long": PLACE[1],
        "device_id": "ponsel-1",
        "client_key": "kiriman-1",
    }
    answers, counts = sent(lambda client: client.post("/open311/v2/requests.json", body))
    assert [answer.status_code for answer in answers] == [200] * TIMES
    assert len({answer.content for answer in answers}) == 1
    assert sorted(answer["Idempotent-Replayed"] for answer in answers) == ["false"] + ["true"] * (TIMES - 1)
    assert counts == (1, 1)
