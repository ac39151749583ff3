"""A photo as others see it: covered at its own address, whole only for those who handle the report."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balai.domains.citizen_reports.numbers import number_of
from balai.engine.documents import detecting
from balai.engine.documents import public as documents
from balai.engine.documents.actions.covers import covers_in_use, look_at_photos
from balai.engine.documents.covering import checked_boxes, painted
from balai.engine.journal.public import history
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

from .factories import file, make_opd, make_parameter, photo

pytestmark = pytest.mark.django_db
BOX = [0.5, 0.0, 0.5, 1.0]


@pytest.fixture
def report(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    storages._storages.clear()
    kept = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    yield file(photos=[kept])
    storages._storages.clear()


def _photo(report):
    return report.case.attachments.get().document


def _desk(opd, role=Role.OPD_ADMIN):
    client = Client()
    client.force_login(make_user(role, opd=opd, email=f"{opd.code}.{role}@contoh.invalid"))
    return client


def _cover(client, report, boxes, version=0, **more):
    address = reverse("cases:cover", args=[report.pk, _photo(report).token])
    return client.post(address, {"boxes": json.dumps(boxes), "version": version, **more})


def _right_half(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as image:
        return image.convert("RGB").getpixel((image.width * 3 // 4, image.height // 2))


def _is_paint(pixel):
    return max(pixel) < 100 and max(pixel) - min(pixel) < 20


def test_the_old_address_gives_the_covered_photo_and_the_first_one_is_for_those_who_handle_it(report):
    kept, desk = _photo(report), _desk(report.case.holder)
    public, small, original = documents.url(kept), documents.thumbnail_url(kept), documents.original_url(kept)
    before = Client().get(public)
    assert not _is_paint(_right_half(Client(), public))
    assert _cover(desk, report, [BOX]).status_code == 302
    assert _is_paint(_right_half(Client(), public)) and _is_paint(_right_half(Client(), small))
    assert not _is_paint(_right_half(desk, original))
    # A browser that kept the first one is told that it is another.
    again = Client().get(public, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 200 and "immutable" not in again["Cache-Control"]
    for other in (Client(), _desk(make_opd("LAIN")), _desk(make_opd("OPERATOR"), Role.OPERATOR)):
        assert other.get(original).status_code == 404
    assert [entry.code for entry in history(subject=("case", report.pk))][-1] == "PHOTO_COVERED"


def test_the_address_of_the_first_file_does_not_follow_from_the_public_one(report):
    kept, desk = _photo(report), _desk(report.case.holder)
    assert desk.get(f"/berkas/{kept.token}-{'0' * 24}.jpg").status_code == 404


def test_going_back_is_another_version_and_old_files_are_swept(report):
    kept, desk = _photo(report), _desk(report.case.holder)
    _cover(desk, report, [BOX])
    first = documents.newest_cover(kept)
    assert _cover(desk, report, [], version=1).status_code == 302
    assert not _is_paint(_right_half(Client(), documents.url(kept)))
    assert kept.coverings.count() == 2 and covers_in_use([first.shown_id]) == set()


def test_two_who_draw_at_once_do_not_uncover_what_the_other_covered(report):
    desk = _desk(report.case.holder)
    _cover(desk, report, [BOX])
    late = _cover(desk, report, [], version=0)
    assert late.status_code == 409 and "baru saja ditutup orang lain" in late.content.decode()
    assert _is_paint(_right_half(Client(), documents.url(_photo(report))))


def test_a_withheld_photo_is_on_no_public_page(report):
    kept, number = _photo(report), number_of(report)
    assert _cover(_desk(report.case.holder), report, [], withhold="1").status_code == 302
    for address in (
        f"/laporan/{number}/",
        "/laporan/",
        f"/api/reports/{number}",
        f"/lacak/{report.case.tracking_code}/",
    ):
        assert kept.token not in Client().get(address).content.decode(), address
    assert Client().get(documents.url(kept)).status_code == 404


@pytest.mark.parametrize("raw", ["{}", "[[1]]", "[[0,0,9,9]]", '[["a",0,1,1]]', "x", "[" * 5000])
def test_boxes_that_cannot_be_read_are_refused_with_a_sentence(report, raw):
    address = reverse("cases:cover", args=[report.pk, _photo(report).token])
    answer = _desk(report.case.holder).post(address, {"boxes": raw, "version": 0})
    assert answer.status_code == 400 and "Muat ulang halaman" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EXECUTIVE])
def test_who_only_looks_does_not_draw(report, role):
    assert _cover(_desk(make_opd("LAIN"), role), report, [BOX]).status_code == 403


def test_boxes_are_cut_at_the_edges():
    assert checked_boxes([[-0.1, 0.9, 0.3, 0.5], [0.5, 0.5, 0.001, 0.3]]) == [(0.0, 0.9, 0.2, 0.1)]
    with pytest.raises(Refused):
        checked_boxes([[0, 0, 1, 1]] * 41)


def test_what_is_painted_is_gone():
    out = BytesIO()
    Image.effect_noise((80, 60), 90).convert("RGB").save(out, "JPEG")
    with Image.open(BytesIO(painted(out.getvalue(), [(0.25, 0.25, 0.5, 0.5)]))) as image:
        inside = image.convert("L").crop((24, 19, 56, 41))
    assert inside.getextrema()[1] - inside.getextrema()[0] < 30


# --- the detector


def test_proposals_are_put_on_at_once_until_somebody_looks(report, monkeypatch):
    monkeypatch.setattr(detecting, "detector", lambda: object())
    monkeypatch.setattr(detecting, "propose", lambda photo: [tuple(BOX)])
    assert look_at_photos(at=timezone.now()) == 1
    assert look_at_photos(at=timezone.now()) == 0
    assert _is_paint(_right_half(Client(), documents.url(_photo(report))))
    page = _desk(report.case.holder).get(reverse("cases:case", args=[report.pk])).content.decode()
    assert "usulan mesin" in page


def test_others_wait_for_a_photo_that_was_not_looked_at_and_not_for_ever(report, monkeypatch):
    monkeypatch.setattr(detecting, "detector", lambda: object())
    make_parameter("documents.photo_hold_minutes", 10)
    kept = _photo(report)
    waiting = Client().get(documents.url(kept))
    assert waiting["Content-Type"] == "image/svg+xml" and waiting["Cache-Control"] == "no-store"
    kept.created_at -= timedelta(minutes=11)
    kept.save()
    assert Client().get(documents.url(kept))["Content-Type"] == "image/jpeg"


def test_without_a_detector_nobody_waits_and_the_page_says_so(report, monkeypatch):
    monkeypatch.setattr(detecting, "detector", lambda: None)
    make_parameter("documents.photo_hold_minutes", 10)
    assert look_at_photos(at=timezone.now()) == 0 and detecting.propose(b"") == []
    monkeypatch.setattr(documents, "detector", lambda: None)
    assert Client().get(documents.url(_photo(report)))["Content-Type"] == "image/jpeg"
    address = reverse("cases:cover", args=[report.pk, _photo(report).token])
    assert "tidak terpasang" in _desk(report.case.holder).get(address).content.decode()
