"""The reporter's own page: the code opens it, and only the code; what the reporter does there."""

import pytest
from django.utils import timezone

from balai.engine.cases import public as cases
from balai.engine.journal.public import history
from balai.foundation.ids import new_tracking_code

from .factories import file, officer

pytestmark = pytest.mark.django_db


def code_of(report) -> str:
    return report.case.tracking_code


def answer(report) -> None:
    cases.reply(
        case_id=report.pk,
        text="Sudah ditambal.",
        is_final=True,
        by=officer(report.case.holder),
        at=timezone.now(),
    )


def test_the_code_opens_the_page_however_it_is_typed(client):
    report = file()
    raw = code_of(report).replace("-", "")
    for typed in (raw, raw.lower(), f" {raw[:3]} {raw[3:6]} {raw[6:]} ", f"{raw[:3]}-{raw[3:6]}-{raw[6:]}"):
        found = client.post("/lacak/", {"code": typed}, follow=True)
        assert code_of(report) in found.content.decode()


def test_wrong_codes(client):
    report = file()
    raw = code_of(report)
    slip = raw[:-1] + ("A" if raw[-1] != "A" else "C")
    for typed in (slip, "abc", "🤷", "'; DROP TABLE", "x" * 5000, "\x00"):
        found = client.post("/lacak/", {"code": typed})
        assert 400 <= found.status_code < 500
        assert typed[:20].replace("\x00", "") in found.content.decode().replace("&#x27;", "'")
    assert client.get(f"/lacak/{new_tracking_code()}/").status_code == 404
    assert client.get("/lacak/abc/").status_code in {400, 404}


def test_slips_of_the_pen_are_not_counted_but_guesses_are(client):
    report = file()
    raw = code_of(report)
    slip = raw[:-1] + ("A" if raw[-1] != "A" else "C")
    for _ in range(40):
        assert client.post("/lacak/", {"code": slip}).status_code in {400, 422}
    assert client.get(f"/lacak/{raw}/").status_code == 200
    for _ in range(20):
        assert client.post("/lacak/", {"code": new_tracking_code()}).status_code == 404
    assert client.post("/lacak/", {"code": new_tracking_code()}).status_code == 429
    # Otherwise the one right guess among thousands would still get through.
    assert client.get(f"/lacak/{raw}/").status_code == 429


# what, the form, state before, entry afterwards
ACTS = [
    ("konfirmasi", {"rating": "5"}, True, "CASE_CONFIRMED"),
    ("konfirmasi", {"rating": "9"}, True, "CASE_CONFIRMED"),
    ("konfirmasi", {}, False, None),
    ("sanggah", {"text": "Masih berlubang."}, True, "CASE_CONTESTED"),
    ("sanggah", {"text": ""}, True, None),
    ("tambah", {"text": "Sekarang makin dalam."}, False, "CASE_REMARKED"),
    ("tambah", {"text": "\x07\x07\x07\x07"}, False, None),
    ("tarik", {}, False, "CASE_WITHDRAWN"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "form", "is_answered", "code"), ACTS)
def test_acts_of_the_reporter(client, what, form, is_answered, code):
    report = file()
    if is_answered:
        answer(report)
    known = len(history(subject=("case", report.pk)))
    got = client.post(f"/lacak/{code_of(report)}/{what}/", form)
    added = [entry.code for entry in history(subject=("case", report.pk))][known:]
    assert added == ([code] if code else [])
    assert got.status_code == (302 if code else got.status_code)
    if not code:
        assert got.status_code >= 400
        assert code_of(report) in got.content.decode()


def test_a_refused_contest_keeps_what_was_typed(client):
    report = file()
    answer(report)
    long = "Masih rusak. " * 400
    got = client.post(f"/lacak/{code_of(report)}/sanggah/", {"text": long})
    assert got.status_code >= 400
    assert long.strip()[:2000] in got.content.decode()


@pytest.mark.parametrize(("what", "state"), [("tambah", False), ("sanggah", True)])
def test_words_of_the_reporter_are_scrubbed_before_anybody_reads_them(client, what, state):
    report = file()
    if state:
        answer(report)
    client.post(f"/lacak/{code_of(report)}/{what}/", {"text": "Hubungi saya 0812-7777-6666 ya"})
    remark = cases.Remark.objects.filter(case=report.pk).last()
    assert "disamarkan" in remark.text
    assert "7777" not in remark.text


def test_unknown_acts_and_codes(client):
    report = file()
    assert client.post(f"/lacak/{code_of(report)}/hapus/").status_code == 404
    assert client.post(f"/lacak/{new_tracking_code()}/tarik/").status_code == 404
    assert client.get(f"/lacak/{code_of(report)}/tarik/").status_code == 405


def test_the_page_is_not_kept_by_caches(client):
    assert "no-store" in client.get(f"/lacak/{code_of(file())}/").headers["Cache-Control"]
