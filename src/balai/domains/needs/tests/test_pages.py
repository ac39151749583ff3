"""Pages of needs translate only; the inventory asks the database as often at one need as at thirty."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from balai.domains.needs.chapter import write
from balai.domains.needs.models import Need, NeedFile
from balai.domains.needs.tests.factories import TODAY, a_need, book, keeper, make_reasons, sent
from balai.kits.testing.queries import assert_bounded
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db
LIST, STATE, FOLLOW = reverse("needs:list"), reverse("needs:state"), reverse("needs:follow")


@pytest.fixture
def keeps(client):
    client.force_login(keeper())
    return client


def test_a_citizen_sends_a_need_and_follows_it_by_its_code(client):
    data = {"title": "Jembatan rekaan di hulu", "source": "CITIZEN", "key": str(uuid4())}
    assert client.post(STATE, data).headers["Location"] == FOLLOW
    need = Need.objects.get()
    assert need.tracking_code in client.get(FOLLOW).content.decode()
    assert client.get(reverse("needs:detail", args=[need.pk])).status_code == 404
    assert "Jembatan rekaan" not in client.get(LIST).content.decode()
    page = client.post(FOLLOW, {"code": need.tracking_code.lower().replace("-", " ")}).content.decode()
    assert "Menunggu diperiksa" in page
    assert client.post(FOLLOW, {"code": "K7M-4Q2-XPE"}).status_code == 422


def test_what_is_refused_comes_back_with_its_words(client):
    answer = client.post(
        STATE, {"title": "abc", "text": "Uraian panjang", "source": "CITIZEN", "key": str(uuid4())}
    )
    assert (answer.status_code, Need.objects.count()) == (422, 0)
    assert "Uraian panjang" in answer.content.decode()


def test_a_sent_need_is_shown_merged_and_taken_apart_by_buttons(keeps):
    need, other = sent("Jembatan rekaan di hulu"), a_need("Jembatan di hulu yang rekaan")
    act = reverse("needs:act", args=[need.pk])
    assert "Jembatan rekaan di hulu" in keeps.get(reverse("needs:moderate")).content.decode()
    keeps.post(act, {"act": "show", "next": "moderate"})
    assert f'value="{other.pk}"' in keeps.get(reverse("needs:detail", args=[need.pk])).content.decode()
    keeps.post(act, {"act": "merge", "into": other.pk})
    need.refresh_from_db()
    assert need.head == other
    keeps.post(act, {"act": "unmerge"})
    need.refresh_from_db()
    assert (need.head, need.moderation) == (None, "SHOWN")


def test_weighed_and_declined_by_form(keeps):
    make_reasons()
    need = a_need("Jembatan rekaan di hulu")
    keeps.post(reverse("needs:weigh", args=[need.pk]), {"LEGAL": "100", "people": 50, "version": 1})
    keeps.post(
        reverse("needs:decline", args=[need.pk]),
        {"code": "NOT_OURS", "text": "Bukan wewenang rekaan", "version": 2},
    )
    page = keeps.get(reverse("needs:detail", args=[need.pk])).content.decode()
    assert "Bukan wewenang rekaan" in page and "Bukan kewenangan" in page
    rows = CalamineWorkbook.from_filelike(BytesIO(keeps.get(LIST + "?bentuk=xlsx&keadaan=DECLINED").content))
    assert rows.get_sheet_by_index(0).to_python()[1][1] == "Jembatan rekaan di hulu"
    assert "Bukan wewenang rekaan" in str(write("2026", TODAY))


def test_other_weights_are_tried_before_they_are_kept(keeps):
    a_need("Yang menyentuh banyak orang", people=90_000)
    tried = {
        "PEOPLE": 1,
        "URGENCY": 0,
        "SOURCES": 0,
        "VULNERABLE": 0,
        "LEGAL": 0,
        "FEASIBLE": 0,
        "people_full": 90_000,
        "sources_full": 5,
    }
    page = keeps.get(reverse("needs:weights"), tried).content.decode()
    assert "<b>100,0</b>" in page
    before = keeps.get(LIST).content.decode()
    assert "<b>100,0</b>" not in before
    keeps.post(reverse("needs:weights"), tried | {"since": "2099-01-01", "reference": "contoh"})
    assert keeps.get(LIST).content.decode().count("<b>100,0</b>") == 0


def test_a_file_is_read_shown_and_taken_over(keeps):
    data = book(["Usulan", "Tanggal"], ["Jembatan rekaan di hulu", "kemarin"], ["", "2019"])
    answer = keeps.post(reverse("needs:files"), {"file": SimpleUploadedFile("usulan.xlsx", data)})
    here = answer.headers["Location"]
    page = keeps.get(here).content.decode()
    assert "B2" in page and "bukan tanggal" in page and "tertahan" in page
    keeps.post(here)
    assert Need.objects.get().title == "Jembatan rekaan di hulu"
    rest = CalamineWorkbook.from_filelike(
        BytesIO(keeps.get(here + "?bentuk=xlsx").content)
    ).get_sheet_by_index(0)
    assert len(rest.to_python()) == 2
    bad = keeps.post(reverse("needs:files"), {"file": SimpleUploadedFile("x.xlsx", b"bukan excel")})
    assert (bad.status_code, NeedFile.objects.count()) == (422, 1)


@pytest.mark.slow
def test_the_inventory_is_bounded(client):
    assert_bounded(client, LIST, lambda n: [a_need() for _ in range(n)])


@pytest.mark.slow
def test_who_was_not_the_quicker_looks_and_saves_again(keeps):
    make_reasons()
    need = a_need("Jembatan rekaan di hulu")
    url = reverse("needs:weigh", args=[need.pk])
    keeps.post(url, {"LEGAL": "100", "people": 50, "version": 1})
    assert_saved_when_sent_again(keeps, url, {"LEGAL": "75", "people": 70, "version": 1})
    decline = {"code": "NOT_OURS", "text": "Bukan wewenang rekaan", "version": 1}
    assert_saved_when_sent_again(keeps, reverse("needs:decline", args=[need.pk]), decline)
    need.refresh_from_db()
    assert (need.people, need.decline_text) == (70, "Bukan wewenang rekaan")
