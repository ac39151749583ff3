"""What the pages show, to whom, and what the form refuses."""

from io import BytesIO

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.engine.duties.models import Duty
from balai.engine.duties.tests.factories import OWNERS, SECRET, TASK, account, give, known_kinds, offices
from balai.engine.people.public import Role, User
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db
NEW = f"/kewajiban/baru/?kind={TASK}&about_kind=REKAAN&about_id="


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds():
        yield


def signed_in(by) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def now_given(**words) -> Duty:
    now = timezone.now()
    return give(at=now, due=timezone.localdate(now), **words)


def test_everybody_reads_who_owes_what_but_not_the_closed_kinds():
    now_given(title="Yang terbuka"), now_given(kind=SECRET, title="Yang tertutup")
    page = Client().get("/kewajiban/").content.decode()
    assert "Yang terbuka" in page and "Rencana rekaan 1" in page and "Dinas Pemegang" in page
    assert "Yang tertutup" not in page and "/petugas/" not in page and "daftar.xlsx" not in page
    officers = signed_in(account(offices()[1])).get("/kewajiban/").content.decode()
    assert "Yang tertutup" in officers and "/petugas/" in officers


def test_the_list_is_narrowed_and_bounded():
    duty = now_given()
    path = f"/kewajiban/?opd={duty.case.holder_id}&kind={TASK}"
    assert "Pasang papan nama rekaan" in Client().get(path).content.decode()
    for other in ("tab=done", "opd=99", f"kind={SECRET}"):
        assert "Pasang papan nama" not in Client().get(f"/kewajiban/?{other}").content.decode()
    assert_bounded(Client(), "/kewajiban/", lambda n: [now_given() for _ in range(n)], most=15)


def test_the_list_as_excel():
    now_given(title="=1+1 bukan rumus")
    answer = signed_in(account(offices()[1])).get("/kewajiban/daftar.xlsx")
    [_, row] = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert row[1:5] == ["Tugas rekaan", "=1+1 bukan rumus", "Rencana rekaan 1", "Pemegang"]


def test_the_owner_gives_one_by_form_and_typed_words_stay():
    giver, holder = offices()
    OWNERS["7"] = giver.pk
    client, today = signed_in(account(giver)), timezone.localdate(timezone.now())
    typed = {"title": "Sambungkan lampu rekaan", "holder": holder.pk, "text": "", "due": "2020-01-01"}
    typed["key"] = "00000000-0000-4000-8000-000000000007"
    refused = client.post(NEW + "7", typed)
    assert refused.status_code == 422 and "Sambungkan lampu rekaan" in refused.content.decode()
    for _ in range(2):
        done = client.post(NEW + "7", {**typed, "due": today.isoformat()})
        assert done.status_code == 302 and done.headers["Location"] == "/rekaan/7/"
    assert Duty.objects.get().about_id == "7"


def test_who_may_not_give_and_what_is_not_there():
    giver, _ = offices()
    assert signed_in(account(giver)).get(NEW + "7").status_code == 403
    assert signed_in(account(giver)).get(NEW + "hilang").status_code == 404
    assert signed_in(account(giver)).get("/kewajiban/baru/").status_code == 404
    assert Client().get(NEW + "7").status_code == 302


def panel(by=None) -> str:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=by.user_id) if by else None
    return Template('{% load duties %}{% duty_panel "REKAAN" 1 %}').render(Context({"request": request}))


def test_the_panel_of_a_thing():
    giver, _ = offices()
    assert "Belum ada tugas" in panel()
    now_given(), now_given(kind=SECRET, title="Yang tertutup")
    assert "Pasang papan nama rekaan" in panel() and "Yang tertutup" not in panel()
    assert "Beri tugas" not in panel(account(giver)) and "Yang tertutup" in panel(account(giver))
    assert "Beri tugas" in panel(account(None, Role.EXECUTIVE))


def test_any_officer_may_open_it_and_the_desk_offers_each_his_own():
    giver, holder = offices()
    duty = now_given(text="Hanya untuk petugas.")
    path = f"/petugas/kasus/{duty.pk}/"
    theirs, mine = signed_in(account(holder)).get(path), signed_in(account(giver)).get(path)
    assert "Hanya untuk petugas." in theirs.content.decode() and "Rencana rekaan 1" in theirs.content.decode()
    assert [act.slug for act in theirs.context["acts"]] == ["terima", "jawab", "tugaskan", "catat", "tolak"]
    assert [act.slug for act in mine.context["acts"]] == ["catat", "tarik"]
