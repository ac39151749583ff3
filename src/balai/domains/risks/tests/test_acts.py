"""Acts on risks: what they do, whom they refuse, what the journal says, and what never changes."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone

from balai.domains.risks.actions.judging import accept_risk, assess_risk, plan_treatment
from balai.domains.risks.actions.registering import change_risk, close_risk, register_risk
from balai.domains.risks.actions.triggering import check_triggers, end_trigger, set_trigger
from balai.domains.risks.chapters import write
from balai.domains.risks.models import Acceptance, Assessment, Treatment, Trigger
from balai.domains.risks.queries.reference import appetite, reference
from balai.domains.risks.queries.register import cells, risks, unborne
from balai.domains.risks.tasks import check_all
from balai.domains.risks.terms import Stage
from balai.domains.risks.tests.factories import (
    AT,
    SERIES,
    TODAY,
    a_risk,
    figures,
    given,
    judge,
    owner,
    stranger,
    world,
)
from balai.engine.duties.public import Duty
from balai.engine.indicators.public import Delta, Indicator, add, register, state_point, unregister
from balai.engine.journal.models import Entry
from balai.engine.notices.public import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return [
        code
        for code in Entry.objects.order_by("pk").values_list("code", flat=True)
        if code.startswith("RISK_")
    ]


def refused(act, **more) -> str:
    before = len(codes())
    with pytest.raises(Refused) as refusal:
        act(**more, at=AT)
    assert len(codes()) == before
    return refusal.value.code


def test_a_risk_is_entered_once_by_its_owner():
    opd, by, key = world(), actor_of(owner()), uuid4()
    first = register_risk(given=given(opd), key=key, by=by, at=AT)
    assert register_risk(given=given(opd), key=key, by=by, at=AT) == first
    assert refused(register_risk, given=given(opd), key=uuid4(), by=stranger()) == "NOT_YOURS"
    for field, value, code in (
        ("event", "pendek", "TEXT_TOO_SHORT"),
        ("category", "ENTAH", "CATEGORY_UNKNOWN"),
        ("impact_area", "", "AREA_UNKNOWN"),
        ("lens", "", "LENS_UNKNOWN"),
        ("sign", "NETRAL", "SIGN_UNKNOWN"),
    ):
        assert refused(register_risk, given=given(opd, **{field: value}), key=uuid4(), by=by) == code
    assert codes()[1:] == ["RISK_REGISTERED"]


def test_two_officers_at_once_and_the_second_looks_again():
    risk, by = a_risk(), actor_of(owner())
    change_risk(risk_id=risk.pk, given={"controls": "Baru"}, version=1, by=by, at=AT)
    assert refused(change_risk, risk_id=risk.pk, given={"controls": "Lain"}, version=1, by=by) == "RISK_MOVED"
    close_risk(risk_id=risk.pk, why="Tidak relevan lagi sama sekali", by=by, at=AT)
    assert (
        refused(assess_risk, risk_id=risk.pk, stage="INHERENT", likelihood=1, impact=1, why="alasan", by=by)
        == "RISK_CLOSED"
    )


def test_a_risk_is_closed_once_and_another_reason_is_not_swallowed():
    risk, by = a_risk(), actor_of(owner())
    for _ in range(2):
        close_risk(risk_id=risk.pk, why="Tidak relevan lagi sama sekali", by=by, at=AT)
    assert (
        refused(close_risk, risk_id=risk.pk, why="Digabung dengan risiko lain", by=by) == "CLOSED_OTHERWISE"
    )
    risk.refresh_from_db()
    assert (risk.closing, codes()[-1]) == ("Tidak relevan lagi sama sekali", "RISK_CLOSED")
    assert codes().count("RISK_CLOSED") == 1


def test_value_and_level_follow_from_the_table_and_every_judgement_stays():
    risk, by = a_risk(), actor_of(owner())
    early = {"risk_id": risk.pk, "likelihood": 2, "impact": 5, "why": "alasan", "by": by}
    assert refused(assess_risk, stage="RESIDUAL", **early) == "STAGE_EARLY"
    assert refused(assess_risk, stage="INHERENT", **{**early, "likelihood": 6}) == "STEP_UNKNOWN"
    judge(risk, 2, 5, by=by)
    judge(risk, 1, 4, "TARGET", by=by)
    risk.refresh_from_db()
    assert (risk.value, risk.level) == (21, "VERY_HIGH")  # what is aimed at is not what is
    judge(risk, 1, 5, "RESIDUAL", by=by)
    risk.refresh_from_db()
    assert (risk.value, risk.level) == (20, "HIGH")
    assert list(Assessment.objects.values_list("value", "edition").order_by("pk")) == [
        (21, "PERMENPANRB_5_2020"), (8, "PERMENPANRB_5_2020"), (20, "PERMENPANRB_5_2020"),
    ]  # fmt: skip
    with pytest.raises(Error), transaction.atomic():
        Assessment.objects.update(value=1)


def test_a_treatment_is_a_duty_with_holder_and_date_and_an_option_of_its_sign():
    risk, by = a_risk(4, 4), actor_of(owner())
    plan = {
        "risk_id": risk.pk, "title": "Rencana rekaan", "holder_id": risk.opd_id, "due": TODAY + timedelta(days=30), "key": uuid4(),
        "by": by,
    }  # fmt: skip
    for option in ("EXPLOIT", "ACCEPT"):
        assert refused(plan_treatment, option=option, **plan) == "OPTION_UNKNOWN"
    for _ in range(2):
        plan_treatment(option="MITIGATE", **plan, at=AT)
    (row,) = Treatment.objects.all()
    assert (row.duty.about_kind, row.duty.about_id, row.duty.case.holder_id) == (
        "RISK",
        str(risk.pk),
        risk.opd_id,
    )
    assert codes().count("RISK_TREATMENT_PLANNED") == 1


def test_the_owner_bears_a_risk_until_a_day_and_the_highest_only_the_leadership():
    risk, by, leader = a_risk(3, 3), actor_of(owner()), actor_of(make_user(Role.EXECUTIVE))
    will = {"risk_id": risk.pk, "why": "Alasan yang cukup panjang", "expires": TODAY + timedelta(days=90)}
    assert refused(accept_risk, **will, version=risk.version, by=stranger()) == "NOT_YOURS"
    assert refused(accept_risk, **will, version=risk.version - 1, by=by) == "RISK_MOVED"
    assert (
        refused(accept_risk, **{**will, "expires": TODAY + timedelta(days=400)}, version=risk.version, by=by)
        == "EXPIRY_WRONG"
    )
    kept = accept_risk(**will, version=risk.version, by=by, at=AT)
    judge(risk, 5, 5)
    risk.refresh_from_db()
    assert refused(accept_risk, **will, version=risk.version, by=by) == "NOT_YOURS"
    accept_risk(**will, version=risk.version, by=leader, at=AT)
    kept.refresh_from_db()
    assert (kept.snapshot["value"], kept.snapshot["bound"]) == (14, 16)
    with pytest.raises(Error), transaction.atomic():
        Acceptance.objects.update(why="")


def test_who_is_above_the_appetite_and_neither_treated_nor_borne():
    low, high = a_risk(3, 3), a_risk(4, 4)
    limit, is_verified = appetite(on=TODAY)
    assert (unborne(risks(), limit, on=TODAY), is_verified) == ([high], False)
    accept_risk(
        risk_id=high.pk,
        why="Alasan yang cukup panjang",
        expires=TODAY + timedelta(days=9),
        version=high.version,
        by=SYSTEM,
        at=AT,
    )
    assert unborne(risks(), limit, on=TODAY) == []
    assert unborne(risks(), limit, on=TODAY + timedelta(days=10)) == [high]
    assert [risk.pk for risk in risks()] == [high.pk, low.pk]


def test_the_map_before_and_after():
    moved, unmoved = a_risk(4, 4), a_risk(2, 2)
    judge(moved, 1, 4, "RESIDUAL")
    rows = list(risks())
    assert {spot: len(found) for spot, found in cells(rows, Stage.INHERENT).items()} == {(4, 4): 1, (2, 2): 1}
    assert {spot: len(found) for spot, found in cells(rows, Stage.RESIDUAL).items()} == {(1, 4): 1, (2, 2): 1}
    assert cells(rows, Stage.TARGET) == {}
    assert unmoved in rows


def wired(comparison: str = "BELOW", threshold: str | None = "10", **more) -> Trigger:
    risk = a_risk(3, 3)
    value = None if threshold is None else Decimal(threshold)
    more = {"measure": "SERIES", "code": SERIES, "margin": Decimal(1), "hold": 1, **more}
    return set_trigger(risk_id=risk.pk, comparison=comparison, threshold=value, **more, by=SYSTEM, at=AT)


def fired(row: Trigger) -> tuple[bool, str, int, int, int]:
    row.refresh_from_db()
    notices = Notice.objects.filter(channel="INBOX", template="risk_triggered").count()
    return (
        row.fired_at is not None,
        row.verdict,
        row.spells,
        Duty.objects.filter(kind="RISK_ALARM").count(),
        notices,
    )


def test_a_risk_reports_itself_once_and_falls_silent_with_a_margin():
    figures({2024: "12", 2025: "9"})
    owner()
    row = wired()
    for _ in range(2):
        check_triggers(at=AT)
    assert fired(row)[0] is True and fired(row)[2:] == (1, 1, 1)
    state_point(code=SERIES, year=2025, value=Decimal("10.5"), by=SYSTEM, at=AT)
    check_triggers(at=AT)
    assert fired(row) == (True, "STAY", 1, 1, 1)
    state_point(code=SERIES, year=2025, value=Decimal("11"), by=SYSTEM, at=AT)
    check_triggers(at=AT)
    assert fired(row) == (False, "CALM", 1, 1, 2)
    state_point(code=SERIES, year=2025, value=Decimal("8"), by=SYSTEM, at=AT)
    check_triggers(at=AT)
    assert fired(row) == (True, "FIRE", 2, 2, 3)
    assert [code for code in codes() if code in {"RISK_TRIGGERED", "RISK_CALMED"}] == [
        "RISK_TRIGGERED",
        "RISK_CALMED",
        "RISK_TRIGGERED",
    ]


def test_the_nightly_task_reads_them_and_may_run_twice():
    figures({timezone.localdate().year: "9"})
    row = wired()
    for _ in range(2):
        check_all.call()
    assert fired(row)[0] is True and fired(row)[2:4] == (1, 1)


@pytest.mark.parametrize(
    ("points", "hold"),
    [
        ({}, 1),
        ({2024: None, 2025: None}, 1),
        ({2023: "9", 2025: "9"}, 2),  # nobody stated 2024
        ({2023: "9", 2024: None, 2025: "9"}, 2),
        ({2022: "9"}, 1),  # too old to say anything of 2026
    ],
)
def test_missing_figures_never_fire_and_say_so(points, hold):
    figures(points)
    row = wired(hold=hold)
    check_triggers(at=AT)
    assert fired(row)[:4] == (False, "MISSING", 0, 0)


def test_a_series_is_held_against_the_lowest_target_of_its_year():
    figures({2024: "12", 2025: "9"}, {2024: "20", 2025: "9.5"})
    row = wired(threshold=None)
    check_triggers(at=AT)
    assert fired(row)[:2] == (True, "FIRE")
    assert row.reading["rows"] == [["2025", "9", "9.5"]]


def test_a_count_of_days_is_one_sum():
    code = "risks.tests.counted"
    register(Indicator(code=code, label="Hitungan rekaan", unit="buah", description="Rekaan"))
    try:
        row = wired("AT_LEAST", "5", measure="COUNTED", code=code, hold=7)
        check_triggers(at=AT)
        assert fired(row)[1] == "MISSING"
        for days in (1, 7, 8):
            add([Delta(indicator=code, keys="region", day=TODAY - timedelta(days=days), amount=2)])
        check_triggers(at=AT)
        assert fired(row)[1] == "REST"
        add([Delta(indicator=code, keys="region", day=TODAY - timedelta(days=3), amount=1)])
        check_triggers(at=AT)
        assert fired(row)[1] == "FIRE"
    finally:
        unregister(code)


def test_what_cannot_be_wired_is_refused():
    figures({2025: "9"})
    row = wired()
    wire = {
        "risk_id": row.risk_id,
        "measure": "SERIES",
        "code": SERIES,
        "comparison": "BELOW",
        "threshold": Decimal(1),
        "by": SYSTEM,
    }
    assert refused(set_trigger, **wire) == "TRIGGER_KNOWN"
    assert refused(set_trigger, **{**wire, "code": "TIDAK.ADA"}) == "SERIES_UNKNOWN"
    assert refused(set_trigger, **{**wire, "measure": "COUNTED", "code": "tidak.ada"}) == "INDICATOR_UNKNOWN"
    assert refused(set_trigger, **wire | {"hold": 0}) == "HOLD_WRONG"
    assert refused(end_trigger, trigger_id=row.pk, by=stranger()) == "NOT_YOURS"
    end_trigger(trigger_id=row.pk, by=SYSTEM, at=AT)
    assert check_triggers(at=AT)["FIRE"] == 0


def test_the_chapter_warns_and_keeps_closed_things_out():
    a_risk(4, 4, event="Risiko yang boleh dibaca umum")
    a_risk(5, 5, event="Risiko tentang lubang pagar", is_open=False)
    said = str(write("2026", TODAY))
    assert "Risiko yang boleh dibaca umum" in said and "lubang pagar" not in said
    assert "belum diperiksa terhadap naskah" in said
    assert reference(on=TODAY).edition.edition == "PERMENPANRB_5_2020"
