"""The JSON interface: filing once, reading in portions, keeping secrets."""

import pytest

from balai.domains.citizen_reports import busy
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import (
    DESA,
    OUTSIDE,
    OUTSIDE_ADVICE,
    PLACE,
    file,
    make_category,
    make_opd,
    officer,
    photo,
)
from balai.engine.cases import public as cases
from balai.engine.cases.public import Attachment
from balai.foundation.ids import new_tracking_code

pytestmark = pytest.mark.django_db
KEY = "kunci-acak-0123456789"
CONTACT = {"name": "Wati Rekaan", "email": "wati@contoh.example", "phone": "081200000000"}


@pytest.fixture
def body():
    make_category(
        "JLN01", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number", "required": True}]
    )
    make_category("SMP01", group="CLEANLINESS", keywords=["sampah"])
    return {
        "text": "Tumpukan sampah di tepi jalan.",
        "category": "SMP01",
        "latitude": PLACE[0],
        "longitude": PLACE[1],
    }


def post(client, body, **headers):
    return client.post("/api/reports", body, content_type="application/json", headers=headers)


# ---- filing


def test_a_report_is_filed(client, body):
    more = CONTACT | {"identity": "OPEN", "landmark": "Dekat jembatan", "type": "ASPIRATION"}
    response = post(client, body | more)
    report = Report.objects.get()
    assert response.status_code == 201
    assert response.json()["number"] == number_of(report)
    assert response.json()["tracking_code"] == report.case.tracking_code
    assert (report.channel, report.report_type, report.area_id) == ("API", "ASPIRATION", DESA)
    assert (report.reporter_name, report.email, report.landmark) == (
        "Wati Rekaan",
        CONTACT["email"],
        "Dekat jembatan",
    )


def test_the_same_key_files_once(client, body):
    first, again = (post(client, body, **{"Idempotency-Key": KEY}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = post(client, body | {"text": "Isi yang lain sama sekali."}, **{"Idempotency-Key": KEY})
    assert (other.status_code, other.json()["code"]) == (409, "CLIENT_KEY_REUSED")
    assert Report.objects.count() == 1


def test_a_form_with_photos(client, body):
    form = body | {"category": "JLN01", "answers": '{"DEPTH": "30"}', "photos": [photo(), photo()]}
    response = client.post("/api/reports/with-photos", form)
    assert response.status_code == 201
    assert Report.objects.get().answers == {"DEPTH": 30}
    assert Attachment.objects.filter(role="REPORT").count() == 2
    shown = client.get(f"/api/reports/{response.json()['number']}").json()["photos"]
    assert [client.get(row["thumbnail"]).status_code for row in shown] == [200, 200]


REFUSALS = [
    # what is sent instead, status, code, field
    ({"text": ""}, 400, "TEXT_TOO_SHORT", "text"),
    ({"text": "pendek"}, 400, "TEXT_TOO_SHORT", "text"),
    ({"text": "a" * 4001}, 400, "TEXT_TOO_LONG", "text"),
    ({"text": "Ada \x00 di dalam teks."}, 400, "TEXT_UNREADABLE", "text"),
    ({"text": "Ada \ud800 di dalam teks."}, 400, "TEXT_UNREADABLE", "text"),
    ({"text": 7}, 422, "INVALID", "text"),
    ({"text": None}, 422, "INVALID", "text"),
    ({"category": "TIDAK-ADA"}, 400, "CATEGORY_UNKNOWN", "category"),
    ({"category": "\x00"}, 422, "INVALID", "category"),
    ({"category": "JLN01"}, 400, "ANSWER_MISSING", "answers.DEPTH"),
    ({"category": "JLN01", "answers": {"DEPTH": "dalam"}}, 400, "ANSWER_INVALID", "answers.DEPTH"),
    ({"answers": "x"}, 422, "INVALID", "answers"),
    ({"type": "LAIN"}, 422, "INVALID", "type"),
    ({"identity": "LAIN"}, 422, "INVALID", "identity"),
    ({"latitude": "abc"}, 422, "INVALID", "latitude"),
    ({"latitude": 91}, 422, "INVALID", "latitude"),
    ({"latitude": float("nan")}, 422, "INVALID", "latitude"),
    ({"longitude": None}, 400, "PLACE_INVALID", "latitude"),
    ({"latitude": OUTSIDE[0], "longitude": OUTSIDE[1]}, 400, "PLACE_OUTSIDE", "place"),
    ({"area": "12.34", "latitude": None, "longitude": None}, 404, "AREA_UNKNOWN", "area"),
    ({"email": "bukan-surel"}, 422, "INVALID", "email"),
    ({"name": "a" * 121}, 422, "INVALID", "name"),
    ({"landmark": "baris\nkedua"}, 422, "INVALID", "landmark"),
    ({"identity": "CONFIDENTIAL", "accused_opd": "TIDAK_ADA"}, 404, "OPD_UNKNOWN", "opd"),
]


@pytest.mark.parametrize(("change", "status", "code", "field"), REFUSALS)
def test_refusals(client, body, change, status, code, field):
    answer = post(client, body | change)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (status, code, field)
    assert not Report.objects.exists()


def test_the_advice_for_a_place_outside(client, body):
    answer = post(client, body | {"latitude": OUTSIDE[0], "longitude": OUTSIDE[1]})
    assert OUTSIDE_ADVICE in answer.json()["message"]


@pytest.mark.parametrize("key", ["pendek", "a" * 201])
def test_keys_that_could_be_guessed_are_refused(client, body, key):
    answer = post(client, body, **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "CLIENT_KEY_INVALID")


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_bodies_that_are_no_json_object(client, body, raw):
    answer = client.post("/api/reports", raw, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert set(answer.json()) == {"code", "message", "field"}


def test_photos_are_refused_in_the_same_shape(client, body):
    many = client.post("/api/reports/with-photos", body | {"photos": [photo() for _ in range(5)]})
    assert (many.status_code, many.json()["code"]) == (400, "PHOTOS_TOO_MANY")
    answers = client.post("/api/reports/with-photos", body | {"answers": "[1]"})
    assert (answers.status_code, answers.json()["code"]) == (400, "ANSWER_INVALID")
    assert not Report.objects.exists()


def test_too_many_reports_from_one_place(client, body, monkeypatch):
    monkeypatch.setattr(busy, "MOST_SENDINGS", 20)
    codes = [post(client, body | {"text": ""}).status_code for _ in range(21)]
    assert (codes[:20], codes[20]) == ([400] * 20, 429)


# ---- reading


def numbers(client, **query) -> list[str]:
    return [row["number"] for row in client.get("/api/reports", query).json()["items"]]


def test_filters(client, body):
    road = file(category_code="JLN01", text="Jalan ambles di tikungan.")
    waste = file(category_code="SMP01", area_code="99.01.02.2001", text="Sampah menumpuk di pasar.")
    cases.accept(case_id=waste.pk, by=officer(waste.case.holder), at=waste.created_at)
    r, w = number_of(road), number_of(waste)
    assert numbers(client) == [w, r]
    for query, found in [
        ({"state": "IN_PROGRESS"}, [w]),
        ({"state": ["IN_PROGRESS", "RECEIVED"]}, [w, r]),
        ({"category": "JLN01"}, [r]),
        ({"group": "CLEANLINESS"}, [w]),
        ({"area": "99.01.01"}, [r]),
        ({"area": "99.01"}, [w, r]),
        ({"opd": "DINAS_JALAN"}, [w, r]),
        ({"q": "menumpuk"}, [w]),
        ({"category": "TIDAK-ADA"}, []),
    ]:
        assert numbers(client, **query) == found, query


def test_pages_stay_put_while_reports_come_in(client, body):
    made = [number_of(file()) for _ in range(5)][::-1]
    first = client.get("/api/reports", {"limit": 2, "state": "RECEIVED"}).json()
    file()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert [row["number"] for page in (first, second, third) for row in page["items"]] == made
    assert third["next"] is None


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"limit": 0}, 422),
        ({"limit": 101}, 422),
        ({"limit": "abc"}, 422),
        ({"state": "LAIN"}, 422),
        ({"q": "\x00"}, 422),
        ({"q": "a" * 201}, 422),
        ({"after": "bukan nomor"}, 404),
        ({"after": "RKN-26-99999999999999999999"}, 404),
    ],
)
def test_refused_questions(client, body, query, status):
    answer = client.get("/api/reports", query)
    assert answer.status_code == status
    assert set(answer.json()) == {"code", "message", "field"}


def test_the_history_without_inner_notes(client, body):
    report = file()
    by = officer(report.case.holder)
    cases.accept(case_id=report.pk, by=by, at=report.created_at)
    cases.remark(case_id=report.pk, text="Hanya untuk kita.", is_public=False, by=by, at=report.created_at)
    steps = client.get(f"/api/reports/{number_of(report)}/thread").json()
    assert [(row["act"], row["by"]) for row in steps] == [
        ("CASE_OPENED", "Pelapor"),
        ("CASE_ACCEPTED", "Dinas Jalan"),
    ]


def test_confidential_reports_are_nowhere_but_with_their_code(client, body):
    accused = make_opd("DINAS_JALAN")
    receipt = post(client, body | CONTACT | {"identity": "CONFIDENTIAL", "accused_opd": accused.code}).json()
    number = receipt["number"]
    assert numbers(client) == []
    assert client.get(f"/api/reports/{number}").status_code == 404
    assert client.get(f"/api/reports/{number}/thread").status_code == 404
    assert client.get("/api/map", {"bbox": "109,-8,111,-6"}).json()["pins"] == []
    own = client.get(f"/api/track/{receipt['tracking_code']}").json()
    assert (own["number"], own["is_public"]) == (number, False)
    assert own["holder"]["code"] != accused.code


def test_the_own_report_without_contact_data(client, body):
    text = "Sampah lagi, hubungi 081298765432 atau wati@contoh.example."
    code = post(client, body | CONTACT | {"text": text, "identity": "OPEN"}).json()["tracking_code"]
    response = client.get(f"/api/track/{code.lower().replace('-', ' ')}")
    assert response["Cache-Control"] == "no-store"
    assert response.json()["tracking_code"] == code
    assert [row["act"] for row in response.json()["thread"]] == ["CASE_OPENED"]
    for secret in ("Wati", "0812", "contoh.example"):
        assert secret not in response.content.decode()


def test_wrong_codes_are_counted(client, body):
    code, unknown = file().case.tracking_code, new_tracking_code()
    # A slip of the pen costs nothing.
    for _ in range(21):
        assert client.get("/api/track/000-000-001").status_code == 400
    for _ in range(20):
        assert client.get(f"/api/track/{unknown}").status_code == 404
    assert client.get(f"/api/track/{unknown}").status_code == 429
    # Otherwise the one right guess would still get through.
    assert client.get(f"/api/track/{code}").status_code == 429
    assert client.get(f"/lacak/{code}/").status_code == 429


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_costs_two_queries_whatever_its_size(client, body, rows, django_assert_num_queries):
    for _ in range(rows):
        file()
    client.get("/api/reports")
    with django_assert_num_queries(2):
        assert len(client.get("/api/reports", {"limit": 100}).json()["items"]) == rows


def test_reference_data(client, body):
    found = client.get("/api/categories").json()
    assert [row["code"] for row in found["groups"]] == ["CLEANLINESS", "INFRASTRUCTURE"]
    assert found["categories"][0]["questions"][0]["required"] is True
    assert len(client.get("/api/areas").json()) == 7
    inside = client.get("/api/areas", {"within": "99.01.02"}).json()
    assert [row["code"] for row in inside] == ["99.01.02", "99.01.02.1001", "99.01.02.2001"]
