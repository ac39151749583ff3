"""A report is filed: every refusal, exactly once, nothing half, and nobody sees what he must not."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from balai.domains.citizen_reports.actions.contact import show_contact
from balai.domains.citizen_reports.actions.filing import Draft, file_report
from balai.domains.citizen_reports.actions.rulebook import publish_rules
from balai.domains.citizen_reports.models import Report, RuleSet
from balai.domains.citizen_reports.queries import public_reports
from balai.domains.citizen_reports.reference import forget_reference
from balai.domains.citizen_reports.routing import dry_run, explain
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal.models import Entry
from balai.engine.journal.public import history
from balai.engine.organizations.public import Mandate
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.kits.testing.threads import at_once, shared_database

from .factories import DESA, OUTSIDE, PLACE, file, make_category, make_opd, make_region, officer, photo

pytestmark = pytest.mark.django_db

# What is given, the code of the refusal, and the field that it is shown at.
REFUSALS = [
    ({"text": ""}, "TEXT_TOO_SHORT", "text"),
    ({"text": "pendek"}, "TEXT_TOO_SHORT", "text"),
    ({"text": "y" * 4001}, "TEXT_TOO_LONG", "text"),
    ({"text": "Jalan rusak \x00 di sini"}, "TEXT_UNREADABLE", "text"),
    ({"text": "Jalan rusak \u202e di sini"}, "TEXT_UNREADABLE", "text"),
    ({"landmark": "p" * 201}, "TEXT_TOO_LONG", "landmark"),
    ({"report_type": "GOSSIP"}, "TYPE_UNKNOWN", "report_type"),
    ({"identity": "SOMEBODY"}, "IDENTITY_UNKNOWN", "identity"),
    ({"category_code": "NOPE"}, "CATEGORY_UNKNOWN", "category"),
    ({"area_code": "", "latitude": None, "longitude": None}, "PLACE_MISSING", "place"),
    ({"area_code": "11.11"}, "AREA_UNKNOWN", "area"),
    ({"area_code": "11.11", "latitude": PLACE[0], "longitude": PLACE[1]}, "AREA_UNKNOWN", "area"),
    ({"area_code": "", "latitude": OUTSIDE[0], "longitude": OUTSIDE[1]}, "PLACE_OUTSIDE", "place"),
    ({"latitude": PLACE[0], "longitude": None}, "PLACE_INVALID", "place"),
    ({"latitude": None, "longitude": PLACE[1]}, "PLACE_INVALID", "place"),
    ({"latitude": 91.0, "longitude": 0.0}, "PLACE_INVALID", "place"),
    ({"latitude": 0.0, "longitude": 181.0}, "PLACE_INVALID", "place"),
    ({"latitude": float("nan"), "longitude": 0.0}, "PLACE_INVALID", "place"),
    ({"latitude": 0.0, "longitude": float("inf")}, "PLACE_INVALID", "place"),
    ({"identity": "CONFIDENTIAL", "accused_opd_id": 999_999}, "ACCUSED_UNKNOWN", "accused_opd"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code", "field"), REFUSALS)
def test_refusals(given, code, field):
    make_category()
    values = {
        "text": "Jalan berlubang di depan pasar rekaan.",
        "category_code": "JLN01",
        "area_code": DESA,
        **given,
    }
    with pytest.raises(Refused) as refused:
        file_report(draft=Draft(**values), by=CITIZEN, at=timezone.now())
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (
        Report.objects.count()
        == cases.Case.objects.count()
        == Entry.objects.filter(code="CASE_OPENED").count()
        == 0
    )


def test_too_many_photos():
    make_category()
    now = timezone.now()
    photos = [
        documents.store_photo(upload=photo(colour=(n, 0, 0)), kind="REPORT", by=CITIZEN, at=now)
        for n in range(5)
    ]
    with pytest.raises(Refused) as refused:
        file(photos=photos)
    assert refused.value.code == "PHOTOS_TOO_MANY"
    assert len(cases.photos_of([file(photos=photos[:4]).case]).popitem()[1]) == 4


def test_one_report_is_one_case_one_entry_one_holder():
    report = file(identity="OPEN", name="Warga Rekaan", email="warga@contoh.example")
    assert [entry.code for entry in history(subject=("case", report.pk))] == ["CASE_OPENED"]
    assert report.case.holder.code == "DINAS_JALAN"
    assert report.area_id == DESA
    data = str(history(subject=("case", report.pk))[0].data)
    assert "Rekaan" not in data
    assert "contoh" not in data


# --- identity


def test_anonymous_keeps_no_name():
    report = file(identity="ANONYMOUS", name="Warga Rekaan")
    assert (report.reporter_name, report.reporter_id) == (None, None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(reporter_name="Warga Rekaan")


def test_contacts_lie_encrypted():
    report = file(identity="OPEN", name="Warga Rekaan", email="warga@contoh.example", phone="081200000000")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reporter_name, email, phone FROM citizen_reports_report WHERE case_id = %s", [report.pk]
        )
        raw = " ".join(map(str, cursor.fetchone()))
    assert not any(word in raw for word in ("Rekaan", "contoh", "0812"))


CONTACT = [("OPEN", "OPD_ADMIN", True), ("HIDDEN", "OPD_ADMIN", False), ("HIDDEN", "COORDINATOR", True), ("CONFIDENTIAL", "OPD_ADMIN", False), ("CONFIDENTIAL", "COORDINATOR", True)]  # fmt: skip


@pytest.mark.parametrize(("identity", "role", "shown"), CONTACT)
def test_who_may_look_at_a_contact_and_that_it_is_journaled(identity, role, shown):
    report = file(identity=identity, name="Warga Rekaan", email="warga@contoh.example")
    by = officer(make_opd("KOORDINATOR") if role == "COORDINATOR" else report.case.holder, role)
    now = timezone.now()
    if shown:
        assert show_contact(case_id=report.pk, by=by, at=now).name == "Warga Rekaan"
    else:
        with pytest.raises(Forbidden):
            show_contact(case_id=report.pk, by=by, at=now)
    looks = [entry for entry in history(subject=("case", report.pk)) if entry.code == "CONTACT_SHOWN"]
    assert len(looks) == (1 if shown else 0)


def test_a_stranger_learns_nothing_of_a_contact():
    report = file(identity="OPEN", name="Warga Rekaan")
    with pytest.raises(NotFound):
        show_contact(case_id=report.pk, by=officer(make_opd("DINAS_LAIN")), at=timezone.now())


# --- exactly once


def test_the_same_key_is_the_same_report():
    first, again = (
        file(client_key="WEB:rekaan"),
        file(client_key="WEB:rekaan", text="Teks lain yang cukup panjang."),
    )
    assert first.pk == again.pk
    assert (Report.objects.count(), Entry.objects.filter(code="CASE_OPENED").count()) == (1, 1)


def test_without_a_key_each_is_its_own():
    assert file().pk != file().pk


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_is_one_report():
    make_category()
    now = timezone.now()

    def send() -> int:
        draft = Draft(
            text="Jalan berlubang di depan pasar rekaan.",
            area_code=DESA,
            category_code="JLN01",
            client_key="K",
        )
        return file_report(draft=draft, by=CITIZEN, at=now).pk

    with shared_database():
        outcomes = at_once(*[send] * 6)
        ((reports, opened, found),) = at_once(
            lambda: (
                Report.objects.count(),
                cases.Case.objects.count(),
                Entry.objects.filter(code="CASE_OPENED").count(),
            )
        )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(set(outcomes)) == 1
    assert (reports, opened, found) == (1, 1, 1)


BREAK = {
    "sqlite": "CREATE TRIGGER rekaan_full BEFORE INSERT ON {0} BEGIN SELECT RAISE(ABORT, 'penuh'); END",
    "postgresql": (
        "CREATE FUNCTION rekaan_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'penuh'; END $$;"
        " CREATE TRIGGER rekaan_full BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION rekaan_full()"
    ),
}  # fmt: skip
TABLES = ["citizen_reports_report", "cases_case", "cases_attachment", "journal_entry"]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_half_written_whatever_fails(table):
    make_category()
    shown = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(BREAK[connection.vendor].format(table))
        file(photos=[shown])
    counts = [Report.objects.count(), cases.Case.objects.count(), cases.Attachment.objects.count()]
    assert counts == [0, 0, 0]
    assert not Entry.objects.filter(code="CASE_OPENED").exists()


# --- the accused agency


@pytest.mark.parametrize(("accused", "holder", "waits"), [("DINAS_JALAN", "INSPEKTORAT", False), ("INSPEKTORAT", "DINAS_JALAN", False), ("KOORDINATOR", "DINAS_JALAN", False)])  # fmt: skip
def test_the_accused_never_holds(accused, holder, waits):
    make_category()
    report = file(identity="CONFIDENTIAL", accused_opd_id=make_opd(accused).pk)
    assert (report.case.holder.code, report.case.state == "AWAITING_DECISION") == (holder, waits)
    assert report.case.barred_opd_id == make_opd(accused).pk
    assert not report.is_public
    assert not public_reports().exists()
    for role in ("OPD_ADMIN", "FIELD_OFFICER", "COORDINATOR", "EXECUTIVE", "AUDITOR"):
        by = officer(make_opd(accused), role)
        assert not cases.may_see(by, report.case)
        assert not cases.visible_to(by).exists()


def test_an_accused_coordinator_or_inspectorate_without_a_mandate():
    make_category()
    Mandate.objects.all().delete()
    forget_reference()
    for accused, holder in (
        ("KOORDINATOR", "INSPEKTORAT"),
        ("INSPEKTORAT", "KOORDINATOR"),
        ("DINAS_JALAN", "KOORDINATOR"),
    ):
        report = file(identity="CONFIDENTIAL", accused_opd_id=make_opd(accused).pk)
        assert report.case.holder.code == holder
        assert report.case.state == "AWAITING_DECISION"


def test_only_a_confidential_report_accuses():
    assert file(identity="OPEN", accused_opd_id=make_opd().pk).case.barred_opd_id is None


# --- routing with the database

RULES = [
    {"code": "NIGHT", "when": {"hours": [20, 5], "words": ["tumbang"]}, "opd": "BPBD", "priority": 1},
    {"code": "ROOF", "when": {"words": ["atap"]}, "opd": "COORDINATOR"},
    {"code": "GONE", "when": {"words": ["bubar"]}, "opd": "DINAS_BUBAR"},
]  # fmt: skip


def at_hour(hour: int):
    return timezone.localtime().replace(hour=hour, minute=0) - timedelta(days=1)


def published():
    make_category()
    for code in ("BPBD", "DINAS_BUBAR"):
        make_opd(code)
    publish_rules(rules=RULES, note="rekaan", by=SYSTEM, at=timezone.now() - timedelta(days=9))
    forget_reference()


def test_rules_then_mandate_then_coordinator():
    published()
    made = {
        "NIGHT": file(text="Pohon tumbang menutup jalan", at=at_hour(22)),
        "": file(text="Pohon tumbang menutup jalan", at=at_hour(12)),
        "ROOF": file(text="Atap halte bocor semua", at=at_hour(12)),
    }
    assert {rule: report.rule_code for rule, report in made.items()} == {rule: rule for rule in made}
    holders = {rule: report.case.holder.code for rule, report in made.items()}
    assert holders == {"NIGHT": "BPBD", "": "DINAS_JALAN", "ROOF": "KOORDINATOR"}
    assert made["ROOF"].case.state == "AWAITING_DECISION"
    assert made["NIGHT"].case.priority == 1
    assert all(explain(report) == (explain(report)[0], True) for report in made.values())


def test_an_agency_that_no_longer_exists_leaves_it_to_the_coordinator():
    published()
    gone = make_opd("DINAS_BUBAR")
    gone.valid_to = (timezone.now() - timedelta(days=30)).date()
    gone.save()
    report = file(text="Dinas itu sudah bubar katanya", at=at_hour(12))
    assert (report.case.holder.code, report.case.state) == ("KOORDINATOR", "AWAITING_DECISION")


def test_nobody_responsible_goes_to_the_coordinator():
    make_category()
    Mandate.objects.all().delete()
    report = file()
    assert (report.case.holder.code, report.case.state) == ("KOORDINATOR", "AWAITING_DECISION")


def test_a_new_rule_book_leaves_old_reports_explained_by_the_old_one():
    published()
    old = file(text="Pohon tumbang menutup jalan", at=at_hour(22))
    publish_rules(rules=[], note="kosong", by=SYSTEM, at=timezone.now())
    forget_reference()
    new = file(text="Pohon tumbang menutup jalan", at=timezone.now() + timedelta(seconds=1))
    assert (old.rule_code, new.rule_code) == ("NIGHT", "")
    assert explain(old)[1] and explain(new)[1]
    assert RuleSet.objects.count() == 2
    assert Entry.objects.filter(code="ROUTING_PUBLISHED").count() == 2


def test_a_dry_run_names_what_would_move_and_moves_nothing():
    published()
    night, day = (
        file(text="Pohon tumbang menutup jalan", at=at_hour(22)),
        file(text="Jalan berlubang lagi", at=at_hour(12)),
    )
    shifts = dry_run([{"code": "ALL", "opd": "BPBD"}], [night, day])
    assert [(shift.report.pk, shift.rule) for shift in shifts] == [(day.pk, "ALL")]
    assert cases.Case.objects.get(pk=day.pk).holder.code == "DINAS_JALAN"


def test_the_words_choose_a_category_where_nobody_did():
    make_region()
    make_category("JLN01")
    make_category("LAIN01", keywords=[], is_catch_all=True)
    make_category("AIR01", keywords=["air", "pipa bocor"])
    assert file(category_code="", text="Ada pipa bocor di gang").category_id == "AIR01"
    assert file(category_code="", text="Sesuatu yang tidak dikenal").category_id == "LAIN01"
