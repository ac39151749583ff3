"""What is written into the strategy keeps every version; two who change it at once are told."""

import pytest

from balai.domains.masterplan.actions.strategy import remove_strategy, write_strategy
from balai.domains.masterplan.models import Revision, SwotEntry
from balai.domains.masterplan.queries.readiness import marks, rubric, standing
from balai.domains.masterplan.terms_strategy import Element, Mark, Thing
from balai.domains.masterplan.tests.factories import NOON, make_plan, officer, planner
from balai.domains.masterplan.tests.factories_strategy import make_rules
from balai.engine.journal import public as journal
from balai.engine.people.testing import make_opd
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db


def write(thing, by=None, **given):
    keys = {name: given.pop(name) for name in ("thing_id", "version") if name in given}
    return write_strategy(
        thing=thing, plan_id=make_plan().pk, given=given, **keys, by=by or planner(), at=NOON
    )


def test_a_mark_is_changed_in_its_place_and_the_former_one_stays_in_the_history():
    make_rules()
    row = write(Thing.READINESS, criterion="S1", mark="POOR", reason="Satu orang")
    again = write(Thing.READINESS, criterion="S1", mark="GOOD", reason="Setiap OPD")
    assert (again.pk, again.version) == (row.pk, 2)
    write(Thing.READINESS, criterion="S1", mark="GOOD", reason="Setiap OPD")
    assert [one.content["mark"] for one in Revision.objects.order_by("version")] == ["POOR", "GOOD"]
    assert [one.code for one in journal.history(subject=("strategy", row.pk))] == ["STRATEGY_WRITTEN"] * 2
    found = standing(rubric(on=NOON.date()), marks(make_plan()))
    assert found.shares == {Mark.GOOD: 100, Mark.MEDIUM: 0, Mark.POOR: 0}
    assert (found.scored, found.asked) == (1, 2)
    assert next(one.score for one in found.elements if one.element is Element.STRUCTURE) == 100


def test_who_was_slower_keeps_his_words_and_is_told():
    row = write(Thing.SWOT, quadrant="STRENGTH", text="Pantai yang panjang")
    write(Thing.SWOT, thing_id=row.pk, version=1, text="Pantai 38 kilometer")
    with pytest.raises(Conflict) as refusal:
        write(Thing.SWOT, thing_id=row.pk, version=1, text="Pantai lain")
    assert refusal.value.code == "STRATEGY_MOVED"


def test_a_pair_is_one_inside_and_one_outside_and_holds_its_entries():
    inner = write(Thing.SWOT, quadrant="WEAKNESS", text="Jaringan desa lemah")
    outer = write(Thing.SWOT, quadrant="OPPORTUNITY", text="Kawasan industri baru")
    pair = write(Thing.TOWS, inner_id=inner.pk, outer_id=outer.pk, text="Jaringan bersama kawasan")
    assert pair.pair == "WO"
    with pytest.raises(Refused) as refusal:
        write(Thing.TOWS, inner_id=outer.pk, outer_id=inner.pk, text="Terbalik sekali")
    assert refusal.value.code == "PAIR_TURNED"
    with pytest.raises(Refused) as refusal:
        remove_strategy(thing=Thing.SWOT, thing_id=inner.pk, version=1, by=planner(), at=NOON)
    assert refusal.value.code == "SWOT_PAIRED"
    remove_strategy(thing=Thing.TOWS, thing_id=pair.pk, version=1, by=planner(), at=NOON)
    remove_strategy(thing=Thing.SWOT, thing_id=inner.pk, version=1, by=planner(), at=NOON)
    assert list(SwotEntry.objects.filter(removed_at=None)) == [outer]


@pytest.mark.parametrize(
    ("thing", "given", "code"),
    [
        (Thing.SWOT, {"quadrant": "ELSEWHERE", "text": "Tanpa kotak"}, "QUADRANT_UNKNOWN"),
        (Thing.SWOT, {"quadrant": "THREAT", "text": ""}, "TEXT_TOO_SHORT"),
        (Thing.READINESS, {"criterion": "ZZ", "mark": "GOOD", "reason": "Alasan"}, "CRITERION_UNKNOWN"),
        (Thing.READINESS, {"criterion": "S1", "mark": "FINE", "reason": "Alasan"}, "MARK_UNKNOWN"),
        (Thing.MISSION, {"number": 1, "text": "Misi rekaan pertama", "series": ["X.Y"]}, "SERIES_UNKNOWN"),
        (Thing.GAP, {"now": "Dari sini", "wanted": "Ke sana", "dimension": "MOON"}, "DIMENSION_UNKNOWN"),
    ],
)
def test_what_the_plan_says_no_to(thing, given, code):
    make_rules()
    with pytest.raises(Refused) as refusal:
        write(thing, **given)
    assert refusal.value.code == code
    assert not Revision.objects.exists()


def test_an_agency_that_does_not_plan_writes_nothing_here():
    with pytest.raises(Forbidden):
        write(Thing.VISION, by=officer(make_opd("LAIN")), text="Visi orang lain saja")
