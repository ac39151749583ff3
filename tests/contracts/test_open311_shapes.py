"""GeoReport v2 by the rules of the validators that exist: what every answer must look like."""

import json
import re

import pytest
import xmltodict
from defusedxml import ElementTree
from django.test import Client

from balai.domains.citizen_reports.tests.factories import (
    DESA,
    PLACE,
    file,
    make_category,
    make_key,
    make_region,
    photo,
)

pytestmark = pytest.mark.django_db
BASE = "/open311/v2/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
QUESTIONS = [
    {"code": "DEPTH", "label": "Sedalam apa?", "type": "number", "required": True},
    {
        "code": "SIDE",
        "label": "Sisi jalan?",
        "type": "choice",
        "options": [{"code": "LEFT", "label": "Kiri"}, {"code": "RIGHT", "label": "Kanan"}],
    },
    {
        "code": "RISK",
        "label": "Bahaya bagi?",
        "type": "multichoice",
        "options": [{"code": "CAR", "label": "Mobil"}, {"code": "BIKE", "label": "Sepeda"}],
    },
    {"code": "NOTE", "label": "Catatan lain?", "type": "text"},
]
REQUEST_FIELDS = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip


@pytest.fixture
def world():
    make_region()
    make_category("JLN01", questions=QUESTIONS, advice="Jauhi lubang.")
    make_category("LAIN01", group="OTHER", keywords=[])


def get(client: Client, path: str, **query):
    return client.get(BASE + path, query)


def both(client: Client, path: str, root: str, **query) -> tuple:
    """The answer as JSON and as parsed XML, checked for type and encoding."""
    js, xml = get(client, f"{path}.json", **query), get(client, f"{path}.xml", **query)
    assert (js.status_code, xml.status_code) == (200, 200), (js.content, xml.content)
    assert js["Content-Type"] == "application/json; charset=utf-8"
    assert xml["Content-Type"] == "text/xml; charset=utf-8"
    assert xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    tree = xmltodict.parse(xml.content)
    assert list(tree) == [root]
    return js.json(), tree[root]


def spark(value, item: dict[str, str]):
    """XML as the Spark convention turns it into JSON: list wrappers become arrays, all leaves are text."""
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value)) in item.values():
            inner = next(iter(value.values()))
            return [spark(row, item) for row in (inner if isinstance(inner, list) else [inner])]
        return {key: spark(inner, item) for key, inner in value.items()}
    return value


def plain(value):
    """JSON with the leaves as XML shows them, to compare both forms; a list without rows is empty too."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value] or None
    if isinstance(value, bool):
        return str(value).lower()
    return None if value in {None, ""} else str(value)


ITEMS = {
    name: name
    for name in ("service", "request", "endpoint", "format", "attribute", "value", "note", "photo", "error")
}


def test_discovery_has_two_endpoints_and_two_formats_each(client, world):
    js, xml = get(client, "discovery.json"), get(client, "discovery.xml")
    # Bare types: a validator compares them with the formats letter by letter.
    assert (js["Content-Type"], xml["Content-Type"]) == ("application/json", "text/xml")
    found = js.json()
    assert all(found[name] for name in ("changeset", "contact", "key_service", "endpoints"))
    assert len(found["endpoints"]) == 2
    for row in found["endpoints"]:
        assert row["specification"] == "http://wiki.open311.org/GeoReport_v2"
        assert row["type"] == "production"
        assert sorted(row["formats"]) == ["application/json", "text/xml"]
        assert client.get(row["url"].rstrip("/") + "/services.json").status_code == 200
    tree = xmltodict.parse(xml.content)["discovery"]
    assert spark(tree, ITEMS) == plain(found)


def test_services(client, world):
    found, xml = both(client, "services", "services")
    assert [row["service_code"] for row in found] == ["JLN01", "LAIN01"]
    for row in found:
        assert list(row) == [
            "service_code", "service_name", "description", "metadata", "type", "keywords", "group"
        ]  # fmt: skip
        assert row["type"] in {"realtime", "batch", "blackbox"}
        assert isinstance(row["metadata"], bool)
        assert row["keywords"].strip(",")
    assert [row["metadata"] for row in found] == [True, False]
    assert spark(xml, ITEMS) == plain(found)


def test_service_definition(client, world):
    found, xml = both(client, "services/JLN01", "service_definition")
    assert found["service_code"] == "JLN01"
    assert [row["datatype"] for row in found["attributes"]] == [
        "number", "singlevaluelist", "multivaluelist", "text"
    ]  # fmt: skip
    assert [row["order"] for row in found["attributes"]] == [1, 2, 3, 4]
    assert found["attributes"][0]["required"] is True
    assert all(row["datatype_description"] and row["variable"] is True for row in found["attributes"])
    assert found["attributes"][1]["values"] == [
        {"key": "LEFT", "name": "Kiri"},
        {"key": "RIGHT", "name": "Kanan"},
    ]
    assert spark(xml, ITEMS) == plain(found)


def test_requests_have_every_field_in_both_forms(client, world):
    file(text="Lubang & <genangan> di depan pasar rekaan.", landmark="Depan pasar")
    file(area_code=DESA)
    found, xml = both(client, "requests", "service_requests")
    assert len(found) == 2
    for row in found:
        assert list(row) == REQUEST_FIELDS
        assert isinstance(row["service_request_id"], str)
        assert row["status"] == "open"
        for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
            assert MOMENT.match(row[name])
        for name in ("address", "address_id", "zipcode", "media_url"):
            assert isinstance(row[name], str)
    assert (found[0]["lat"], found[0]["long"]) == (None, None)
    assert (found[1]["lat"], found[1]["long"]) == PLACE
    assert found[1]["description"] == "Lubang & <genangan> di depan pasar rekaan."
    assert found[1]["address"] == "Depan pasar, Desa Sidodadi, Kecamatan Kayumanis"
    assert found[1]["service_notice"] == "Jauhi lubang."
    assert spark(xml, ITEMS) == plain(found)


@pytest.mark.parametrize("path", ["requests", "services"])
@pytest.mark.parametrize("suffix", ["", "/", ".xml", ".json", ".json/", ".xml/"])
def test_addresses_with_and_without_suffix_and_slash(client, world, path, suffix):
    response = get(client, path + suffix)
    assert response.status_code == 200
    assert ("json" in response["Content-Type"]) == ("json" in suffix)


def test_without_suffix_the_client_says_what_it_reads(client, world):
    assert "json" in client.get(BASE + "services", headers={"accept": "application/json"})["Content-Type"]
    assert "xml" in client.get(BASE + "services", headers={"accept": "*/*"})["Content-Type"]


def test_one_request_is_still_a_list(client, world):
    file(text="Ada lubang <script>alert(1)</script> di jalan.")
    number = get(client, "requests.json").json()[0]["service_request_id"]
    found, xml = both(client, f"requests/{number}", "service_requests")
    assert [row["service_request_id"] for row in found] == [number]
    assert spark(xml, ITEMS) == plain(found)
    raw = get(client, f"requests/{number}.xml").content
    assert ElementTree.fromstring(raw)[0].findtext("description") == found[0]["description"]


def test_token_of_a_request_is_its_number(client, world):
    file()
    number = get(client, "requests.json").json()[0]["service_request_id"]
    found, _ = both(client, f"tokens/{number}", "service_requests")
    assert found == [{"service_request_id": number, "token": number}]


def test_extensions(client, world):
    _, secret = make_key()
    body = {
        "api_key": secret, "service_code": "JLN01", "lat": PLACE[0], "long": PLACE[1],
        "description": "Lubang dalam di tikungan.", "attribute[DEPTH]": "30", "attribute[SIDE]": "LEFT",
        "attribute[RISK][]": ["BIKE", "CAR"], "attribute[NOTE]": "dekat rumah Bapak Rekaan", "media": photo(),
    }  # fmt: skip
    number = client.post(BASE + "requests.json", body).json()[0]["service_request_id"]
    found, xml = both(client, f"requests/{number}", "service_requests", extensions="true")
    assert found[0]["attributes"] == [
        {"code": "DEPTH", "name": "Sedalam apa?", "value": "30"},
        {"code": "SIDE", "name": "Sisi jalan?", "value": "LEFT"},
        {"code": "RISK", "name": "Bahaya bagi?", "value": "CAR,BIKE"},
    ]
    extended = found[0]["extended_attributes"]
    assert (extended["channel"], extended["x"], extended["y"]) == ("OPEN311", PLACE[1], PLACE[0])
    assert [row["media_url"] for row in extended["photos"]] == [found[0]["media_url"]]
    assert [row["type"] for row in found[0]["notes"]] == ["case_opened"]
    assert MOMENT.match(found[0]["notes"][0]["datetime"])
    assert "Bapak Rekaan" not in json.dumps(found)
    assert xml["request"]["extended_attributes"]["photos"]["photo"]["media_url"] == found[0]["media_url"]
    assert client.get(found[0]["media_url"]).status_code == 200


def test_reading_is_open_to_other_sites(client, world):
    assert get(client, "services.json")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("extensions", ["", "true"])
def test_a_page_costs_the_same_number_of_queries_whatever_its_size(
    client, world, django_assert_num_queries, django_assert_max_num_queries, extensions
):
    file()
    get(client, "requests.json")  # reference data is read once
    most = 5 if extensions else 2
    with django_assert_num_queries(most):
        assert len(get(client, "requests.json", extensions=extensions).json()) == 1
    for _ in range(29):
        file()
    with django_assert_num_queries(most):
        assert len(get(client, "requests.json", extensions=extensions).json()) == 30
