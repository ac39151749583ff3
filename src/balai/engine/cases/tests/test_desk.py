"""The officers' desk through its addresses: what is listed, what can be done, what is typed is never lost."""

import io
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.engine.cases import public as cases
from balai.engine.cases.models import Case, SavedView
from balai.engine.cases.terms import Act, State
from balai.engine.cases.views import inbox
from balai.engine.cases.views.case import _filled
from balai.engine.journal.public import append
from balai.engine.people.public import Role, actor_of
from balai.kits.testing.queries import assert_bounded

from .factories import account, codes, hours, make_case, make_region, officer, opd

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan."
INBOX = "/petugas/"


@pytest.fixture
def now():
    """The desk reads the clock: cases of these tests were opened a little before."""
    make_region()
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def desk(client):
    """Sign in as somebody; returns the account."""

    def sign_in(role: Role = Role.OPD_ADMIN, code: str = "ROADS"):
        user = account(role, code)
        client.force_login(user)
        return user

    return sign_in


def listed(client, query: str = "") -> set[str]:
    """The titles on the page."""
    page = client.get(f"{INBOX}?{query}")
    assert page.status_code == 200
    return {row.title for row in page.context["rows"]}


# --- who sees what


def test_visitors_are_sent_to_sign_in(client, now):
    case = make_case(at=now)
    for url in (INBOX, reverse("cases:case", args=[case.pk]), reverse("cases:export")):
        assert client.get(url).status_code == 302
    assert client.post(reverse("cases:do", args=[case.pk, "terima"])).status_code == 302
    assert codes(case) == [Act.OPENED]


def test_the_inbox_is_ones_own(client, desk, now):
    make_case("ROADS", at=now, title="punya kami")
    make_case("WATER", at=now, title="punya mereka")
    desk()
    assert listed(client, "tab=all") == {"punya kami"}
    desk(Role.COORDINATOR, "COORDINATOR")
    assert listed(client, "tab=all") == {"punya kami", "punya mereka"}


@pytest.mark.parametrize(("role", "code", "status"), [(Role.OPD_ADMIN, "ROADS", 200), (Role.OPD_ADMIN, "LIGHTS", 404), (Role.OPD_ADMIN, "WATER", 404), (Role.COORDINATOR, "COORDINATOR", 200), (Role.EXECUTIVE, "", 404), (Role.AUDITOR, "", 404), (Role.COORDINATOR, "WATER", 404)])  # fmt: skip
def test_an_invisible_case_is_not_there(client, desk, now, role, code, status):
    case = make_case(
        "ROADS", at=now, title="rahasia besar", is_confidential=True, barred_opd_id=opd("WATER").pk
    )
    desk(role, code or "ROADS")
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == status
    assert (listed(client, "tab=all") == {"rahasia besar"}) is (status == 200)
    assert (b"rahasia besar" in sheet_bytes(client)) is (status == 200)
    if status == 404:
        assert client.post(reverse("cases:do", args=[case.pk, "catat"]), {"text": TEXT}).status_code == 404
        assert codes(case) == [Act.OPENED]


# --- tabs and filters


def test_tabs_and_filters(client, desk, now):
    user = desk()
    by, key = officer(), "title"
    make_case(at=now, **{key: "baru"}, area_id="99.01.01")
    late = make_case(at=now - timedelta(days=60), **{key: "terlambat"})
    mine = make_case(at=now, **{key: "tugas saya"}, category_code="LAIN")
    answered = make_case(at=now, **{key: "dijawab"})
    closed = make_case(at=now, **{key: "ditutup"})
    cases.assign(case_id=mine.pk, user=user, by=by, at=now)
    cases.reply(case_id=answered.pk, text=TEXT, is_final=True, by=by, at=now)
    cases.close(case_id=closed.pk, reason="DUPLICATE", text=TEXT, by=by, at=now)
    table = {
        "": {"baru", "terlambat", "tugas saya"},
        "tab=open": {"baru", "terlambat", "tugas saya"},
        "tab=mine": {"tugas saya"},
        "tab=late": {"terlambat"},
        "tab=waiting": {"dijawab"},
        "tab=done": {"ditutup"},
        "tab=decide": set(),
        "tab=nonsense": {"baru", "terlambat", "tugas saya"},
        "tab=all": {"baru", "terlambat", "tugas saya", "dijawab", "ditutup"},
        "q=TUGAS": {"tugas saya"},
        f"q={late.pk}": {"terlambat"},
        f"q={late.tracking_code}": {"terlambat"},
        "q=zzz": set(),
        "area=99.01.01": {"baru"},
        "area=99.01": {"baru"},
        "area=99.01.0": set(),
        "category=LAIN": {"tugas saya"},
        "kind=JANJI_REKAAN": {"baru", "terlambat", "tugas saya"},
        "kind=LAIN": set(),
        "due=late": {"terlambat"},
        "due=today": {"terlambat"} | ({"baru", "tugas saya"}),
        f"holder={opd('WATER').pk}&tab=all": set(),
    }
    assert {query: listed(client, query) for query in table} == table


def test_the_most_urgent_comes_first(client, desk, now):
    desk()
    for days in (1, 9, 5):
        make_case(at=now - timedelta(days=days), title=f"{days} hari")
    assert [row.title for row in client.get(INBOX).context["rows"]] == ["9 hari", "5 hari", "1 hari"]


ODD = ["page=0", "page=-1", "page=²", "page=99999999999999999999", "page=abc", "q=%00", "holder=²", "holder=999999999999999999999", "area=%27", "due=x", "q=%25_%5C", "category=%00", "tab=%00"]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_odd_addresses_give_a_page(client, desk, now, query):
    desk()
    make_case(at=now)
    assert client.get(f"{INBOX}?{query}").status_code == 200
    assert client.get(f"{reverse('cases:export')}?{query}").status_code == 200


def test_pages_follow_one_another(client, desk, now, monkeypatch):
    monkeypatch.setattr(inbox, "PAGE", 2)
    desk()
    for number in range(5):
        make_case(at=now + timedelta(seconds=number), title=f"nomor {number}")
    seen, url = [], f"{INBOX}?tab=all"
    while url:
        page = client.get(url)
        seen += [row.title for row in page.context["rows"]]
        url = f"{INBOX}{page.context['next_url']}" if page.context["next_url"] else ""
    assert seen == [f"nomor {number}" for number in range(5)]


def test_saved_views(client, desk, now):
    user = desk()
    other = account()
    SavedView.objects.create(user=other, name="milik orang", query="tab=all")
    save = reverse("cases:save_view")
    assert client.post(save, {"name": "Jalan", "query": "q=jalan"}).url.endswith("q=jalan")
    client.post(save, {"name": "Jalan", "query": "q=lubang"})
    client.post(save, {"name": "  ", "query": "q=x"})
    assert list(SavedView.objects.filter(user=user).values_list("name", "query")) == [("Jalan", "q=lubang")]
    page = client.get(INBOX).content.decode()
    assert "Jalan" in page
    assert "milik orang" not in page
    foreign = SavedView.objects.get(user=other)
    for remove in (foreign.pk, "abc", "²", "9" * 30):
        assert client.post(save, {"remove": remove}).status_code == 302
    assert SavedView.objects.filter(pk=foreign.pk).exists()
    client.post(save, {"remove": SavedView.objects.get(user=user).pk})
    assert not SavedView.objects.filter(user=user).exists()


# --- many at once


def test_bulk_does_what_it_may_and_says_what_it_did_not(client, desk, now):
    desk()
    own, taken, foreign = make_case(at=now), make_case(at=now), make_case("WATER", at=now)
    cases.accept(case_id=taken.pk, by=officer(), at=now)
    page = client.post(
        reverse("cases:bulk"),
        {"what": "terima", "case": [own.pk, taken.pk, foreign.pk, "x", "²"]},
        follow=True,
    )
    said = [str(message) for message in page.context["messages"]]
    assert said[0].startswith("1 kasus selesai")
    assert len(said) == 3
    assert codes(own) == [Act.OPENED, Act.ACCEPTED]
    assert codes(foreign) == [Act.OPENED]


BULK = [
    ({"what": "jawab", "text": TEXT}, Act.REPLIED),
    ({"what": "jawab", "text": " "}, None),
    ({"what": "tugaskan", "user": "colleague"}, Act.ASSIGNED),
    ({"what": "tugaskan", "user": "abc"}, None),
    ({"what": "tugaskan"}, None),
    ({"what": "hapus"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("form", "act"), BULK)
def test_bulk_acts(client, desk, now, form, act):
    desk()
    case = make_case(at=now)
    if form.get("user") == "colleague":
        form = {**form, "user": account(Role.FIELD_OFFICER).pk}
    assert client.post(reverse("cases:bulk"), {**form, "case": [case.pk]}).status_code == 302
    assert codes(case) == [Act.OPENED, *([act] if act else [])]


# --- the export


def sheet_bytes(client, query: str = "tab=all") -> bytes:
    """The shared strings of the workbook."""
    answer = client.get(f"{reverse('cases:export')}?{query}")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return book.read("xl/sharedStrings.xml")


def test_the_export_runs_no_formulas_and_tells_no_codes(client, desk, now):
    desk()
    wild = ['=HYPERLINK("http://contoh.example","x")', "+1+1", "-1", "@SUM(A1)", "http://contoh.example/"]
    made = [make_case(at=now, title=title) for title in wild]
    answer = client.get(f"{reverse('cases:export')}?tab=all")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = book.read("xl/sharedStrings.xml").decode()
        assert not [name for name in book.namelist() if "externalLink" in name or "_rels/sheet" in name]
    spaces = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert sheet.findall(".//m:f", spaces) == []
    assert len(sheet.findall(".//m:row", spaces)) == 1 + len(made)
    assert not any(case.tracking_code in strings for case in made)


def test_an_empty_export_is_a_workbook(client, desk, now):
    desk()
    answer = client.get(reverse("cases:export"))
    assert zipfile.is_zipfile(io.BytesIO(answer.content))


# --- the case page and its acts

FORMS = {
    "terima": {},
    "jawab": {"text": TEXT},
    "tolak": {"reason": "NOT_OURS", "opd": "WATER", "text": TEXT},
    "tugaskan": {"user": "colleague"},
    "catat": {"text": TEXT},
    "tutup": {"reason": "DUPLICATE", "text": TEXT},
}


@pytest.mark.parametrize("what", FORMS)
def test_an_act_from_the_page(client, desk, now, what):
    desk()
    case, form = make_case(at=now), dict(FORMS[what])
    if "opd" in form:
        form["opd"] = opd(form["opd"]).pk
    if "user" in form:
        form["user"] = account(Role.FIELD_OFFICER).pk
    answer = client.post(reverse("cases:do", args=[case.pk, what]), {**form, "version": case.version})
    assert answer.status_code == 302
    assert len(codes(case)) == 2
    assert client.get(answer.url).status_code == 200


REFUSED = [
    ("jawab", {"text": "ab"}, 400, "ab"),
    ("jawab", {"text": "Jawaban panjang yang tidak boleh hilang", "version": 5}, 409, "Jawaban panjang yang tidak boleh hilang"),
    ("tolak", {"text": "Bukan ranah kami, ini alasannya"}, 400, "Bukan ranah kami, ini alasannya"),
    ("tolak", {"text": "Alasannya begini", "opd": "²", "reason": "NOT_OURS"}, 400, "Alasannya begini"),
    ("tutup", {"text": "Sudah ada laporan lain", "reason": "X"}, 400, "Sudah ada laporan lain"),
    ("tugaskan", {"user": "abc"}, 400, ""),
    ("lanjut", {}, 409, ""),
    ("putuskan", {"text": "Saya putuskan saja", "opd": ""}, 400, "Saya putuskan saja"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "form", "status", "kept"), REFUSED)
def test_a_refusal_keeps_what_was_typed(client, desk, now, what, form, status, kept):
    desk()
    case = make_case(at=now)
    answer = client.post(reverse("cases:do", args=[case.pk, what]), form)
    assert answer.status_code == status
    assert kept in answer.content.decode()
    assert codes(case) == [Act.OPENED]


def test_words_are_escaped(client, desk, now):
    desk()
    case = make_case(at=now, title="<script>alert(1)</script>")
    answer = client.post(reverse("cases:do", args=[case.pk, "jawab"]), {"text": "<b>", "version": 9})
    for page in (answer, client.get(INBOX), client.get(reverse("cases:case", args=[case.pk]))):
        assert b"<script>alert" not in page.content


def test_unknown_acts_and_cases_are_not_found(client, desk, now):
    desk()
    case = make_case(at=now)
    assert client.post(reverse("cases:do", args=[case.pk, "hapus"])).status_code == 404
    assert client.get(reverse("cases:do", args=[case.pk, "terima"])).status_code == 405
    assert client.get(f"/petugas/kasus/{2**70}/").status_code == 404


def test_who_gives_a_case_away_comes_back_to_the_inbox(client, desk, now):
    desk()
    case = make_case(at=now)
    form = {"reason": "NOT_OURS", "opd": opd("WATER").pk, "text": TEXT, "version": 0}
    assert client.post(reverse("cases:do", args=[case.pk, "tolak"]), form).url == INBOX


def test_the_page_offers_only_what_may_be_done(client, desk, now):
    case = make_case(at=now)
    desk(Role.FIELD_OFFICER)
    offered = {act.slug for act in client.get(reverse("cases:case", args=[case.pk])).context["acts"]}
    assert offered == {"terima", "jawab", "catat"}
    desk(Role.EXECUTIVE)
    offered = {act.slug for act in client.get(reverse("cases:case", args=[case.pk])).context["acts"]}
    assert offered == {"catat"}


def test_ready_answers_do_not_tell_the_tracking_code(client, desk, now):
    """They become public words, and the code is the power to confirm."""
    desk()
    case = make_case(at=now)
    page = client.get(reverse("cases:case", args=[case.pk]))
    assert page.context["replies"][0]["text"].startswith("Laporan ")
    assert case.tracking_code not in page.content.decode()
    assert case.tracking_code not in client.get(INBOX).content.decode()


# --- queries


def test_the_inbox_costs_the_same_for_thirty(client, desk, now):
    user = desk()
    by = actor_of(user)

    def rows(count: int) -> None:
        for number in range(count):
            case = make_case(at=now, area_id="99.01.01", title=f"kasus {number}")
            cases.assign(case_id=case.pk, user=account(Role.FIELD_OFFICER), by=by, at=now)

    assert_bounded(client, INBOX, rows)
    assert_bounded(client, reverse("cases:export"), rows)


def test_a_long_thread_costs_the_same(client, desk, now):
    user = desk()
    case = make_case(at=now)

    def rows(count: int) -> None:
        for number in range(count):
            cases.remark(case_id=case.pk, text=f"Catatan {number}", is_public=True, by=actor_of(user), at=now)

    assert_bounded(client, reverse("cases:case", args=[case.pk]), rows)


def test_foreign_journal_entries_do_not_break_the_thread(client, desk, now):
    """Looking at a contact or following a case stands in the same history, but is no act on the case."""
    desk()
    case = make_case(at=now)
    append(code="CONTACT_SHOWN", subject=("case", case.pk), by=officer(), at=now + hours(0))
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 200
    assert cases.replayed(case).state == State.RECEIVED
    assert Case.objects.get(pk=case.pk).version == 0


# --- ready answers


REPLIES = [
    ("Laporan {nomor}.", "Laporan 7."),
    ("{tempat.__class__.__mro__} {opd!r} {0} {nomor:>99999999}", "{tempat.__class__.__mro__} {opd!r} {0} {nomor:>99999999}"),
    ("Kurung { terbuka", "Kurung { terbuka"),
    ("{lain}", "{lain}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filled"), REPLIES)
def test_a_ready_answer_reaches_nothing_but_its_blanks(text, filled):
    assert _filled(text, {"nomor": "7", "opd": "Dinas", "tempat": "Rekaan"}) == filled
