"""GeoReport v2: which requests a question finds, and in what portions."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import file, make_category, make_region, officer
from balai.engine.cases import public as cases

pytestmark = pytest.mark.django_db
URL = "/open311/v2/requests.json"


@pytest.fixture
def now():
    make_region()
    make_category("JLN01")
    make_category("SMP01")
    return timezone.now()


def ids(client, **query) -> list[int]:
    return [int(row["service_request_id"][-6:]) for row in client.get(URL, query).json()]


def stamp(at) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_by_default_the_last_ninety_days_newest_first(client, now):
    old = file(at=now - timedelta(days=91))
    first, second = file(at=now - timedelta(days=89)), file(at=now - timedelta(days=1))
    assert ids(client) == [second.pk, first.pk]
    assert ids(client, start_date="", end_date="", status="") == [second.pk, first.pk]
    assert ids(client, end_date=stamp(now - timedelta(days=90))) == [old.pk]


def test_a_window_is_at_most_ninety_days(client, now):
    old, new = file(at=now - timedelta(days=100)), file(at=now - timedelta(days=5))
    since = stamp(now - timedelta(days=101))
    assert ids(client, start_date=since) == [old.pk]
    assert ids(client, start_date=since, end_date=stamp(now)) == [new.pk]


@pytest.mark.parametrize("plus", ["+", "%2B"])
def test_any_offset_is_read(client, now, plus):
    report = file(at=now - timedelta(hours=3))
    local = (now - timedelta(hours=4) + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S")
    found = client.get(f"{URL}?start_date={quote(local)}{plus}07:00").json()
    assert len(found) == 1
    later = (now - timedelta(hours=2) + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S")
    assert client.get(f"{URL}?start_date={quote(later)}{plus}07:00").json() == []
    assert report.pk


def test_by_service_and_by_status(client, now):
    road, waste = file(category_code="JLN01"), file(category_code="SMP01")
    cases.close(
        case_id=waste.pk, reason="DUPLICATE", text="Sudah ada.", by=officer(waste.case.holder), at=now
    )
    assert ids(client, service_code="JLN01") == [road.pk]
    assert ids(client, service_code="SMP01, JLN01") == [waste.pk, road.pk]
    assert ids(client, status="open") == [road.pk]
    assert ids(client, status="closed") == [waste.pk]
    assert ids(client, status="open,closed") == [waste.pk, road.pk]


def test_ids_override_everything_else(client, now):
    old, new = file(at=now - timedelta(days=400)), file()
    number = client.get(f"/open311/v2/requests/RKN-26-{old.pk:06d}.json").json()[0]["service_request_id"]
    assert ids(client, service_request_id=number, status="closed", service_code="SMP01") == [old.pk]
    assert ids(client, service_request_id=f"{number},RKN-26-{new.pk:06d}") == [new.pk, old.pk]


def test_pages_and_their_links(client, now):
    reports = [file(at=now - timedelta(minutes=n)).pk for n in range(5)]
    first = client.get(URL, {"page_size": 2, "status": "open"})
    assert [int(row["service_request_id"][-6:]) for row in first.json()] == reports[:2]
    address = first["Link"].split(">")[0][1:]
    second = client.get(address)
    assert [int(row["service_request_id"][-6:]) for row in second.json()] == reports[2:4]
    assert {part.split("rel=")[1] for part in second["Link"].split(", ")} == {'"next"', '"prev"', '"first"'}
    third = client.get(second["Link"].split(">")[0][1:])
    assert [int(row["service_request_id"][-6:]) for row in third.json()] == reports[4:]
    assert 'rel="next"' not in third["Link"]


def test_never_more_than_a_thousand_rows(client, now):
    first = file()
    # Rows without their history are enough to be counted.
    keys = range(first.pk + 1, first.pk + 1003)
    cases.Case.objects.bulk_create(_copy(first.case, key, tracking_code=f"T{key}") for key in keys)
    Report.objects.bulk_create(_copy(first, key) for key in keys)
    response = client.get(URL)
    assert len(response.json()) == 1000
    assert 'rel="next"' in response["Link"]


def _copy(row, key: int, **changes: str):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    return type(row)(**{**values, row._meta.pk.attname: key, **changes})
