"""The form of a citizen: without scripts, with bad input, sent twice; what was typed is never lost."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from PIL import Image

from balai.domains.citizen_reports import busy
from balai.domains.citizen_reports.models import Report
from balai.engine.cases import public as cases
from balai.engine.documents.public import Document
from balai.engine.journal.models import Entry

from .factories import DESA, OUTSIDE, make_category, make_opd, photo

pytestmark = pytest.mark.django_db
TEXT = "Jalan berlubang di depan pasar rekaan, sudah dua orang jatuh."


@pytest.fixture(autouse=True)
def _region():
    make_category()


def form(**given) -> dict:
    """What a browser without scripts sends."""
    values = {"text": TEXT, "report_type": "COMPLAINT", "identity": "HIDDEN", "area": DESA, "category": "JLN01", "name": "", "email": "", "phone": "", "landmark": "", "latitude": "", "longitude": "", "accused_opd": "", "client_key": "kunci-rekaan", "kept_photos": ""}  # fmt: skip
    return {**values, **given}


def send(client, **given):
    return client.post("/lapor/", form(**given))


def test_the_form_works_without_scripts(client):
    page = client.get("/lapor/").content.decode()
    key = re.search(r'name="client_key" value="([^"]+)"', page)[1]
    assert 'action="' not in page.split("<form", 2)[1] or "/lapor/" in page
    answer = send(client, client_key=key)
    assert answer.status_code == 302
    receipt = client.get(answer.url, follow=True)
    report = Report.objects.get()
    assert receipt.status_code == 200
    assert report.case.tracking_code in receipt.content.decode()


def test_the_same_form_again_gives_the_same_receipt(client):
    first, again = send(client), send(client)
    other = send(client, text="Teks yang lain sama sekali, tetapi kuncinya sama.")
    assert first.url == again.url == other.url
    assert Report.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed_and_its_photos(client):
    typed = {
        "text": "pendek",
        "landmark": "dekat <b>pohon</b> beringin",
        "name": "Warga Rekaan",
        "email": "w@contoh.example",
    }
    answer = send(client, **typed, photos=[photo()])
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert all(value in page for value in typed.values())
    assert "dekat <b>pohon" not in answer.content.decode()
    kept = re.search(r'name="kept_photos" value="([^"]+)"', answer.content.decode())[1]
    assert send(client, text=TEXT, kept_photos=kept).status_code == 302
    assert len(cases.photos_of([Report.objects.get().case]).popitem()[1]) == 1
    assert Document.objects.count() == 1
    # The same page once more from the history of the browser, as a new report: its photo is taken already.
    assert send(client, text=f"{TEXT} Lagi.", client_key="kunci-lain", kept_photos=kept).status_code == 302
    assert Report.objects.count() == 2


def broken() -> bytes:
    return photo().read()[:300]


def image(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def bomb() -> bytes:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


# What is wrong, what is sent, the status, and whether a report is there afterwards.
BAD = [
    ("no text", {"text": ""}, 422),
    ("100,000 characters", {"text": "kata " * 20_000}, 422),
    ("control characters", {"text": f"{TEXT}\x07\x1b[31m"}, 422),
    ("a null character", {"text": f"{TEXT}\x00"}, 422),
    ("direction marks", {"text": f"{TEXT}\u202e"}, 422),
    ("emoji", {"text": f"{TEXT} 😡🕳️"}, 302),
    ("only spaces", {"text": " " * 50}, 422),
    ("Javanese script", {"text": "ꦢꦭꦤ꧀ꦧꦺꦴꦭꦺꦴꦁꦤꦺꦁꦔꦂꦥ꧀ꦥꦱꦂ"}, 302),
    ("markup", {"text": "<script>alert(1)</script> jalan rusak"}, 302),
    ("north of the pole", {"area": "", "latitude": "95", "longitude": "109.7"}, 422),
    ("not a number", {"area": "", "latitude": "nan", "longitude": "nan"}, 422),
    ("endless", {"area": "", "latitude": "inf", "longitude": "-inf"}, 422),
    ("letters", {"area": "", "latitude": "abc", "longitude": "abc"}, 422),
    ("half a place", {"area": "", "latitude": "-6.95", "longitude": ""}, 422),
    ("far away", {"area": "", "latitude": str(OUTSIDE[0]), "longitude": str(OUTSIDE[1])}, 422),
    ("an unknown area", {"area": "11.11.11"}, 422),
    ("an area with a null", {"area": "99\x00"}, 422),
    ("an unknown category", {"category": "X" * 500}, 422),
    ("an unknown kind", {"report_type": "GOSIP"}, 422),
    ("an unknown identity", {"identity": "SIAPA"}, 422),
    ("no identity", {"identity": ""}, 422),
    ("a strange address", {"email": "bukan-surel"}, 422),
    ("a long name", {"name": "n" * 121}, 422),
    ("an unknown accused", {"identity": "CONFIDENTIAL", "accused_opd": "999999"}, 422),
    ("a strange accused", {"identity": "CONFIDENTIAL", "accused_opd": "²"}, 422),
    ("a huge accused", {"identity": "CONFIDENTIAL", "accused_opd": "9" * 40}, 422),
    ("a long key", {"client_key": "k" * 65}, 422),
    ("a key with a null", {"client_key": "k\x00"}, 422),
    ("forged photos", {"kept_photos": "WzEsMiwzXQ:abc:def"}, 302),
    ("five photos", {"photos": lambda: [photo(colour=(n, n, n)) for n in range(5)]}, 422),
    ("a photo of 11 MB", {"photos": lambda: [image("besar.jpg", photo().read() + b"\0" * 11 * 2**20)]}, 422),
    ("renamed HTML", {"photos": lambda: [image("foto.jpg", b"<html><script>alert(1)</script></html>" * 20)]}, 422),
    ("a broken JPEG", {"photos": lambda: [image("foto.jpg", broken())]}, 422),
    ("an empty file", {"photos": lambda: [image("foto.jpg", b"")]}, 422),
    ("too many pixels", {"photos": lambda: [image("foto.png", bomb())]}, 422),
]  # fmt: skip


@pytest.mark.parametrize(("what", "given", "status"), BAD, ids=[row[0] for row in BAD])
def test_bad_input(client, what, given, status):
    given = {name: value() if callable(value) else value for name, value in given.items()}
    answer = send(client, **given)
    assert answer.status_code == status
    written = 1 if status == 302 else 0
    assert (Report.objects.count(), cases.Case.objects.count()) == (written, written)
    assert Entry.objects.filter(code="CASE_OPENED").count() == written
    if status == 422:
        page = answer.content.decode()
        assert 'name="client_key"' in page
        assert given.get("text", TEXT)[:40].replace("\x00", "").strip() in unescape(page)


def test_the_confidential_form_bars_the_accused(client):
    accused = make_opd()
    send(client, identity="CONFIDENTIAL", accused_opd=str(accused.pk))
    assert Report.objects.get().case.barred_opd_id == accused.pk


def test_too_many_from_one_place_are_told_to_wait(client, monkeypatch):
    monkeypatch.setattr(busy, "MOST_SENDINGS", 5)
    answers = [send(client, text="pendek").status_code for _ in range(6)]
    assert set(answers[:5]) == {422}
    assert answers[5] == 429
    assert Report.objects.count() == 0


def test_a_locked_database_is_503_and_nothing_is_half_written(client):
    def locked(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "citizen_reports_report" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(locked):
        answer = send(client)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert (
        Report.objects.count(),
        cases.Case.objects.count(),
        Entry.objects.filter(code="CASE_OPENED").count(),
    ) == (0, 0, 0)
    assert send(client).status_code == 302


def test_suggestions_are_a_fragment(client):
    answer = client.post("/lapor/saran/", {"text": "jalan berlubang"})
    assert answer.status_code == 200
    assert b"JLN01" in answer.content
    assert client.post("/lapor/saran/", {"text": "x\x00" * 5000}).status_code == 200


def test_too_many_suggestions_are_told_to_wait(client):
    codes = [client.post("/lapor/saran/", {"text": "jalan"}).status_code for _ in range(121)]
    assert codes[:120] == [200] * 120
    assert codes[120] == 429
