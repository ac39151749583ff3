"""A kind with a flow of its own: its steps move holder and clocks as acts do, and the engine's other acts are closed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from balai.engine.cases import kinds
from balai.engine.cases import public as cases
from balai.engine.cases.kinds import CaseKind
from balai.engine.cases.models import Case, Remark
from balai.engine.cases.public import Act, State
from balai.foundation.errors import Conflict, Forbidden

from .factories import MONDAY, coordinator, hours, make_case, officer, opd

pytestmark = pytest.mark.django_db
FLOW = CaseKind(code="ALUR_REKAAN", label="Alur rekaan", has_flow=True, acts=frozenset({Act.CONFIRMED}))
LATER = MONDAY + hours(2)


@pytest.fixture(autouse=True)
def _a_kind_with_a_flow(monkeypatch) -> Iterator[None]:
    monkeypatch.setitem(kinds._KINDS, FLOW.code, FLOW)
    yield


def in_flow() -> Case:
    return make_case(kind=FLOW.code, step="DIAJUKAN")


def take(case: Case, to_step: str, state: State, **more) -> Case:
    return cases.step(
        case=cases.locked(case.pk), to_step=to_step, state=state, by=officer(), at=LATER, **more
    )


def test_a_step_names_where_the_case_stands_and_the_journal_agrees():
    case = take(in_flow(), "DIPERIKSA", State.IN_PROGRESS, move="verify")
    assert (case.step, case.state, case.version) == ("DIPERIKSA", State.IN_PROGRESS, 1)
    assert cases.replayed(case) == case.snapshot()
    last = cases.events_of(case.pk)[-1]
    assert (last.act, last.data["move"], last.data["step"]) == (Act.STEPPED, "verify", "DIPERIKSA")


def test_a_step_hands_over_and_the_new_holders_clock_begins():
    case = take(in_flow(), "DIBAYAR", State.IN_PROGRESS, holder_id=opd("WATER").pk)
    assert (case.holder_id, case.holder_since) == (opd("WATER").pk, LATER)
    assert case.citizen_due_at == make_case(at=MONDAY).citizen_due_at
    assert cases.replayed(case) == case.snapshot()


def test_a_step_that_waits_moves_the_promise_by_no_more_than_its_limit():
    until = LATER + timedelta(days=1)
    due = []
    for resumed_at in (until, until + timedelta(days=30)):
        case = in_flow()
        promised = case.citizen_due_at
        case = take(case, "MENUNGGU", State.ON_HOLD, until=until, reason="WAITING")
        assert (case.pause_until, case.pause_reason) == (until, "WAITING")
        on = {"to_step": "DIPERIKSA", "state": State.IN_PROGRESS, "by": officer(), "at": resumed_at}
        case = cases.step(case=cases.locked(case.pk), **on)
        assert case.citizen_due_at > promised and case.paused_at is None
        assert cases.replayed(case) == case.snapshot()
        due.append(case.citizen_due_at)
    assert due[0] == due[1]


def test_what_ends_is_handed_to_nobody():
    case = take(in_flow(), "DITOLAK", State.CLOSED, holder_id=opd("WATER").pk)
    assert (case.state, case.holder_id, case.closed_at) == (State.CLOSED, opd("ROADS").pk, LATER)
    with pytest.raises(Conflict):
        take(case, "DIPERIKSA", State.IN_PROGRESS)


def test_words_of_a_step_are_kept_for_whom_they_are_meant():
    case = take(in_flow(), "KEMBALI", State.ON_HOLD, text="Foto KK belum terbaca.", is_public=False)
    assert not Remark.objects.get(case=case).is_public
    assert cases.thread(case, public_only=True)[-1].act is Act.OPENED


def test_kinds_without_a_flow_take_no_steps():
    with pytest.raises(Forbidden):
        take(make_case(), "DIPERIKSA", State.IN_PROGRESS)


@pytest.mark.parametrize("by", [officer, coordinator])
def test_the_engines_own_acts_are_closed_unless_the_kind_leaves_them_open(by):
    case = in_flow()
    for act in (Act.ACCEPTED, Act.REFUSED, Act.SOLVED, Act.CLOSED, Act.REMARKED):
        assert not cases.may_do(by(), act, case)
    with pytest.raises(Forbidden):
        cases.accept(case_id=case.pk, by=officer(), at=LATER)
    assert cases.replayed(case) == Case.objects.get(pk=case.pk).snapshot()
