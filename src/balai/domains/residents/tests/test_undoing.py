"""What comes in can be taken back exactly; what was changed since says so; two who press at once do it once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.domains.residents.actions import books
from balai.domains.residents.actions.checking import check
from balai.domains.residents.actions.sheets import register_sheet
from balai.domains.residents.actions.undoing import blockers
from balai.domains.residents.actions.uploading import forget_cells, repair, upload
from balai.domains.residents.actions.working import begin, carry_out
from balai.domains.residents.models import Change, Import, ImportRow, Resident
from balai.domains.residents.tasks import forget_old_cells
from balai.domains.residents.terms import ImportState, Status, Work
from balai.domains.residents.tests.factories import (
    CODES,
    NOW,
    TODAY,
    applied,
    by,
    csv,
    officer,
    person,
    table,
    uploaded,
    village,
    work,
    xlsx,
)
from balai.engine.journal.public import Entry
from balai.foundation.errors import Conflict, Refused
from balai.kits.testing.threads import at_once, shared_database

pytestmark = pytest.mark.django_db


def exported() -> bytes:
    """The register in full, as bytes."""
    return register_sheet(Resident.objects.order_by("pk"), is_masked=False)


def state() -> list[tuple]:
    """Everything that the register knows, beyond what an export shows."""
    return list(
        Resident.objects.order_by("pk").values_list(
            "pk", "name", "birth_date", "sex", "person_key", "family_key", "status", "status_date", "record", "stamp", "changed_at"
        )
    )  # fmt: skip


def test_what_was_imported_comes_out_with_equal_values():
    people = [person(n, ayah_nik="9933013101900001", cara_kb_id="99", tanggalperkawinan="2026-02-28",
                     akta_lahir="AL-1/2", dokumen_pasport="X1", alamat="Jl. “Rekaan”, no. 1, =bukan") for n in range(1, 20)]  # fmt: skip
    people.append(person(20, nik="0", no_kk=""))
    applied(table(people))
    kept = [row.person for row in Resident.objects.order_by("pk")]
    assert kept == [{**one, "nik": "" if one["nik"] == "0" else one["nik"]} for one in people]
    once = exported()
    Change.objects.all().delete()
    Resident.objects.all().delete()
    made = upload(data=once, file_name="ekspor.xlsx", by=by(), at=NOW, today=TODAY)
    check(made, today=TODAY)
    work(made, Work.APPLY)
    assert exported() == once


def test_an_undo_restores_exactly():
    applied(table(person(n) for n in range(1, 11)))
    row = Resident.objects.order_by("pk")[2]
    books.set_status(resident_id=row.pk, status=Status.DEAD, on=date(2026, 1, 5), by=by(), at=NOW)
    before, bytes_before = state(), exported()
    changed = [person(n, pekerjaan_id="65", dusun="Rekaan") for n in range(5, 16)] + [person(99, nik="0")]
    made = applied(table(changed))
    assert exported() != bytes_before and made.counts["changed"] == 6 and made.counts["new"] == 6
    work(made, Work.UNDO)
    assert (made.state, state(), exported()) == (ImportState.UNDONE, before, bytes_before)
    assert Entry.objects.filter(code="RESIDENTS_IMPORT_UNDONE").count() == 1


columns_that_change = st.fixed_dictionaries(
    {"number": st.integers(1, 6)},
    optional={
        "pekerjaan_id": st.sampled_from(["1", "9", "65", ""]),
        "dusun": st.sampled_from(["Krajan", "Rekaan", ""]),
        "nik": st.just("0"),
        "status_dasar": st.sampled_from(["1", "2", "3", ""]),
    },
)
file_of_people = st.lists(columns_that_change, min_size=1, max_size=5, unique_by=lambda one: one["number"])


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(file_of_people, min_size=1, max_size=3))
def test_undoing_files_from_the_last_to_the_first_leads_back_step_by_step(files):
    Change.objects.all().delete()
    Resident.objects.all().delete()
    applied(table([person(1), person(2), person(3, nik="0")]))
    snapshots, made = [], []
    for rows in files:
        snapshots.append((state(), exported()))
        sheet = table(
            person(one["number"], **{k: v for k, v in one.items() if k != "number"}) for one in rows
        )
        one = uploaded(sheet)
        if one.counts["ready"]:
            work(one, Work.APPLY, leaves_out=True)
        made.append(one)
    while made:
        one, (rows, content) = made.pop(), snapshots.pop()
        if one.state == ImportState.APPLIED:
            work(one, Work.UNDO)
            assert one.state == ImportState.UNDONE
        assert state() == rows and exported() == content


def test_an_undo_waits_while_somebody_was_changed_since():
    made = applied(table([person(1), person(2)]))
    row = Resident.objects.first()
    books.edit(resident_id=row.pk, answers={"dusun": "Lain"}, stamp=row.stamp, by=by(), at=NOW)
    before = state()
    work(made, Work.UNDO)
    assert made.state == ImportState.APPLIED and "1 orang" in made.problem
    assert state() == before
    assert [(change.resident_id, change.kind) for change in blockers(made)] == [(row.pk, "EDITED")]


def test_a_later_file_is_undone_before_an_earlier_one():
    first = applied(table([person(1)]))
    later = applied(table([person(1, dusun="Lain")]))
    work(first, Work.UNDO)
    assert first.state == ImportState.APPLIED and blockers(first)[0].source == later
    work(later, Work.UNDO)
    work(first, Work.UNDO)
    assert (first.state, Resident.objects.count()) == (ImportState.UNDONE, 0)


def test_a_file_checked_before_others_changed_the_register_is_checked_again():
    one, two = uploaded(table([person(1)])), uploaded(table([person(1)]))
    work(one, Work.APPLY)
    work(two, Work.APPLY)
    assert two.state == ImportState.CHECKED and "Periksa ulang" in two.problem
    work(two, Work.CHECK)
    assert (two.counts["same"], two.counts["new"]) == (1, 0)
    work(two, Work.APPLY)
    assert (two.state, Resident.objects.count()) == (ImportState.APPLIED, 1)


@pytest.mark.django_db(transaction=True)
def test_two_files_applied_at_the_same_moment_make_nobody_twice():
    village()
    officer()
    made = [uploaded(table(person(n) for n in range(1, 9))) for _ in range(2)]
    for one in made:
        begin(import_id=one.pk, work=Work.APPLY, then=lambda: None)

    def run(one: Import):
        return lambda: carry_out(import_id=one.pk, by=by(), at=NOW, today=TODAY)

    with shared_database():
        at_once(run(made[0]), run(made[1]), run(made[0]))
        counted = at_once(
            lambda: (Resident.objects.count(), sorted(Import.objects.values_list("state", flat=True)))
        )
    assert counted == [(8, ["APPLIED", "CHECKED"])]


@pytest.mark.django_db(transaction=True)
def test_one_file_is_claimed_once():
    village()
    officer()
    made = uploaded(table([person(1)]))
    runs: list[int] = []

    def press():
        begin(import_id=made.pk, work=Work.APPLY, then=lambda: runs.append(1))

    with shared_database():
        found = at_once(press, press, press)
    assert len(runs) == 1
    assert sorted(type(one).__name__ for one in found) == ["Conflict", "Conflict", "NoneType"]


def test_repairs_reach_every_cell_that_says_the_same():
    rows = table([person(n, agama_id="Islm") for n in (1, 2, 3)] + [person(4, agama_id="Hndu")])
    made = uploaded(rows)
    place = CODES.index("agama_id")
    assert repair(import_id=made.pk, row=2, place=place, text="Islam", alike=True) == 3
    with pytest.raises(Refused) as refused:
        begin(import_id=made.pk, work=Work.APPLY, then=lambda: None)
    assert refused.value.code == "STALE"
    check(made, today=TODAY)
    assert [one.row for one in made.findings.filter(is_error=True)] == [5]
    repair(import_id=made.pk, row=5, place=place, text="", leave_out=True)
    check(made, today=TODAY)
    work(made, Work.APPLY)
    assert Resident.objects.count() == 3 and made.counts["left_out"] == 1


def test_wrong_rows_only_stay_out_by_choice():
    made = uploaded(table([person(1), person(2, sex="X")]))
    with pytest.raises(Refused) as refused:
        begin(import_id=made.pk, work=Work.APPLY, then=lambda: None)
    assert refused.value.code == "FAULTS_LEFT"
    work(made, Work.APPLY, leaves_out=True)
    assert Resident.objects.count() == 1


def test_what_is_stored_cannot_be_changed_any_more():
    made = applied(table([person(1)]))
    with pytest.raises(Conflict):
        repair(import_id=made.pk, row=2, place=0, text="x")
    with pytest.raises(Conflict):
        begin(import_id=made.pk, work=Work.APPLY, then=lambda: None)


def test_nothing_of_a_person_stands_in_the_journal_or_unencrypted_in_the_table_of_rows():
    one = person(1)
    made = applied(table([one, person(2, sex="X")]), leaves_out=True)
    told = str(list(Entry.objects.values_list("data", "subject_id"))) + str(
        list(made.findings.values("values"))
    )
    assert one["nik"] not in told and one["nama"] not in told
    with connection.cursor() as cursor:
        for name in ("residents_importrow", "residents_resident", "residents_change"):
            cursor.execute(f"SELECT * FROM {name}")
            assert one["nik"] not in str(cursor.fetchall())


def test_dates_of_excel_and_of_text_are_the_same_day():
    rows = table([person(1, tanggallahir=date(1990, 1, 31))])
    made = upload(data=xlsx(rows), file_name="a.xlsx", by=by(), at=NOW, today=TODAY)
    check(made, today=TODAY)
    work(made, Work.APPLY)
    assert Resident.objects.get().birth_date == date(1990, 1, 31)


def test_the_same_bytes_may_come_twice_and_change_nothing():
    data = csv(table([person(1)]))
    applied(table([person(1)]))
    stamp = Resident.objects.get().stamp
    made = upload(data=data, file_name="a.csv", by=by(), at=NOW, today=TODAY)
    check(made, today=TODAY)
    work(made, Work.APPLY)
    assert Resident.objects.get().stamp == stamp != uuid4()


def test_cells_of_old_files_are_forgotten_and_the_undo_still_works():
    made, draft = applied(table([person(1)])), uploaded(table([person(2)]))
    assert forget_cells(before=NOW) == 0
    assert forget_cells(before=NOW + timedelta(days=1)) == 2
    draft.refresh_from_db()
    assert (ImportRow.objects.count(), draft.state) == (0, ImportState.DISCARDED)
    assert forget_old_cells.call() == 0
    work(made, Work.UNDO)
    assert (made.state, Resident.objects.count()) == (ImportState.UNDONE, 0)


def test_a_bug_does_not_leave_the_page_waiting():
    made = uploaded(table([person(1)]))
    Import.objects.filter(pk=made.pk).update(mapping={"x": "nik"})
    begin(import_id=made.pk, work=Work.CHECK, then=lambda: None)
    with pytest.raises(ValueError):
        carry_out(import_id=made.pk, by=by(), at=NOW, today=TODAY)
    made.refresh_from_db()
    assert made.work == Work.NONE and "Coba lagi" in made.problem
