"""A report whose subject stopped its processing stays where it is, marked, and nobody works on it until it is free again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.actions.contact import show_contact
from balai.domains.citizen_reports.actions.numbers import show_numbers
from balai.domains.citizen_reports.actions.remarks import add_words
from balai.domains.citizen_reports.terms import HOLDING
from balai.engine.cases import public as cases
from balai.engine.cases.field_queries import taken_along
from balai.engine.data_subjects.public import release, restrict
from balai.engine.journal.public import history
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Conflict, Refused

from .factories import file, officer, words_of_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """One that is restricted."""
    row = file(identity="OPEN", email="wati@contoh.example")
    restrict(kind=HOLDING, row_id=row.pk, by=SYSTEM, at=timezone.now())
    return row


def codes(report) -> list[str]:
    return [entry.code for entry in history(subject=("case", report.pk))]


@pytest.mark.parametrize(
    "work",
    [
        lambda act: cases.accept(**act),
        lambda act: cases.reply(text="Kami periksa.", is_final=True, **act),
        lambda act: cases.remark(text="Catatan rekaan", is_public=False, **act),
        lambda act: cases.close(reason="DUPLICATE", text="Sudah dilaporkan.", **act),
        lambda act: show_contact(**act),
        lambda act: show_numbers(**act),
    ],
)
def test_no_officer_works_on_it(report, work):
    act = {"case_id": report.pk, "by": officer(report.case.holder), "at": timezone.now()}
    before = codes(report)
    with pytest.raises(Conflict) as caught:
        work(act)
    assert caught.value.code == "CASE_RESTRICTED" and "koordinator" in caught.value.message
    assert (codes(report), cases.Remark.objects.count()) == (before, 0)


def test_no_other_report_is_put_under_it(report):
    other = file(text="Jalan berlubang yang sama, rekaan.", at=timezone.now())
    by = officer(report.case.holder)
    for member, head in ((other, report), (report, other)):
        with pytest.raises(Refused):
            cases.merge(case_id=member.pk, into_id=head.pk, by=by, at=timezone.now())
    assert "CASE_MERGED" not in codes(other) + codes(report)


def test_its_reporter_may_still_speak_and_take_it_back(report):
    add_words(report=report, text="Saya sedang menyanggah datanya.", by=CITIZEN, at=timezone.now())
    cases.withdraw(case_id=report.pk, by=CITIZEN, at=timezone.now())
    assert codes(report)[-2:] == ["CASE_REMARKED", "CASE_WITHDRAWN"]


def test_time_warns_nobody_of_it_until_it_is_free(report):
    other, later = file(at=report.created_at), timezone.now() + timedelta(days=60)
    cases.sweep(at=later)
    assert codes(report) == ["CASE_OPENED"] and "CASE_ESCALATED" in codes(other)
    release(kind=HOLDING, row_id=report.pk, by=SYSTEM, at=later)
    cases.sweep(at=later)
    assert "CASE_ESCALATED" in codes(report)
    cases.accept(case_id=report.pk, by=officer(report.case.holder), at=later)


def test_no_phone_takes_it_along(report):
    by, free = officer(report.case.holder, "FIELD_OFFICER"), file()
    assert [case.pk for case in taken_along(by)] == [free.pk]


@pytest.mark.slow
def test_the_desk_shows_the_mark_and_offers_nothing(client, report):
    mine = make_user(Role.OPD_ADMIN, opd=report.case.holder)
    client.force_login(mine)
    assert "dibatasi" in client.get("/petugas/").content.decode()
    page = client.get(f"/petugas/kasus/{report.pk}/").content.decode()
    assert "Pemrosesan data ini dibatasi" in page and "Pasal 41" in page
    for offered in ("Terima dan kerjakan", "Tampilkan kontak", "Ganti kategori"):
        assert offered not in page
    refused = client.post(f"/petugas/kasus/{report.pk}/terima/")
    assert refused.status_code == 409 and "Data kasus ini dibatasi" in refused.content.decode()
    told = client.get(f"/petugas/laporan/{report.pk}/kontak/", follow=True).content.decode()
    assert "Data kasus ini dibatasi" in told and "wati@contoh.example" not in told
    assert "di depan pasar" not in words_of_workbook(client.get("/petugas/ekspor.xlsx").content)
    release(kind=HOLDING, row_id=report.pk, by=actor_of(mine), at=timezone.now())
    assert "di depan pasar" in words_of_workbook(client.get("/petugas/ekspor.xlsx").content)
    page = client.get(f"/petugas/kasus/{report.pk}/").content.decode()
    assert "dibatasi" not in page and "Terima dan kerjakan" in page


@pytest.mark.slow
def test_the_coordinator_has_them_in_a_list(client, report):
    free = file(text="Lampu rekaan mati sejak kemarin.")
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder))
    assert "?tab=restricted" not in client.get("/petugas/").content.decode()
    client.force_login(make_user(Role.COORDINATOR))
    assert "?tab=restricted" in client.get("/petugas/").content.decode()
    rows = client.get("/petugas/?tab=restricted").context["rows"]
    assert [row.pk for row in rows] == [report.pk] and free.pk != report.pk
