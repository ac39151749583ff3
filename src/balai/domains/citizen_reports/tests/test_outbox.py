"""Reports that waited on a phone: the door takes each once, whole, and gives nothing away; the blank pages know nobody."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.terms import SEAL_LABEL
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.documents.models import Document, Upload
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.kits import sealing

from .factories import DESA, make_category, photo

pytestmark = pytest.mark.django_db
TEXT = "Jalan berlubang di depan pasar rekaan, sudah dua orang jatuh."


@pytest.fixture(autouse=True)
def _region():
    make_category()


@pytest.fixture
def phone():
    """A phone of nobody; like a browser it has no token for the door."""
    return Client(enforce_csrf_checks=True)


def fields(**given) -> dict:
    return {"text": TEXT, "report_type": "COMPLAINT", "identity": "HIDDEN", "area": DESA, "category": "JLN01", **given}  # fmt: skip


def send(phone, key, **given):
    return phone.post("/lapor/kiriman/", {"key": str(key)} | fields(**given))


def upload(phone, key, content: bytes, *, start: int = 0, end: int | None = None):
    address = f"/lapor/kiriman/berkas/{key}/?size={len(content)}&offset={start}"
    return phone.put(address, content[start:end], content_type="application/octet-stream")


def photos() -> int:
    return len(cases.photos_of([Report.objects.get().case]).get(Report.objects.get().pk, []))


def test_the_same_sending_gives_the_same_receipt(phone):
    key = uuid4()
    first, again, changed = send(phone, key), send(phone, key), send(phone, key, text=f"{TEXT} Lagi.")
    told = first.json()
    assert told["state"] == "FILED"
    assert told["code"] == Report.objects.get().case.tracking_code
    assert told == again.json() == changed.json()
    assert phone.get(told["url"], follow=True).status_code == 200


@pytest.mark.parametrize("key", ["d5a63b52-5f0e-4ca1-9f43-2d1c9a6f9f01", "iGlET9isplSzO4p6iEd6lg"])
def test_the_form_and_the_door_are_one_report(phone, client, key):
    by_form = client.post("/lapor/", fields(client_key=str(key)))
    assert send(phone, key).json()["url"] == by_form.url
    assert Report.objects.count() == 1


@pytest.mark.slow
def test_photos_come_in_pieces_and_only_whole(phone):
    key, one, two = uuid4(), uuid4(), uuid4()
    content = photo().read()
    told = send(phone, key, uploads=[str(one), str(two)]).json()
    assert told == {"state": "INCOMPLETE", "received": {str(one): 0, str(two): 0}}
    assert upload(phone, one, content).json() == {"received": len(content)}
    assert upload(phone, two, content, end=100).json() == {"received": 100}
    assert send(phone, key, uploads=[str(one), str(two)]).json()["received"] == {str(two): 100}
    assert upload(phone, two, content, start=100).json() == {"received": len(content)}
    assert send(phone, key, uploads=[str(one), str(two)]).json()["state"] == "FILED"
    assert (photos(), Document.objects.count(), Upload.objects.count()) == (2, 2, 0)
    # The answer was lost: the phone sends its words again, and the photos are not asked for once more.
    assert send(phone, key, uploads=[str(one), str(two)]).json()["state"] == "FILED"
    assert (Report.objects.count(), Document.objects.count()) == (1, 2)


@pytest.mark.slow
def test_of_two_sendings_at_once_both_get_the_one_receipt(phone, monkeypatch):
    key, one = uuid4(), uuid4()
    upload(phone, one, photo().read())
    told, prepare = [], documents.prepare_photo

    def slowly(**given):
        """While this one decodes its photo, the other comes and is filed."""
        if not told:
            told.append(None)
            told[0] = send(Client(), key, uploads=[str(one)]).json()
        return prepare(**given)

    monkeypatch.setattr(documents, "prepare_photo", slowly)
    late = send(phone, key, uploads=[str(one)])
    assert late.json() == told[0]
    assert told[0]["state"] == "FILED"
    assert (Report.objects.count(), photos(), Document.objects.count(), Upload.objects.count()) == (
        1,
        1,
        1,
        0,
    )


def test_a_form_is_not_filed_without_the_photos_that_it_names(client):
    one, content = uuid4(), photo().read()
    upload(client, one, content, end=100)
    answer = client.post("/lapor/", fields(client_key="kunci-rekaan", uploads=[str(one)]))
    assert answer.status_code == 422 and "Sebagian foto belum sampai" in answer.content.decode()
    assert Report.objects.count() == 0


def test_the_form_takes_photos_that_went_ahead(client):
    one, content = uuid4(), photo().read()
    upload(client, one, content)
    answer = client.post("/lapor/", fields(client_key="kunci-rekaan", uploads=[str(one)]))
    assert answer.status_code == 302
    assert (photos(), Upload.objects.count()) == (1, 0)


def test_photos_of_an_earlier_try_come_along(phone, client):
    page = client.post(
        "/lapor/", {**fields(text="pendek", client_key="kunci-rekaan-satu"), "photos": [photo()]}
    )
    kept = re.search(r'name="kept_photos" value="([^"]+)"', page.content.decode())[1]
    assert send(phone, "kunci-rekaan-satu", kept_photos=kept).json()["state"] == "FILED"
    assert photos() == 1


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"text": "pendek"}, "Isi laporan"),
        ({"area": ""}, "Tunjukkan tempatnya"),
        ({"email": "bukan-surel"}, "Surel untuk kabar"),
        ({"uploads": "bukan-kunci"}, "tidak lengkap"),
    ],
)
def test_a_refusal_is_a_sentence(phone, given, word):
    answer = send(phone, uuid4(), **given)
    assert answer.status_code == 422
    assert answer.json()["state"] == "REFUSED"
    assert word in answer.json()["message"]
    assert not Report.objects.exists()


def test_a_key_that_no_phone_makes_is_refused(phone):
    assert send(phone, "pendek").json()["state"] == "REFUSED"


def test_a_mended_report_is_filed_under_its_key(phone):
    key = uuid4()
    assert send(phone, key, text="pendek").status_code == 422
    assert send(phone, key).json()["state"] == "FILED"


def test_a_refusal_is_told_in_the_language_of_the_phone(phone):
    assert "This field is required." in send(phone, uuid4(), report_type="", lang="en").json()["message"]


def test_a_file_that_is_no_photo_is_said_and_nothing_filed(phone):
    key, one = uuid4(), uuid4()
    upload(phone, one, b"bukan foto sama sekali")
    answer = send(phone, key, uploads=[str(one)])
    assert answer.status_code == 422
    assert "bukan foto" in answer.json()["message"]
    assert send(phone, key).json()["state"] == "FILED"


def sealed(values: dict, *files: bytes) -> bytes:
    """As the phone packs it; a picture that a page drew has no name."""
    rows = [{"field": "photos", "type": "image/jpeg", "size": len(one)} for one in files]
    head = json.dumps({"fields": values, "files": rows}).encode()
    return sealing.seal(SEAL_LABEL, len(head).to_bytes(4, "big") + head + b"".join(files))


def test_a_confidential_report_waits_sealed(phone):
    key, box = uuid4(), uuid4()
    content = sealed(fields(identity="CONFIDENTIAL"), photo().read())
    assert phone.post("/lapor/kiriman/", {"key": str(key), "box": str(box)}).json()["state"] == "INCOMPLETE"
    upload(phone, box, content)
    told = phone.post("/lapor/kiriman/", {"key": str(key), "box": str(box)}).json()
    assert told["state"] == "FILED"
    assert (Report.objects.get().is_public, photos(), Upload.objects.count()) == (False, 1, 0)


def test_a_box_that_is_not_for_us_is_refused(phone):
    box = uuid4()
    upload(phone, box, sealing.seal("lain", b"isi"))
    answer = phone.post("/lapor/kiriman/", {"key": str(uuid4()), "box": str(box)})
    assert answer.json()["state"] == "REFUSED"


def test_the_door_knows_nobody_and_gives_no_session(phone, client):
    assert not send(phone, uuid4()).cookies
    client.force_login(make_user(Role.CITIZEN, email="warga@contoh.invalid"))
    send(client, uuid4())
    assert set(Report.objects.values_list("reporter_id", flat=True)) == {None}


def test_blank_pages_know_nobody(client):
    user = make_user(Role.COORDINATOR, email="koordinator@contoh.invalid", full_name="Petugas Contoh")
    client.force_login(user)
    for page in ("/luring/", "/lapor/luring/", "/lapor/kotak-keluar/"):
        answer = client.get(page)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Petugas Contoh" not in text
        assert "csrfmiddlewaretoken" not in text
    assert re.search(r'name="client_key"(?![^>]*value=)', client.get("/lapor/luring/").content.decode())


def test_the_app_says_what_it_is(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert manifest["name"] == "Balai Kabupaten Rekaan"
    assert [one["url"] for one in manifest["shortcuts"]] == ["/lapor/", "/lacak/"]
    assert {one.get("purpose", "any") for one in manifest["icons"]} == {"any", "maskable"}
    assert 'href="/manifest.webmanifest"' in client.get("/").content.decode()
    worker = client.get("/sw.js")
    assert worker["Content-Type"] == "text/javascript"
    kept = json.loads(
        re.search(r"JSON.parse\('(.*?)'\)", worker.content.decode())[1].encode().decode("unicode_escape")
    )
    assert kept["pages"] == ["/luring/", "/lapor/luring/", "/lapor/kotak-keluar/"]
    assert kept["twins"] == {"/lapor/": "/lapor/luring/"}
    assert kept["refuges"] == {"/lapor/": "/lapor/kotak-keluar/"}
