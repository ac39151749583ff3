"""Wati asks what the regency holds of her, and it is all there; what she restricts nobody sees; what she erases is gone."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import file, make_region
from balai.domains.data_protection.actions import answering, destroying
from balai.domains.data_protection.actions.asking import Asked, file_request, prove_address
from balai.domains.data_protection.queries.requests import as_data, holdings_of
from balai.domains.data_protection.tests.factories import confirms, make_clocks, works
from balai.domains.residents import public as residents
from balai.domains.residents.models import Resident
from balai.domains.residents.tests.factories import applied, officer, person, table
from balai.engine.cases.public import Case, watch
from balai.engine.data_subjects.public import Trace
from balai.engine.journal.public import run_followers, seal
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import CITIZEN, SYSTEM

pytestmark = pytest.mark.django_db
MAIL, PHONE = "wati.rekaan@contoh.example", "081200000009"
WORDS = "Permintaan rekaan ini kami penuhi."


@pytest.fixture
def at():
    make_region()
    make_clocks()
    return timezone.now()


def followed():
    seal(at=timezone.now())
    run_followers(at=timezone.now())


def ask(right, at, *, contact=MAIL, codes=()):
    asked = Asked(right=right, contact=contact, text="Permintaan rekaan", codes=codes)
    return file_request(asked=asked, key=uuid4(), by=CITIZEN, at=at)


def proven(right, at, **more):
    row = ask(right, at, **more)
    return prove_address(request_id=row.pk, by=CITIZEN, at=at)


def at_desk(right, nik, at):
    return file_request(
        asked=Asked(right=right, nik=nik, text="Permintaan rekaan"), key=uuid4(), by=works(), at=at
    )


def kinds(row):
    return sorted({one.kind for one in holdings_of(row)})


def test_access_finds_everything_under_the_address_and_equals_the_database(at):
    report = file(email=MAIL, phone=PHONE, identity="OPEN", name="Wati Rekaan")
    file(email="lain@contoh.example", identity="OPEN", name="Orang Lain")
    watch(case_id=report.pk, by=CITIZEN, at=at, email=MAIL)
    followed()
    row = proven("ACCESS", at)
    assert {"cases.Watcher", "citizen_reports.Report"} <= set(kinds(row))
    copy = json.dumps(as_data(holdings_of(row), number="DP", at=at), ensure_ascii=False)
    assert all(text in copy for text in (report.text, "Wati Rekaan", MAIL, PHONE))
    assert "Orang Lain" not in copy
    # The phone finds the same report, though its contact was kept under the address.
    assert "citizen_reports.Report" in kinds(proven("ACCESS", at, contact="+62 812-0000-0009"))


def test_the_code_of_a_report_proves_that_report_and_nothing_else(at):
    mine = file(email=MAIL, identity="OPEN", name="Wati Rekaan")
    other = file(email=MAIL, identity="OPEN", name="Wati Rekaan")
    followed()
    row = ask("ACCESS", at, codes=[mine.case.tracking_code])
    assert [(one.kind, one.row_id) for one in holdings_of(row)] == [("citizen_reports.Report", mine.pk)]
    assert other.pk != mine.pk


def test_at_the_desk_the_card_finds_the_register_of_residents(at):
    who = person(1)
    applied(table([who]))
    row = at_desk("ACCESS", who["nik"], at)
    assert kinds(row) == ["residents.Resident"]
    facts = {fact.label: fact.value for one in holdings_of(row) for fact in one.facts}
    assert facts["NIK"] == who["nik"]
    right = at_desk("CORRECTION", who["nik"], at)
    (record,) = holdings_of(right)
    target = {"kind": record.kind, "row_id": record.row_id, "name": "alamat"}
    answering.correct(request_id=right.pk, value="Jalan Rekaan 9", **target, by=works(), at=at)
    assert Resident.objects.get().person["alamat"] == "Jalan Rekaan 9"
    erase = at_desk("ERASURE", who["nik"], at)
    chosen = [(record.kind, record.row_id)]
    answering.propose_erasure(request_id=erase.pk, chosen=chosen, text=WORDS, by=works(), at=at)
    done = answering.confirm_erasure(request_id=erase.pk, by=confirms(), at=at)
    assert (done.case.step, Resident.objects.count()) == ("REFUSED", 1)
    assert "UU 6/2014" in done.kept[0][2]


def test_a_restricted_report_is_seen_nowhere_until_it_is_free_again(at, client):
    report = file(email=MAIL, identity="OPEN", name="Wati Rekaan", text="Lampu rekaan di gang mati total.")
    followed()
    row = proven("RESTRICTION", at)
    chosen = [("citizen_reports.Report", report.pk)]
    pages = [
        reverse("citizen_reports:list"),
        reverse("citizen_reports:table"),
        reverse("citizen_reports:feed"),
    ]
    assert all("Lampu rekaan" in seen(client, url) for url in pages)
    answering.restrict(request_id=row.pk, chosen=chosen, by=works(), at=at)
    assert not any("Lampu rekaan" in seen(client, url) for url in pages)
    answering.release(request_id=row.pk, chosen=chosen, by=works(), at=at)
    assert all("Lampu rekaan" in seen(client, url) for url in pages)


def seen(client: Client, url: str) -> str:
    answer = client.get(url)
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def test_a_restricted_resident_is_neither_listed_nor_found_nor_counted(at, client):
    who = person(1)
    applied(table([who, person(2)]))
    keeper = officer()
    client.force_login(keeper)
    mine = Resident.objects.order_by("pk").first()
    nik = mine.person["nik"]
    row = at_desk("RESTRICTION", nik, at)
    listing, show = reverse("residents:list"), reverse("residents:person", args=[mine.pk])
    assert mine.name in client.get(listing).content.decode()
    answering.restrict(request_id=row.pk, chosen=[("residents.Resident", mine.pk)], by=works(), at=at)
    assert mine.name not in client.get(listing).content.decode()
    assert client.get(show).status_code == 404
    assert residents.find(nik, area_id=keeper.area_id) is None
    assert residents.search(mine.name, area_id=keeper.area_id, most=5) == []


def test_consent_withdrawn_ends_news_and_name_but_not_the_report(at):
    report = file(email=MAIL, identity="OPEN", name="Wati Rekaan")
    watch(case_id=report.pk, by=CITIZEN, at=at, email=MAIL)
    followed()
    row = proven("WITHDRAWAL", at)
    chosen = [
        (one.kind, one.row_id)
        for one in holdings_of(row)
        if one.kind in {"cases.Watcher", "citizen_reports.Report"}
    ]
    answering.withdraw_consent(request_id=row.pk, chosen=chosen, by=works(), at=at)
    report.refresh_from_db()
    assert (report.reporter_name, report.email, report.case.watchers.count()) == (None, None, 0)
    assert not Trace.objects.filter(kind="citizen_reports.Report").exists()


def test_an_open_report_is_not_erased_and_a_closed_one_is(at):
    report = file(
        email=MAIL, identity="OPEN", name="Wati Rekaan", text="NIK 3325110101900001, jalan berlubang."
    )
    followed()
    for state, step in (("RECEIVED", "REFUSED"), ("CLOSED", "GRANTED")):
        Case.objects.filter(pk=report.pk).update(state=state)
        row = proven("ERASURE", at)
        chosen = [("citizen_reports.Report", report.pk)]
        answering.propose_erasure(request_id=row.pk, chosen=chosen, text=WORDS, by=works(), at=at)
        done = answering.confirm_erasure(request_id=row.pk, by=confirms(), at=at)
        assert done.case.step == step
    report.refresh_from_db()
    assert (report.reporter_name, report.email, report.contact_key) == (None, None, "")
    assert "3325110101900001" not in report.text


def test_when_its_time_is_over_nobody_is_in_the_report_any_more(at):
    value = {"amount": 2, "unit": "YEARS", "way": "ANONYMISE", "from": "selesai"}
    Parameter.objects.create(
        code="data_protection.retention.CITIZEN_REPORTS", value=value, valid_from=date(2020, 1, 1)
    )
    report = file(email=MAIL, identity="OPEN", name="Wati Rekaan")
    followed()
    Case.objects.filter(pk=report.pk).update(state="CLOSED", closed_at=at)
    assert destroying.destroy_due(by=SYSTEM, at=at + timedelta(days=700)) is None
    run = destroying.destroy_due(by=SYSTEM, at=at + timedelta(days=800))
    report.refresh_from_db()
    assert (run.count, report.reporter_name, report.email) == (1, None, None)
    assert Report.objects.filter(pk=report.pk).exists()
    assert not Trace.objects.filter(kind="citizen_reports.Report").exists()
    assert destroying.destroy_due(by=SYSTEM, at=at + timedelta(days=801)) is None
