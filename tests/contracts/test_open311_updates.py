"""FixMyStreet's dialect: news that it fetches, and news that it sends."""

from datetime import timedelta

import pytest
import xmltodict
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import file, make_category, make_key, officer
from balai.engine.cases import public as cases

pytestmark = pytest.mark.django_db
URL = "/open311/v2/servicerequestupdates.xml"


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def report(now):
    make_category("JLN01")
    return file(at=now - timedelta(hours=10))


def rows(client, **query) -> list[dict]:
    found = xmltodict.parse(client.get(URL, query).content)["service_request_updates"]
    updates = (found or {}).get("request_update", [])
    return updates if isinstance(updates, list) else [updates]


def stamp(at) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_news_of_a_report(client, report, now):
    by = officer(report.case.holder)
    assert rows(client) == []
    cases.accept(case_id=report.pk, by=by, at=now - timedelta(hours=5))
    cases.remark(
        case_id=report.pk, text="Hanya untuk kita.", is_public=False, by=by, at=now - timedelta(hours=4)
    )
    cases.reply(case_id=report.pk, text="Besok ditambal.", is_final=True, by=by, at=now - timedelta(hours=3))
    found = rows(client)
    assert [(row["status"], row["service_request_id"]) for row in found] == [
        ("in_progress", number_of(report)),
        ("closed", number_of(report)),
    ]
    assert found[1]["description"] == "Dijawab: Besok ditambal."
    assert found[1]["updated_datetime"] == stamp(now - timedelta(hours=3))
    assert len({row["update_id"] for row in found}) == 2
    assert "media_url" in found[0]
    assert client.get(URL.replace("xml", "json")).json()[0]["update_id"] == found[0]["update_id"]


def test_only_what_lies_in_the_window(client, report, now):
    by = officer(report.case.holder)
    cases.accept(case_id=report.pk, by=by, at=now - timedelta(hours=5))
    cases.reply(case_id=report.pk, text="Besok ditambal.", is_final=True, by=by, at=now - timedelta(hours=3))
    early = rows(client, start_date=stamp(now - timedelta(hours=6)), end_date=stamp(now - timedelta(hours=4)))
    assert [row["status"] for row in early] == ["in_progress"]
    assert [row["status"] for row in rows(client, start_date=stamp(now - timedelta(hours=4)))] == ["closed"]


def test_no_news_of_confidential_reports(client, report, now):
    cases.accept(case_id=report.pk, by=officer(report.case.holder), at=now - timedelta(hours=1))
    assert len(rows(client)) == 1
    Report.objects.update(is_public=False)
    assert rows(client) == []


@pytest.fixture
def body(report):
    return {
        "api_key": make_key()[1], "service_request_id": number_of(report), "update_id": "77", "status": "FIXED",
        "updated_datetime": "2026-09-01T00:00:00Z", "description": "Masih berlubang, hubungi 081234567890.",
        "first_name": "-", "last_name": "-", "email_alerts_requested": "FALSE",
    }  # fmt: skip


def test_news_from_the_other_site_becomes_a_public_remark(client, body, report):
    answer = xmltodict.parse(client.post(URL, body).content)["service_request_updates"]["request_update"]
    again = xmltodict.parse(client.post(URL, body).content)["service_request_updates"]["request_update"]
    assert answer == again
    thread = cases.thread(report.case, public_only=True)
    assert [(item.by, item.text) for item in thread[1:]] == [
        ("Aplikasi lain", "Masih berlubang, hubungi [nomor disamarkan].")
    ]
    # Its status moves nothing here.
    assert cases.Case.objects.get(pk=report.pk).state == "RECEIVED"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"api_key": ""}, 403),
        ({"service_request_id": "RKN-26-999999"}, 404),
        ({"service_request_id": ""}, 404),
        ({"description": "", "status": "OPEN"}, 400),
        ({"description": "", "status": "UNCHANGED"}, 400),
        ({"status": "KACAU"}, 400),
        ({"update_id": "7" * 201}, 400),
        ({"updated_datetime": "kemarin"}, 400),
        ({"description": "a" * 4001}, 400),
    ],
)
def test_refusals(client, body, report, change, status):
    response = client.post(URL, body | change)
    assert response.status_code == status
    assert xmltodict.parse(response.content)["errors"]["error"]["code"] == str(status)
    assert len(cases.thread(report.case, public_only=True)) == 1
