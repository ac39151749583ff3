"""Risks from a file: titles that were renamed, what keeps a row out in words, entering once, undoing what nobody touched."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balai.domains.risks.actions.importing import enter_risks, preview, send_risks, undo_risks
from balai.domains.risks.actions.registering import change_risk
from balai.domains.risks.models import Assessment, Risk, RiskImport
from balai.domains.risks.rules.columns import read_row
from balai.domains.risks.tests.factories import AT, a_risk, owner, world
from balai.engine.journal import public as journal
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.excel import Sheet, workbook

pytestmark = pytest.mark.django_db
# As somebody else would call them.
TITLES = ["No", "Uraian Risiko", "Sebab", "Akibat", "Kategori Risiko", "Area dampak risiko", "Lensa", "Jenis", "OPD Pemilik", "Level Kemungkinan", "Level Dampak"]  # fmt: skip
GOOD = ("Jaringan desa putus berhari-hari", "Kabel tua", "Layanan berhenti")
WORDS = ("Inovasi", "Kinerja", "Perbaikan", "negatif", "PEMILIK")


def words() -> tuple[str, ...]:
    """Labels of the matrix that is loaded, in place of the codes."""
    from balai.domains.risks.queries.reference import reference  # noqa: PLC0415

    of = reference(on=AT.date())
    return (of.label("categories", "INNOVATION"), of.label("areas", "PERFORMANCE"), *WORDS[2:])


def a_file(*rows: tuple) -> bytes:
    return workbook(Sheet("Risiko", TITLES, [(n, *row) for n, row in enumerate(rows, 1)]))


def sent(*rows: tuple, by=SYSTEM) -> RiskImport:
    return send_risks(data=a_file(*rows), file_name="contoh.xlsx", by=by, at=AT)


def lines(row: RiskImport, by=SYSTEM):
    return preview(row, by=by, at=AT)


def acted(act, row, by=SYSTEM):
    return act(import_id=row.pk, by=by, at=AT)


def test_renamed_columns_are_understood_and_a_row_is_entered_and_judged_once():
    world()
    row = sent((*GOOD, *words(), 4, "5 Sangat Signifikan"))
    assert [name for _cell, _title, name in row.columns] == [
        "", "event", "cause", "effect", "category", "impact_area", "lens", "sign", "opd", "likelihood", "impact",
    ]  # fmt: skip
    assert [(line.number, line.is_fresh) for line in lines(row)] == [(2, True)] and not Risk.objects.exists()
    assert (acted(enter_risks, row), acted(enter_risks, row)) == (1, 0)
    risk = Risk.objects.get()
    assert (risk.event, risk.category, risk.opd.code, risk.level) == (
        GOOD[0],
        "INNOVATION",
        "PEMILIK",
        "VERY_HIGH",
    )
    # Nobody opened it to the public yet.
    assert not risk.is_open and risk.imported_in == row
    codes = {one.code for one in journal.history(subject=("risk_import", row.pk))}
    assert codes == {"RISK_IMPORT_SENT", "RISK_IMPORTED"}


def test_what_keeps_a_row_out_is_said_by_its_cell():
    world()
    good = words()
    row = sent(
        (*GOOD, "Kategori aneh", *good[1:], "", ""),
        ("pendek", *GOOD[1:], *good, "", ""),
        (*GOOD, *good[:4], "DINAS-ENTAH", "", ""),
        ("Risiko dengan satu angka saja", *GOOD[1:], *good, 3, ""),
    )
    found = [[(cell, text, refusal.code) for cell, text, refusal in line.faults] for line in lines(row)]
    assert found == [
        [("E2", "Kategori aneh", "CELL_UNREAD")],
        [("B3", "pendek", "TEXT_TOO_SHORT")],
        [("I4", "DINAS-ENTAH", "CELL_UNREAD")],
        [("K5", "", "CELL_UNREAD")],
    ]
    assert acted(enter_risks, row) == 0 and not Risk.objects.exists()


def test_what_the_register_or_the_file_has_already_stays_out():
    world()
    a_risk(event=GOOD[0].upper())
    other = ("Risiko yang lain sama sekali", *GOOD[1:])
    row = sent((*GOOD, *words(), "", ""), (*other, *words(), "", ""), (*other, *words(), "", ""))
    assert [line.is_known for line in lines(row)] == [True, False, True]
    assert acted(enter_risks, row) == 1


def test_undoing_takes_back_what_nobody_touched():
    world()
    events = [f"Kejadian rekaan ke-{name}" for name in ("satu", "dua", "tiga")]
    row = sent(
        (events[0], *GOOD[1:], *words(), "", ""), (events[1], *GOOD[1:], *words(), 2, 2), (events[2], *GOOD[1:], *words(), "", "")
    )  # fmt: skip
    acted(enter_risks, row)
    touched = Risk.objects.get(event=events[2])
    change_risk(risk_id=touched.pk, given={"goal": "Sasaran rekaan"}, version=1, by=SYSTEM, at=AT)
    assert acted(undo_risks, row) == (2, 1) and acted(undo_risks, row) == (0, 0)
    # Never judged: gone. Judged: closed, for a judgement is for good. Touched: stays.
    left = {risk.event: risk.closed_on is None for risk in Risk.objects.all()}
    assert left == {events[1]: False, events[2]: True} and Assessment.objects.count() == 1
    with pytest.raises(Conflict):
        acted(enter_risks, row)


def test_an_agency_brings_its_own_risks_only_and_sees_its_own_files_only():
    world()
    own = actor_of(owner())
    make_opd("LAIN")
    row = sent(
        (*GOOD, *words()[:4], "LAIN", "", ""),
        ("Risiko kantor sendiri saja", *GOOD[1:], *words(), "", ""),
        by=own,
    )
    assert [[refusal.code for *_where, refusal in line.faults] for line in lines(row, own)] == [
        ["NOT_YOURS"],
        [],
    ]
    assert acted(enter_risks, row, own) == 1
    other = actor_of(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))
    with pytest.raises(NotFound):
        acted(undo_risks, row, other)
    with pytest.raises(Forbidden):
        sent(
            by=actor_of(make_user(Role.FIELD_OFFICER, email="lapangan@contoh.invalid", opd=make_opd("LAIN")))
        )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"bukan excel", "FILE_UNREADABLE"),
        (workbook(Sheet("A", ["Nama", "Umur"], [("x", 1)])), "FILE_NO_TITLE"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(data, code):
    with pytest.raises(Refused) as refusal:
        send_risks(data=data, file_name="x.xlsx", by=SYSTEM, at=AT)
    assert refusal.value.code == code


def test_steps_come_in_pairs_and_days_as_days():
    names = {name: {} for name in ("sign", "category", "impact_area", "lens", "opd")}
    row = read_row({"likelihood": "4 Sering", "impact": "9", "review_date": "besok"}, names)
    assert (row.steps, row.unread) == (None, ["review_date", "impact"])
    assert read_row({"likelihood": "4", "impact": "2"}, names).steps == (4, 2)


@pytest.mark.slow
def test_a_file_goes_through_the_pages(client):
    world()
    client.force_login(owner())
    page = reverse("risks:imports")
    assert client.get(page + "?bentuk=xlsx").content[:2] == b"PK"
    data = a_file((*GOOD, *words(), 3, 3), (f"Rusak {uuid4()}", "", "", *words(), "", ""))
    answer = client.post(page, {"file": SimpleUploadedFile("contoh.xlsx", data)})
    here = answer.headers["Location"]
    shown = client.get(here).content.decode()
    assert "2 baris terbaca, 1 akan masuk" in shown and "kemungkinan 3, dampak 3" in shown
    assert "C3: Penyebab" in shown
    client.post(here)
    assert "Sudah masuk" in client.get(here).content.decode()
    assert "1 risiko ditarik kembali" in client.post(here, {"undo": "1"}, follow=True).content.decode()
    bad = client.post(page, {"file": SimpleUploadedFile("x.xlsx", b"bukan excel")})
    assert bad.status_code == 422 and "tidak dapat dibaca" in bad.content.decode()
    client.force_login(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))
    assert client.get(here).status_code == 404
