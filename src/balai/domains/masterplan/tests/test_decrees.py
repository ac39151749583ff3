"""Obligations of a decree are duties; a revoked decree ends them with its reason, and what was done stays."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balai.domains.masterplan.actions.decrees import revoke_decree, write_decree
from balai.domains.masterplan.actions.obligations import move_obligation, owe_next, read_obligation
from balai.domains.masterplan.models import Decree, Obligation
from balai.domains.masterplan.tasks_strategy import owe_obligations
from balai.domains.masterplan.tests.factories import NOON, planner
from balai.engine.duties.public import Duty, duties_about
from balai.engine.duties.testing import make_clock
from balai.engine.journal import public as journal
from balai.engine.people.testing import make_opd
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def decree():
    make_clock()
    given = {"kind": "PERBUP", "number": "99", "year": 2026, "title": "Masterplan rekaan"}
    return write_decree(given=given, by=planner(), at=NOON)


def read(decree, *, opd="SATU", article="Pasal 3 (contoh)", months=12, due=date(2026, 12, 31)):
    given = {
        "article": article, "opd_id": make_opd(opd).pk, "what": "Laporan tahunan rekaan", "first_due": due,
        "every_months": months,
    }  # fmt: skip
    return read_obligation(decree_id=decree.pk, given=given, by=planner(), at=NOON)


def duties(*rows):
    return duties_about("OBLIGATION", [str(row.pk) for row in rows], at=NOON)


def test_an_obligation_is_owed_by_its_agency_on_its_next_date(decree):
    row = read(decree, due=date(2020, 12, 31))
    assert read(decree, due=date(2020, 12, 31)).pk == row.pk
    assert [(one.holder_name, one.due_date) for one in duties(row)] == [("Satu", date(2026, 12, 31))]
    assert [one.code for one in journal.history(subject=("obligation", row.pk))] == ["OBLIGATION_READ"]


def test_the_next_period_is_owed_once(decree):
    row = read(decree)
    later = NOON + timedelta(days=365)
    assert (owe_next(at=NOON), owe_next(at=later), owe_next(at=later)) == (0, 1, 0)
    assert [one.due_date for one in duties(row)] == [date(2026, 12, 31), date(2027, 12, 31)]


def test_a_revoked_decree_ends_what_is_owed_by_it(decree):
    row = read(decree)
    heir = write_decree(
        given={"kind": "PERBUP", "number": "100", "year": 2026, "title": "Penggantinya"},
        by=planner(),
        at=NOON,
    )
    for _ in range(2):
        revoke_decree(
            decree_id=decree.pk, on=TODAY, reason="Diganti seluruhnya", successor_id=heir.pk, by=planner(), at=NOON
        )  # fmt: skip
    row = Obligation.objects.get(pk=row.pk)
    reason = "Peraturan Bupati Nomor 99 Tahun 2026 dicabut: Diganti seluruhnya"
    assert (row.ended_on, row.end_reason) == (TODAY, reason)
    assert [(one.is_open, one.state_label) for one in duties(row)] == [(False, "Diakhiri pemberi tugas")]
    assert Decree.objects.get(pk=decree.pk).successor == heir
    assert [one.code for one in journal.history(subject=("decree", decree.pk))] == [
        "DECREE_WRITTEN",
        "DECREE_REVOKED",
    ]
    assert owe_next(at=NOON + timedelta(days=365)) == 0
    with pytest.raises(Refused) as refusal:
        read(decree, article="Pasal 4 (contoh)")
    assert refusal.value.code == "DECREE_REVOKED"


def test_an_obligation_of_a_dissolved_agency_waits_until_it_is_moved(decree):
    row = read(decree, opd="LAMA")
    gone = make_opd("LAMA")
    gone.valid_to = TODAY + timedelta(days=10)
    gone.save()
    assert owe_next(at=NOON + timedelta(days=365)) == 0
    moved = move_obligation(obligation_id=row.pk, opd_id=make_opd("BARU").pk, by=planner(), at=NOON)
    assert moved.opd.code == "BARU"
    assert [(one.holder_name, one.is_open) for one in duties(row)] == [("Lama", False), ("Baru", True)]


def test_the_same_decree_twice_is_refused(decree):
    with pytest.raises(Refused) as refusal:
        write_decree(
            given={"kind": "PERBUP", "number": "99", "year": 2026, "title": "Yang sama"},
            by=planner(),
            at=NOON,
        )
    assert refusal.value.code == "DECREE_TWICE"


def test_the_nightly_task_owes_what_is_due_next_and_nothing_twice(decree):
    row = read(decree)
    Duty.objects.all().update(key=uuid4())
    for _ in range(2):
        owe_obligations.call()
    assert len(duties(row)) == 2
