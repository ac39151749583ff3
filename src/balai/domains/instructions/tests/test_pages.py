"""The pages of the room, and the desk where an instruction is answered and accepted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balai.domains.instructions.models import Instruction
from balai.domains.instructions.tests.factories import QUICK, give, leader, long_ago, make_limits, officer_of
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, State
from balai.engine.journal import public as journal
from balai.engine.notices.public import inbox
from balai.engine.people.public import Role, User
from balai.engine.people.testing import make_opd, make_user

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("instructions:list"), reverse("instructions:give")


@pytest.fixture
def leads(client):
    client.force_login(leader())
    return client


def form(page) -> dict:
    return {
        "title": "Rapikan papan nama rekaan",
        "text": "Semua papan nama rekaan terbaca dari jalan.",
        "clock_set": QUICK,
        "key": str(page.context["form"]["key"].value()),
    }


def test_the_form_gives_an_instruction_once(leads):
    make_limits()
    opds = [make_opd("SATU").pk, make_opd("DUA").pk]
    data = form(leads.get(NEW)) | {"opds": opds}
    for _ in range(2):
        assert leads.post(NEW, data).headers["Location"] == LIST
    assert sorted(Instruction.objects.values_list("addressee", flat=True)) == sorted(opds)


def test_a_form_without_addressee_comes_back_with_its_words(leads):
    make_limits()
    answer = leads.post(NEW, form(leads.get(NEW)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pilih sedikitnya satu instansi." in page and "terbaca dari jalan" in page


def test_another_page_may_fill_the_form(leads):
    make_limits()
    opd = make_opd()
    first = leads.get(NEW, {"opd": opd.pk, "subject": "Laporan RKN-1"}).context["form"].initial
    assert first == {"opds": [str(opd.pk)], "title": "Laporan RKN-1"}


@pytest.mark.parametrize(
    "query", ["?opd=x&tab=zzz&page=-1", "?opd=99999999999999999999", "?page=٣", "?opd=1&tab=done"]
)
def test_odd_addresses_still_answer(leads, query):
    assert leads.get(LIST + query).status_code == 200


def test_an_agency_reads_its_own_list_and_gives_nothing(client):
    one, two = make_opd("SATU"), make_opd("DUA")
    give(one, title="Untuk yang satu")
    give(two, title="Untuk yang dua")
    client.force_login(User.objects.get(pk=officer_of(one).user_id))
    page = client.get(LIST).content.decode()
    assert "Untuk yang satu" in page and "Untuk yang dua" not in page and NEW not in page
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {}).status_code == 403
    foreign = Instruction.objects.get(addressee=two)
    assert client.get(reverse("cases:case", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize(
    ("role", "list_page", "form_page"),
    [
        (Role.EXECUTIVE, 200, 200),
        (Role.COORDINATOR, 200, 200),
        (Role.OPD_ADMIN, 200, 403),
        (Role.FIELD_OFFICER, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.OPERATOR, 403, 403),
        (Role.VILLAGE_OFFICER, 403, 403),
        (Role.CITIZEN, 403, 403),
    ],
)
def test_who_opens_which_page(client, role, list_page, form_page):
    client.force_login(make_user(role))
    assert (client.get(LIST).status_code, client.get(NEW).status_code) == (list_page, form_page)


def test_visitors_sign_in_first(client):
    assert client.get(LIST).headers["Location"] == f"/masuk/?next={LIST}"


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(leads):
    give(make_opd("SATU"))
    leads.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        leads.get(LIST)
    for number in range(29):
        give(make_opd(f"OPD{number}"), at=long_ago())
    leads.get(LIST)
    with CaptureQueriesContext(connection) as thirty:
        leads.get(LIST)
    assert len(thirty) == len(one) <= 14


def desk(case_id: int, what: str = "") -> str:
    return reverse("cases:do", args=[case_id, what]) if what else reverse("cases:case", args=[case_id])


def test_from_giving_to_done_on_the_desk(client):
    opd = make_opd()
    row = give(opd, at=timezone.now() - timedelta(hours=2))[0]
    client.force_login(User.objects.get(pk=officer_of(opd).user_id))
    page = client.get(desk(row.pk)).content.decode()
    assert row.text in page and "dibaca pimpinan" in page and "terlihat umum" not in page
    assert "Pastikan selesai" not in page
    client.post(desk(row.pk, "terima"))
    client.post(desk(row.pk, "selesai"), {"text": "Sudah dirapikan semua."})
    assert Case.objects.get(pk=row.pk).state == State.SOLVED

    client.force_login(leader())
    page = client.get(desk(row.pk)).content.decode()
    assert "Dilaporkan selesai, menunggu pimpinan" in page and "pelapor" not in page.lower()
    client.post(desk(row.pk, "sanggah"), {"text": "Dua papan belum terbaca."})
    assert Case.objects.get(pk=row.pk).state == State.IN_PROGRESS

    client.force_login(User.objects.get(pk=officer_of(opd).user_id))
    client.post(desk(row.pk, "selesai"), {"text": "Sekarang semua terbaca."})
    client.force_login(leader())
    client.post(desk(row.pk, "pastikan"))
    assert Case.objects.get(pk=row.pk).state == State.CONFIRMED
    assert "Selesai menurut pimpinan" in client.get(desk(row.pk)).content.decode()


def test_the_agency_cannot_accept_its_own_work_on_the_desk(client):
    opd = make_opd()
    row = give(opd)[0]
    cases.reply(case_id=row.pk, text="Sudah.", is_final=True, by=officer_of(opd), at=timezone.now())
    client.force_login(User.objects.get(pk=officer_of(opd).user_id))
    assert client.post(desk(row.pk, "pastikan")).status_code == 403
    assert Case.objects.get(pk=row.pk).state == State.ANSWERED


def test_the_giver_is_told_in_his_own_words():
    make_opd("KOORD", is_coordinator=True)
    opd, at = make_opd(), timezone.now()
    row = give(opd)[0]
    cases.accept(case_id=row.pk, by=officer_of(opd), at=at)
    journal.seal(at=at)
    journal.run_followers(at=at)
    told = [(notice.subject, notice.body) for notice in inbox(leader())]
    assert [subject for subject, _ in told] == [f"Diterima untuk dikerjakan: ARAHAN-{row.pk}"]
    assert "menerima arahan Anda" in told[0][1] and desk(row.pk) in told[0][1]
