"""Acts on programmes and quick wins: results, refusals, journal, nothing left behind."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from balai.domains.masterplan.actions.programme_course import lead_programme, move_programme, realise_year
from balai.domains.masterplan.actions.programmes import add_programme, change_programme
from balai.domains.masterplan.actions.quick_wins import describe_quick_win, record_progress, state_figure
from balai.domains.masterplan.models import Programme, ProgressStep, QuickWin, QuickWinFigure
from balai.domains.masterplan.queries.leads import named, successors
from balai.domains.masterplan.queries.programmes import counts, leaderless
from balai.domains.masterplan.rules.figures import Count
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, officer, planner
from balai.engine.journal.public import history
from balai.engine.people.testing import make_opd
from balai.foundation.actor import SYSTEM
from balai.foundation.dimensions import Dimension
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def acts_of(row: Programme) -> list[str]:
    return [entry.code for entry in history(subject=("programme", row.pk))]


def refused(code: str, act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given, at=NOON)
    assert refusal.value.code == code


def test_planners_enter_programmes_and_others_do_not():
    plan, opd = make_plan(), make_opd("DINAS")
    given = {
        "code": "A",
        "name": "Program rekaan",
        "dimension": "LIVING",
        "lead_id": opd.pk,
        "supporting": [opd.pk],
    }
    row = add_programme(plan_id=plan.pk, given={**given, "targets": {2020: "5"}}, by=planner(), at=NOON)
    assert (
        acts_of(row) == ["PROGRAMME_ADDED"] and row.years.get().target == "5" and row.supporting.get() == opd
    )
    refused("NOT_YOURS", add_programme, plan_id=plan.pk, given={**given, "code": "B"}, by=officer(opd))
    refused("CODE_TAKEN", add_programme, plan_id=plan.pk, given=given, by=planner())
    refused(
        "SUB_DIMENSION_ELSEWHERE", add_programme, plan_id=plan.pk,
        given={**given, "code": "B", "sub_dimension": "SERVICE"}, by=planner(),
    )  # fmt: skip
    assert Programme.objects.count() == 1


def test_the_lead_office_changes_its_own_and_the_quicker_one_wins():
    opd, other = make_opd("SATU"), make_opd("DUA")
    row = make_programme(lead_id=opd.pk)
    Programme.objects.filter(pk=row.pk).update(kept={"sasaran": "lama", "lokasi": "tetap"})
    refused("NOT_YOURS", change_programme, programme_id=row.pk, given={}, version=1, by=officer(other))
    change_programme(
        programme_id=row.pk,
        given={"goal": "Baru", "ceilings": {2019: 7}},
        version=1,
        by=officer(opd),
        at=NOON,
    )
    row.refresh_from_db()
    assert (row.goal, row.version, row.kept) == ("Baru", 2, {"lokasi": "tetap"})
    assert history(subject=("programme", row.pk))[-1].data == {"fields": ["goal", "pagu_t1"]}
    with pytest.raises(Conflict):
        change_programme(programme_id=row.pk, given={"goal": "Lain"}, version=1, by=officer(opd), at=NOON)
    change_programme(programme_id=row.pk, given={"goal": "Baru"}, version=2, by=officer(opd), at=NOON)
    assert acts_of(row) == ["PROGRAMME_ADDED", "PROGRAMME_CHANGED"]


def test_states_follow_the_table_and_giving_up_wants_a_reason():
    row = make_programme()
    refused("MOVE_UNKNOWN", move_programme, programme_id=row.pk, to="DONE", version=1, by=SYSTEM)
    refused("STATE_UNKNOWN", move_programme, programme_id=row.pk, to="X", version=1, by=SYSTEM)
    refused("TEXT_TOO_SHORT", move_programme, programme_id=row.pk, to="STOPPED", version=1, by=SYSTEM)
    move_programme(programme_id=row.pk, to="RUNNING", version=1, by=SYSTEM, at=NOON)
    move_programme(programme_id=row.pk, to="RUNNING", version=1, by=SYSTEM, at=NOON)
    row = move_programme(
        programme_id=row.pk, to="STOPPED", reason="Anggarannya dialihkan.", version=2, by=SYSTEM, at=NOON
    )
    assert (row.state, row.state_reason) == ("STOPPED", "Anggarannya dialihkan.")
    assert acts_of(row) == ["PROGRAMME_ADDED", "PROGRAMME_MOVED", "PROGRAMME_MOVED"]


def test_a_dissolved_lead_is_seen_its_successor_proposed_and_nothing_lost():
    ended = {"valid_from": date(2017, 1, 1), "valid_to": date(2025, 12, 31)}
    gone = make_opd("PASAR", name="Dinas Pasar dan Kebersihan", **ended)
    born = make_opd("PASAR-BARU", name="Dinas Pasar dan Perdagangan", valid_from=date(2026, 1, 1))
    make_opd("JAUH", name="Sekretariat Dewan")
    row = make_programme(lead_id=gone.pk)
    unknown = make_programme("R-02")
    Programme.objects.filter(pk=unknown.pk).update(lead_text="Dinas Pasar")
    assert leaderless(row.plan, on=date(2025, 12, 31)) == [unknown]
    assert leaderless(row.plan, on=TODAY) == [row, unknown]
    assert [(one.opd, one.why) for one in successors(gone, on=TODAY)] == [(born, "BORN")]
    assert next(one.opd for one in named("Dinas Pasar", on=TODAY)) == born
    refused("OPD_GONE", lead_programme, programme_id=unknown.pk, lead_id=gone.pk, version=1, by=planner())
    refused("NOT_YOURS", lead_programme, programme_id=row.pk, lead_id=born.pk, version=1, by=officer(born))
    lead_programme(programme_id=row.pk, lead_id=born.pk, version=1, by=planner(), at=NOON)
    led = lead_programme(programme_id=unknown.pk, lead_id=born.pk, version=1, by=planner(), at=NOON)
    assert led.lead_text == "" and "Dinas Pasar" in led.note and leaderless(row.plan, on=TODAY) == []
    assert history(subject=("programme", row.pk))[-1].data == {"from": gone.pk, "to": born.pk}


def test_numbers_decide_and_words_are_said_to_be_enough():
    row = make_programme(targets={2020: "100", 2021: "1 dokumen"})
    given = {"programme_id": row.pk, "realised_rupiah": None, "source": "laporan", "by": SYSTEM}
    refused("REACHED_OTHERWISE", realise_year, **given, year=2020, realised="90", reached=True, version=1)
    refused("YEAR_OUTSIDE", realise_year, **given, year=2031, realised="90", reached=None, version=1)
    refused(
        "RUPIAH_NEGATIVE",
        realise_year,
        **{**given, "realised_rupiah": -1},
        year=2020,
        realised="1",
        reached=None,
        version=1,
    )
    assert (
        realise_year(**given, year=2020, realised="120", reached=None, version=1, at=NOON).is_reached is True
    )
    assert (
        realise_year(**given, year=2021, realised="draf", reached=False, version=2, at=NOON).is_reached
        is False
    )
    assert counts(row.plan, 2020)[Dimension.GOVERNANCE] == Count(1, 1)
    assert counts(row.plan, 2021)[Dimension.GOVERNANCE] == Count(1, 0)
    assert acts_of(row)[1:] == ["PROGRAMME_REALISED"] * 2


def test_a_quick_win_is_measured_and_brought_forward():
    row = make_programme()
    figure = {
        "programme_id": row.pk, "label": "Lama antre", "unit": "menit", "before": Decimal(60),
        "before_date": date(2019, 1, 1), "source": "hitungan", "by": SYSTEM,
    }  # fmt: skip
    refused("QUICK_WIN_MISSING", state_figure, **figure, version=1)
    said = {"programme_id": row.pk, "by": SYSTEM}
    for _ in range(2):
        describe_quick_win(**said, given={"service": "Loket"}, version=1, at=NOON)
    refused("PROGRAMME_MOVED", describe_quick_win, **said, given={"service": "Lain"}, version=1)
    first = state_figure(**figure, version=2, at=NOON)
    assert state_figure(**figure, version=2, at=NOON) == first
    after = {"after": Decimal(15), "after_date": date(2019, 9, 1)}
    refused("PROGRAMME_MOVED", state_figure, **figure, **after, version=2)
    later = state_figure(**figure, **after, version=3, at=NOON)
    first.refresh_from_db()
    assert first.replaced_by == later and QuickWinFigure.objects.filter(replaced_by=None).get() == later
    turned = {"after": Decimal(1), "after_date": date(2018, 1, 1)}
    refused("DATES_TURNED", state_figure, **figure, **turned, version=4)
    key = uuid4()
    step = {"programme_id": row.pk, "note": "Loket dibuka", "by": SYSTEM}
    for _ in range(2):
        record_progress(**step, percent=40, key=key, at=NOON)
    refused("PERCENT_INVALID", record_progress, **step, percent=101, key=uuid4())
    refused("TEXT_TOO_SHORT", record_progress, **{**step, "note": ""}, percent=50, key=uuid4())
    assert ProgressStep.objects.count() == 1 and QuickWin.objects.get().percent == 40
    row.refresh_from_db()
    assert row.is_quick_win and acts_of(row)[-1] == "QUICK_WIN_PROGRESSED"
    with pytest.raises(Forbidden):
        record_progress(**{**step, "by": officer(make_opd("LAIN"))}, percent=50, key=uuid4(), at=NOON)
