"""Pages of ideas and of the contest: what they show, to whom, and what they never show."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.ideas.actions.certifying import certify
from balai.domains.ideas.actions.judging import close_jury
from balai.domains.ideas.models import Edition, Entry, Idea, Sheet
from balai.domains.ideas.tests.factories import (
    AT,
    YEAR,
    a_juror,
    an_edition,
    an_entry,
    an_idea,
    finalist,
    keeper,
    score,
    shown,
    user,
    world,
)
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd
from balai.foundation.actor import SYSTEM
from balai.foundation.ids import new_tracking_code
from balai.kits.testing.queries import assert_bounded
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db
LIST, SEND, FOLLOW, DESK = (reverse(f"ideas:{name}") for name in ("list", "send", "follow", "desk"))
EDITION, ENTER, ENTRIES, TASKS = (
    reverse(f"ideas:{name}", args=[YEAR]) for name in ("edition", "enter", "entries", "tasks")
)
TEXT = "Uraian rekaan yang cukup panjang."


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def keeps(client):
    keeper()
    client.force_login(user("pengurus"))
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def running() -> Edition:
    today = timezone.localdate()
    return an_edition(opens_on=today - timedelta(days=1), closes_on=today + timedelta(days=1))


@pytest.mark.slow
def test_a_visitor_sends_an_idea_and_follows_it_by_its_code(client):
    world()
    data = {"title": "Antrean rekaan dari rumah", "text": TEXT, "key": str(uuid4())}
    assert client.post(SEND, data).headers["Location"] == FOLLOW
    client.post(SEND, data)
    idea = Idea.objects.get()
    assert idea.tracking_code in text_of(client.get(FOLLOW))
    detail = reverse("ideas:detail", args=[idea.pk])
    assert client.get(detail).status_code == 404 and "Antrean rekaan" not in text_of(client.get(LIST))
    page = text_of(client.post(FOLLOW, {"code": idea.tracking_code.lower().replace("-", " ")}))
    assert "Diterima, menunggu diperiksa" in page and "paling lambat" in page
    assert client.post(FOLLOW, {"code": "K7M-4Q2-XPE"}).status_code == 422
    assert text_of(client.post(SEND, {**data, "title": "abc", "key": str(uuid4())})).count(TEXT) == 1


@pytest.mark.slow
def test_similar_ideas_are_shown_once_before_it_goes(client):
    other = shown("Antrean puskesmas dari rumah")
    data = {"title": "Antrean puskesmas diambil dari rumah", "text": TEXT, "key": str(uuid4())}
    page = text_of(client.post(SEND, data))
    assert reverse("ideas:detail", args=[other.pk]) in page and TEXT in page and Idea.objects.count() == 1
    client.post(SEND, {**data, "sure": "1"})
    assert Idea.objects.count() == 2


@pytest.mark.slow
def test_a_flood_is_stopped(client):
    world()
    answers = [
        client.post(SEND, {"title": f"Gagasan {n}{n} rekaan", "text": TEXT, "key": str(uuid4()), "sure": "1"})
        for n in range(21)
    ]
    assert [answer.status_code for answer in (answers[19], answers[20])] == [302, 422]
    assert TEXT in text_of(answers[20]) and Idea.objects.count() == 20


def test_a_device_supports_once_also_when_pressed_twice_at_first(client):
    idea = shown()
    here, act = reverse("ideas:detail", args=[idea.pk]), reverse("ideas:support", args=[idea.pk])
    assert client.get(act).status_code == 405
    client.post(act, {"device": "halaman"})
    client.cookies.pop("balai_device")
    client.post(act, {"device": "halaman"})
    client.post(act)
    assert '<b class="num">1</b>' in text_of(client.get(here))
    assert client.post(reverse("ideas:support", args=[an_idea().pk])).status_code == 404


@pytest.mark.slow
def test_looked_through_handed_over_hidden_and_answered_by_buttons(keeps):
    one, other = an_idea("Antrean rekaan dari rumah"), an_idea("Iklan kaus rekaan")
    assert "Iklan kaus rekaan" in text_of(keeps.get(DESK))
    admit = reverse("ideas:admit", args=[one.pk])
    keeps.post(admit, {"holder": "", "next": "desk"})
    assert Idea.objects.get(pk=one.pk).stage == "RECEIVED"
    assert keeps.post(admit, {"holder": make_opd("DINAS").pk, "next": "desk"}).headers["Location"] == DESK
    keeps.post(reverse("ideas:admit", args=[other.pk]), {"act": "hide", "text": "Iklan usaha pribadi"})
    follow = text_of(keeps.post(FOLLOW, {"code": other.tracking_code}))
    assert "Iklan usaha pribadi" in follow and "Tidak dimuat" in follow
    answer = reverse("ideas:answer", args=[one.pk])
    version = Idea.objects.get(pk=one.pk).version
    wrong = keeps.post(answer, {"stage": "DECLINED", "text": "pendek", "version": version})
    assert wrong.status_code == 422
    stale = keeps.post(
        answer, {"stage": "DECLINED", "text": "Belum ada anggarannya tahun ini.", "version": 1}
    )
    assert stale.status_code == 422 and "Belum ada anggarannya" in text_of(stale)
    keeps.post(answer, {"stage": "DECLINED", "text": "Belum ada anggarannya tahun ini.", "version": version})
    page = text_of(keeps.get(reverse("ideas:detail", args=[one.pk])))
    assert "Belum ada anggarannya tahun ini." in page and "Ditolak dengan alasan" in page


def test_the_office_that_holds_an_idea_sees_it_and_another_is_turned_away(client):
    idea = shown("Antrean rekaan dari rumah", opd="DINAS")
    answer = reverse("ideas:answer", args=[idea.pk])
    client.force_login(user("lain", Role.OPD_ADMIN, "LAIN"))
    assert client.get(answer).status_code == 403 and client.get(DESK).status_code == 403
    assert "Antrean rekaan" not in text_of(client.get(reverse("ideas:owed")))
    client.force_login(user("pemegang", Role.OPD_ADMIN, "DINAS"))
    assert client.get(answer).status_code == 200
    assert "Antrean rekaan" in text_of(client.get(reverse("ideas:owed")))


def test_the_list_is_narrowed_and_taken_along_as_excel(client):
    shown("Antrean rekaan dari rumah")
    shown("Lampu jalan rekaan")
    page = text_of(client.get(LIST, {"q": "antrean", "keadaan": "REVIEWED", "urut": "dukungan"}))
    assert "Antrean rekaan" in page and "Lampu jalan" not in page
    assert "Tidak ada yang cocok" in text_of(client.get(LIST, {"q": "tidak ada itu"}))
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(LIST, {"bentuk": "xlsx", "q": "lampu"}).content))
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()][1:] == ["Lampu jalan rekaan"]


def test_entered_checked_and_followed_by_code(client):
    running()
    data = {
        "title": "Karya rekaan warga",
        "text": TEXT,
        "category": "PEOPLE",
        "participant": "Siti Rekaan",
        "key": str(uuid4()),
    }
    wrong = client.post(ENTER, {**data, "idea_code": "000-000-000"})
    assert wrong.status_code == 422 and "Siti Rekaan" in text_of(wrong)
    assert client.post(ENTER, data).headers["Location"] == reverse("ideas:follow_entry")
    entry = Entry.objects.get()
    assert "Karya rekaan warga" not in text_of(client.get(EDITION))
    keeper()
    client.force_login(user("pengurus"))
    move = reverse("ideas:move_entry", args=[entry.pk])
    refused = client.post(move, {"stage": "REJECTED", "text": "", "version": 1})
    assert refused.status_code == 422
    client.post(move, {"stage": "REJECTED", "text": "Berkas tidak lengkap.", "version": 1})
    client.logout()
    page = text_of(client.post(reverse("ideas:follow_entry"), {"code": entry.tracking_code}))
    assert "Berkas tidak lengkap." in page and "Tidak dilanjutkan" in page
    assert client.post(reverse("ideas:follow_entry"), {"code": "K7M-4Q2-XPE"}).status_code == 422


def test_outside_its_days_the_form_says_when_and_what_else(client):
    an_edition(opens_on="2001-01-01", closes_on="2001-02-01")
    page = text_of(client.get(ENTER))
    assert "Pendaftaran tidak sedang dibuka" in page and "<form method" not in page.split("page-head")[1]


@pytest.mark.slow
def test_what_keepers_type_wrongly_comes_back(keeps):
    an_edition()
    weights = reverse("ideas:criteria", args=[YEAR])
    answer = keeps.post(weights, {"NEW": 70, "USE": 40, "version": 1})
    assert (
        answer.status_code == 422
        and "Bobot berjumlah 110" in text_of(answer)
        and 'value="70"' in text_of(answer)
    )
    assert keeps.post(weights, {"NEW": 70, "USE": 30, "version": 1}).status_code == 302
    juror = reverse("ideas:juror", args=[YEAR])
    assert keeps.post(juror, {"email": "tidak-ada@contoh.invalid"}).status_code == 422
    user("juri-a", opd="KANTOR-A")
    assert keeps.post(juror, {"email": "juri-a@contoh.invalid"}).status_code == 302
    page = text_of(keeps.post(reverse("ideas:close", args=[YEAR]), follow=True))
    assert "Belum ada finalis" in page


@pytest.mark.slow
def test_a_juror_sees_works_without_names_and_only_own_points(client):
    one, other = a_juror(), a_juror("juri-b", "KANTOR-B")
    row = finalist("Karya rekaan buta", by=keeper())
    own = finalist("Karya kantor sendiri", category="OFFICES", by=_officer("KANTOR-B"))
    score(row, one, 93, 71)
    client.force_login(other)
    pages = (
        text_of(client.get(TASKS))
        + text_of(client.get(reverse("ideas:score", args=[row.pk])))
        + text_of(client.get(EDITION))
    )
    assert "Karya rekaan buta" in pages and "ada kepentingan" in pages
    assert (
        "Peserta Rahasia" not in pages
        and not re.search(r'[\s>"](93|71)[\s<"]', pages)
        and "Juri-A" not in pages
    )
    assert client.get(reverse("ideas:score", args=[own.pk])).status_code == 403
    here = reverse("ideas:score", args=[row.pk])
    wrong = client.post(here, {"NEW": 101, "USE": 40, "remark": "catatan saya"})
    assert wrong.status_code == 422 and "catatan saya" in text_of(wrong)
    assert client.post(here, {"NEW": 88, "USE": 40}).status_code == 302
    assert Sheet.objects.get(juror__user=other).points == {"NEW": 88, "USE": 40}
    client.force_login(user("bukan-juri"))
    assert client.get(TASKS).status_code == 403 and client.get(here).status_code == 403


def _officer(opd: str):
    return actor_of(user(f"petugas-{opd.lower()}", opd=opd))


def closed() -> Entry:
    jurors, row = (a_juror(), a_juror("juri-b", "KANTOR-B")), finalist("Karya rekaan utama")
    for juror in jurors:
        score(row, juror, 80, 70)
    close_jury(year=YEAR, by=SYSTEM, at=AT)
    return row


def test_the_result_is_public_without_any_name(client):
    closed()
    page = text_of(client.get(EDITION))
    assert "Karya rekaan utama" in page and "76,00" in page and "80,00" in page
    assert not [name for name in ("Peserta Rahasia", "Juri-A", "Juri-B") if name in page]
    rows = CalamineWorkbook.from_filelike(BytesIO(client.get(EDITION, {"bentuk": "xlsx"}).content))
    line = rows.get_sheet_by_index(0).to_python()[1]
    assert line[1:3] == [1.0, "Karya rekaan utama"] and line[4:7] == [80.0, 70.0, 76.0]
    assert client.get(ENTRIES).status_code == 302
    assert text_of(client.get(reverse("ideas:editions"))).count("hasil terbit") == 1


def test_keepers_take_every_sheet_along_once_the_jury_closed(keeps):
    an_entry("Karya belum dinilai")
    book = CalamineWorkbook.from_filelike(BytesIO(keeps.get(ENTRIES, {"bentuk": "xlsx"}).content))
    assert len(book.sheet_names) == 1
    Entry.objects.all().delete()
    closed()
    book = CalamineWorkbook.from_filelike(BytesIO(keeps.get(ENTRIES, {"bentuk": "xlsx"}).content))
    assert [row[1] for row in book.get_sheet_by_index(2).to_python()] == [
        "Juri",
        "Juri-A Rekaan",
        "Juri-B Rekaan",
    ]
    page = text_of(keeps.get(ENTRIES))
    assert "Terbitkan sertifikat" in page and "Tutup penilaian" not in page


def test_a_certificate_is_checked_by_its_code_with_the_name_masked(client):
    made = certify(entry_id=closed().pk, by=keeper(), at=AT)
    check = reverse("ideas:check")
    found = client.post(check, {"code": made.check_code.lower().replace("-", " ")})
    assert found.headers["Location"] == reverse("ideas:certificate", args=[made.check_code])
    page = text_of(client.get(found.headers["Location"]))
    assert (
        made.number in page
        and "P*** R***" in page
        and "Peserta Rahasia" not in page
        and "benar diterbitkan" in page
    )
    wrong = client.post(check, {"code": "K7M-4Q2-XPD-8TR"})
    assert wrong.status_code == 422 and "K7M-4Q2-XPD-8TR" in text_of(wrong)
    unknown = client.get(reverse("ideas:certificate", args=["tidak-ada"]))
    assert unknown.status_code == 404 and "Tidak ada sertifikat dengan kode itu" in text_of(unknown)
    made.content["rank"] = 2
    made.save()
    assert "tidak cocok dengan sidiknya" in text_of(client.get(found.headers["Location"]))


@pytest.mark.slow
def test_who_guesses_codes_of_certificates_is_stopped(client):
    answers = [client.post(reverse("ideas:check"), {"code": new_tracking_code(length=12)}) for _ in range(21)]
    assert "Terlalu banyak permintaan" in text_of(answers[-1])
    address = reverse("ideas:certificate", args=[new_tracking_code(length=12)])
    assert client.get(address).status_code == 429


@pytest.mark.slow
def test_the_list_and_the_result_are_bounded(client):
    assert_bounded(client, LIST, lambda n: [shown() for _ in range(n)])
    assert_bounded(client, EDITION, lambda n: [finalist() for _ in range(n)])


@pytest.mark.slow
def test_who_was_not_the_quicker_looks_and_saves_again(keeps):
    idea, entry = shown("Antrean rekaan dari rumah"), an_entry("Karya rekaan")
    text = "Belum ada anggarannya tahun ini."
    url = reverse("ideas:answer", args=[idea.pk])
    assert_saved_when_sent_again(keeps, url, {"stage": "DECLINED", "text": text, "version": idea.version - 1})
    url, stale = reverse("ideas:criteria", args=[YEAR]), {"NEW": 70, "USE": 30, "version": 1}
    keeps.post(url, {"NEW": 50, "USE": 50, "version": 1})
    assert_saved_when_sent_again(keeps, url, stale, form="criteria_form")
    assert [one["weight"] for one in Edition.objects.get().criteria] == [70, 30]
    Entry.objects.update(version=3)
    stale = {"stage": "REJECTED", "text": "Berkas tidak lengkap.", "version": 1}
    assert_saved_when_sent_again(keeps, reverse("ideas:move_entry", args=[entry.pk]), stale)
    assert Entry.objects.get().stage_text == "Berkas tidak lengkap."
