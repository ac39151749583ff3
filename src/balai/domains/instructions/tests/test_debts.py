"""Who still owes what."""

import pytest
from django.utils import timezone

from balai.domains.instructions import queries
from balai.domains.instructions.queries import Debt
from balai.domains.instructions.tests.factories import SLOW, give, leader, long_ago, officer_of
from balai.engine.cases import public as cases
from balai.engine.indicators.public import Reading
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd

pytestmark = pytest.mark.django_db


def tab(by, name):
    now = timezone.now()
    return [case.title for case in queries.of_tab(queries.seen_by(by, at=now), name, at=now)]


def test_every_instruction_stands_where_its_state_puts_it():
    opd, by, now = make_opd(), actor_of(leader()), timezone.now()
    officer = officer_of(opd)
    give(opd, title="Baru saja")
    give(opd, title="Sudah lama", at=long_ago())
    solved, done = give(opd, title="Dilaporkan selesai")[0], give(opd, title="Sudah pasti")[0]
    for row in (solved, done):
        cases.accept(case_id=row.pk, by=officer, at=now)
        cases.solve(case_id=row.pk, text="Sudah.", proofs=[], by=officer, at=now)
    cases.confirm(case_id=done.pk, by=by, at=now)
    assert {name: tab(by, name) for name in ("open", "late", "waiting", "done")} == {
        "open": ["Sudah lama", "Baru saja"],
        "late": ["Sudah lama"],
        "waiting": ["Dilaporkan selesai"],
        "done": ["Sudah pasti"],
    }


def test_a_promise_made_in_an_answer_falls_due_as_well():
    opd, at = make_opd(), long_ago()
    row = give(opd, at=at, clock_set=SLOW)[0]
    cases.accept(case_id=row.pk, by=officer_of(opd), at=at)
    cases.reply(case_id=row.pk, text="Kami kerjakan.", is_final=False, by=officer_of(opd), at=at)
    [row] = queries.given(queries.seen_by(actor_of(leader()), at=timezone.now()))
    assert row.case.is_late and row.due_at == row.case.holder_due_at


def test_debts_stand_by_name_with_what_is_late():
    first, second = make_opd("ALAS"), make_opd("ZAMRUD")
    give(second)
    give(second, at=long_ago())
    give(first)
    now = timezone.now()
    found = queries.debts(queries.seen_by(actor_of(leader()), at=now), at=now)
    assert found == [Debt(first, 1, 0), Debt(second, 2, 1)]


def test_an_agency_sees_its_own_only():
    one, two = make_opd("SATU"), make_opd("DUA")
    give(one, title="Untuk yang satu")
    give(two, title="Untuk yang dua")
    assert tab(officer_of(one), "open") == ["Untuk yang satu"]
    assert tab(officer_of(make_opd("KOORD"), Role.COORDINATOR), "open") == [
        "Untuk yang satu",
        "Untuk yang dua",
    ]


def test_the_tile_says_how_many_are_owed():
    assert queries.owed(timezone.now()) == Reading(0, "tidak ada yang lewat batas", "ok")
    give()
    assert queries.owed(timezone.now()) == Reading(1, "tidak ada yang lewat batas", "info")
    give(at=long_ago())
    assert queries.owed(timezone.now()) == Reading(2, "1 lewat batas", "late")


def test_the_panel_names_the_others_who_were_asked():
    one, two = give(make_opd("SATU"), make_opd("DUA"))
    assert queries.together_with(one) == [two.addressee.name]
