"""GeoReport v2: filing requests, and every way in which a request is refused."""

import re

import pytest
import xmltodict
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balai.domains.citizen_reports.actions.keys import revoke_key
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import (
    DESA,
    OUTSIDE,
    OUTSIDE_ADVICE,
    PLACE,
    make_category,
    make_key,
    make_parameter,
    photo,
)
from balai.engine.cases.public import Attachment
from balai.engine.documents.public import Document
from balai.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
URL = "/open311/v2/requests.json"
NUMBER = re.compile(r"RKN-\d\d-\d{6}\Z")


@pytest.fixture
def key():
    make_category(
        "JLN01", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number", "required": True}]
    )
    make_category("LAIN01", group="OTHER", keywords=[], advice="Hubungi 112 bila mendesak.")
    return make_key()


@pytest.fixture
def body(key):
    return {
        "api_key": key[1],
        "service_code": "LAIN01",
        "lat": str(PLACE[0]),
        "long": str(PLACE[1]),
        "description": "Lampu jalan padam di tikungan.",
    }


def test_an_answer_in_both_forms(client, body):
    row = client.post(URL, body).json()[0]
    assert list(row) == ["service_request_id", "service_notice", "account_id"]
    assert NUMBER.match(row["service_request_id"])
    assert "Hubungi 112" in row["service_notice"]
    tree = xmltodict.parse(client.post(URL.replace("json", "xml"), body).content)
    assert NUMBER.match(tree["service_requests"]["request"]["service_request_id"])
    assert Report.objects.count() == 2


def test_the_reporter_finds_the_own_report_by_the_code_in_the_notice(client, body):
    notice = client.post(URL, body).json()[0]["service_notice"]
    code = re.search(r"\w{3}-\w{3}-\w{3}", notice)[0]
    assert Report.objects.get().case.tracking_code == code


def test_what_is_kept(client, body, key):
    more = {
        "first_name": "Wati", "last_name": "Rekaan", "email": "wati@contoh.example", "phone": "0800000000",
        "device_id": "ponsel-1", "address_string": "Depan balai desa", "media_url": "https://foto.example/1.jpg",
    }  # fmt: skip
    client.post(URL, body | more)
    report = Report.objects.get()
    assert (report.reporter_name, report.email, report.phone) == (
        "Wati Rekaan",
        "wati@contoh.example",
        "0800000000",
    )
    assert (report.identity, report.channel, report.api_key) == ("HIDDEN", "OPEN311", key[0])
    assert (report.latitude, report.longitude, report.area_id) == (*PLACE, DESA)
    assert (report.landmark, report.answers) == (
        "Depan balai desa",
        {"media_url": ["https://foto.example/1.jpg"]},
    )
    listed = client.get(URL).json()[0]
    assert listed["media_url"] == "https://foto.example/1.jpg"
    assert "Wati" not in str(listed) and "contoh" not in str(listed)


def test_parameters_may_stand_in_the_address(client, body):
    response = client.post(f"{URL}?api_key={body.pop('api_key')}&account_id=akun-7", body)
    assert response.json()[0]["account_id"] == "akun-7"


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("Dekat lapangan desa Wringin", "99.01.01.2002"),
        ("RT 2 Sidodadi, kec. Kayumanis", "99.01.01.2001"),
        ("RT 2 Sidodadi, kec. Randurejo", "99.01.02.2001"),
        ("Pasar Sidodadi", None),  # two desa bear that name
        ("Terminal Kayumanis", "99.01.01"),
        ("Jalan Wringin nomor 4", None),  # a street says nothing
        ("Tempat yang tidak dikenal siapa pun", None),
    ],
)
def test_an_address_in_words_is_never_rejected(client, body, address, area):
    del body["lat"], body["long"]
    response = client.post(URL, body | {"address_string": address})
    assert response.status_code == 200
    report = Report.objects.get()
    assert (report.area_id, report.latitude, report.landmark) == (area, None, address)


@pytest.mark.parametrize(("address_id", "area"), [(DESA, DESA), ("#NOTPINPOINTED#", None)])
def test_an_address_id_is_the_code_of_an_area(client, body, address_id, area):
    del body["lat"], body["long"]
    assert client.post(URL, body | {"address_id": address_id}).status_code == 200
    assert Report.objects.get().area_id == area


def test_photos_in_every_field_that_clients_use(client, body):
    files = {"media": photo(), "photo2": photo(), "file_abc": photo()}
    client.post(URL, body | files)
    assert Attachment.objects.filter(role="REPORT", is_public=True).count() == 3
    listed = client.get(URL).json()[0]
    assert client.get(listed["media_url"])["Content-Type"] == "image/jpeg"


def test_a_broken_photo_leaves_nothing_behind(client, body):
    broken = SimpleUploadedFile("foto.jpg", b"bukan gambar", content_type="image/jpeg")
    response = client.post(URL, body | {"media": [photo(), broken]})
    assert response.status_code == 400
    assert "bukan foto" in response.json()[0]["description"]
    assert not Report.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("header", [True, False])
def test_a_repeated_request_makes_one_report(client, body, header):
    headers = {"Idempotency-Key": "kiriman-1"} if header else {}
    body |= {"device_id": "ponsel-1"} | ({} if header else {"client_key": "kiriman-1"})
    first = client.post(URL, body, headers=headers)
    again = client.post(URL, body, headers=headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert (first["Idempotent-Replayed"], again["Idempotent-Replayed"]) == ("false", "true")
    assert first.json() == again.json()
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"device_id": "ponsel-2"}, {"client_key": "kiriman-2"}, {"client_key": ""}]
)
def test_another_device_or_key_is_another_report(client, body, change):
    body |= {"device_id": "ponsel-1", "client_key": "kiriman-1"}
    client.post(URL, body)
    client.post(URL, body | change)
    assert Report.objects.count() == 2


def test_both_spellings_of_device_id(client, body):
    client.post(URL, body | {"device_id": "ponsel-1", "client_key": "a"})
    client.post(URL, body | {"deviceid": "ponsel-1", "client_key": "a"})
    assert Report.objects.count() == 1


def test_a_key_of_one_application_reaches_no_report_of_another(client, body):
    body["client_key"] = "kiriman-1"
    client.post(URL, body)
    client.post(URL, body | {"api_key": make_key("Lainnya Rekaan")[1]})
    assert Report.objects.count() == 2


def test_a_reused_key_with_another_text_is_a_conflict(client, body):
    body["client_key"] = "kiriman-1"
    client.post(URL, body)
    assert client.post(URL, body | {"description": "Sesuatu yang lain sama sekali."}).status_code == 409


def test_confidential_requests_get_a_number_and_are_listed_nowhere(client, body):
    number = client.post(URL, body | {"non_public": "1"}).json()[0]["service_request_id"]
    assert NUMBER.match(number)
    assert client.get(URL).json() == []
    assert client.get(URL, {"service_request_id": number}).json() == []
    assert client.get(f"/open311/v2/requests/{number}.json").status_code == 404
    assert client.get(f"/open311/v2/tokens/{number}.json").status_code == 404


def test_hidden_requests_are_listed_nowhere(client, body):
    number = client.post(URL, body).json()[0]["service_request_id"]
    Report.objects.update(is_public=False, hidden_reason="PRIVACY")
    assert client.get(URL).json() == []
    assert client.get(f"/open311/v2/requests/{number}.json").status_code == 404


LONG = "a" * 4001
REFUSALS = [
    # what is sent instead, status, what the description speaks of
    ({"api_key": ""}, 403, "api_key"),
    ({"api_key": "blk_salah"}, 403, "api_key"),
    ({"jurisdiction_id": "kota.lain.example"}, 404, "jurisdiction_id"),
    ({"service_code": ""}, 400, "service_code"),
    ({"service_code": "TIDAK-ADA"}, 404, "service_code"),
    ({"description": ""}, 400, "description"),
    ({"description": "pendek"}, 400, "description"),
    ({"description": LONG}, 400, "description"),
    ({"description": "Ada suara \x07 aneh di jalan."}, 400, "description"),
    ({"description": "Ada \x00 di dalam teks ini."}, 400, "description"),
    ({"lat": "abc"}, 400, "lat"),
    ({"lat": "nan"}, 400, "lat"),
    ({"long": "inf"}, 400, "long"),
    ({"lat": ""}, 400, "lat"),
    ({"lat": "", "long": ""}, 400, "address_string"),
    ({"lat": "-91"}, 400, "Koordinat"),
    ({"lat": str(OUTSIDE[0]), "long": str(OUTSIDE[1])}, 400, OUTSIDE_ADVICE),
    ({"email": "bukan-surel"}, 400, "email"),
    ({"phone": "0" * 41}, 400, "phone"),
    ({"first_name": "\x00"}, 400, "first_name"),
    ({"media_url": "javascript:alert(1)"}, 400, "media_url"),
    ({"service_code": "JLN01"}, 400, "DEPTH"),
    ({"service_code": "JLN01", "attribute[DEPTH]": "dalam"}, 400, "DEPTH"),
]


@pytest.mark.parametrize(("change", "status", "about"), REFUSALS)
def test_refusals(client, body, change, status, about):
    response = client.post(URL, body | change)
    assert response.status_code == status
    assert [row["code"] for row in response.json()] == [status]
    assert about in response.json()[0]["description"]
    assert not Report.objects.exists()
    xml = client.post(URL.replace("json", "xml"), body | change)
    assert xml.status_code == status
    assert xmltodict.parse(xml.content)["errors"]["error"]["code"] == str(status)


def test_several_errors_are_told_at_once(client, body):
    wrong = {"description": "", "lat": "abc", "service_code": "", "email": "x"}
    rows = client.post(URL, body | wrong).json()
    assert [row["description"].split()[0] for row in rows] == [
        "service_code:",
        "lat:",
        "description",
        "email:",
    ]


def test_a_text_of_exactly_the_limit_is_taken(client, body):
    assert client.post(URL, body | {"description": "a" * 4000}).status_code == 200


def test_the_own_jurisdiction_may_be_named(client, body):
    for name in ("99.01", "rekaan.example.go.id"):
        assert client.post(URL, body | {"jurisdiction_id": name}).status_code == 200


def test_a_revoked_key_opens_nothing(client, body, key):
    revoke_key(key_id=key[0].pk, by=SYSTEM, at=timezone.now())
    assert client.post(URL, body).status_code == 403


def test_writes_are_counted_by_key(client, body):
    make_parameter("open311.writes_per_minute", 2)
    assert [client.post(URL, body).status_code for _ in range(3)] == [200, 200, 429]
    assert client.post(URL, body | {"api_key": make_key("Lainnya Rekaan")[1]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services/TIDAK-ADA.json", 404),
        ("requests/RKN-26-999999.json", 404),
        ("requests/bukan nomor.json", 404),
        ("requests/RKN-26-99999999999999999999999.json", 404),
        ("tokens/abc.json", 404),
        ("services.json?jurisdiction_id=lain", 404),
        ("requests.json?start_date=kemarin", 400),
        ("requests.json?start_date=2026-09-01T00:00:00Z&end_date=2026-08-01T00:00:00Z", 400),
        ("requests.json?start_date=9999-12-31T23:59:59-12:00", 400),
        ("requests.json?status=done", 400),
        ("requests.json?page=0", 400),
        ("requests.json?page_size=1001", 400),
        ("requests.json?page=abc", 400),
    ],
)
def test_refused_questions(client, key, path, status):
    response = client.get(f"/open311/v2/{path}")
    assert (response.status_code, [row["code"] for row in response.json()]) == (status, [status])


@pytest.mark.parametrize(
    "query", ["service_code=TIDAK-ADA", "service_code=%00", "service_request_id=abc,%00,RKN-26-000009"]
)
def test_questions_that_find_nothing(client, key, query):
    assert client.get(f"{URL}?{query}").json() == []


def test_other_methods_are_refused_in_the_same_shape(client, key):
    assert client.delete(URL).json()[0]["code"] == 405
    assert client.post("/open311/v2/services.json").status_code == 405


def test_an_unreadable_body(client, key):
    response = client.post(URL, b"--x", content_type="multipart/form-data; boundary=")
    assert (response.status_code, response.json()[0]["code"]) == (400, 400)
