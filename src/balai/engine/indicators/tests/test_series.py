"""Yearly series: what is stated, what is replaced, what is refused, and what the pages say of it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from balai.engine.indicators import public as indicators
from balai.engine.indicators.loading import load
from balai.engine.indicators.models import Point
from balai.engine.indicators.series_rules import gap, low_end, years_between
from balai.engine.journal.models import Entry
from balai.engine.people.testing import make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import NotFound, Refused

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
by_system = {"by": SYSTEM, "at": AT}


@pytest.fixture
def ipm(db: None) -> str:
    indicators.declare_series(code="MACRO.IPM", label="IPM", family="MACRO", unit="indeks", **by_system)
    return "MACRO.IPM"


def _state(code: str, year: int, value: str | None, **more: str) -> Point:
    number = None if value is None else Decimal(value)
    return indicators.state_point(code=code, year=year, value=number, source="BPS", **more, **by_system)


def test_a_second_statement_replaces_the_first_which_stays(ipm: str) -> None:
    first = _state(ipm, 2022, "69.40")
    assert _state(ipm, 2022, "69.40") == first
    second = _state(ipm, 2022, "69.45")
    first.refresh_from_db()
    assert first.replaced_by == second
    assert indicators.points(ipm)[2022].value == Decimal("69.45")
    assert Entry.objects.filter(code="SERIES_STATED").count() == 2


def test_a_year_nobody_found_is_no_zero(ipm: str) -> None:
    _state(ipm, 2022, "69.45")
    _state(ipm, 2023, None, status="NOT_FOUND")
    assert indicators.points(ipm)[2023].value is None
    assert indicators.latest(ipm).year == 2022


def test_documents_may_disagree_about_a_target(ipm: str) -> None:
    indicators.set_target(code=ipm, year=2022, value=Decimal("71.09"), source="RPJMD", **by_system)
    indicators.set_target(code=ipm, year=2022, value=Decimal("71.90"), source="berita", **by_system)
    indicators.set_target(code=ipm, year=2022, value=Decimal("71.10"), source="RPJMD", **by_system)
    assert [one.value for one in indicators.targets(ipm)[2022]] == [Decimal("71.10"), Decimal("71.90")]


@pytest.mark.parametrize(
    ("year", "value", "status", "code"),
    [
        (1800, "1", "PUBLISHED", "POINT_YEAR_INVALID"),
        (2022, None, "PUBLISHED", "POINT_VALUE_MISSING"),
        (2022, "1", "NOT_FOUND", "POINT_VALUE_UNWANTED"),
        (2022, "1e20", "PUBLISHED", "POINT_VALUE_INVALID"),
        (2022, "NaN", "PUBLISHED", "POINT_VALUE_INVALID"),
    ],
)
def test_refusals_leave_nothing(ipm: str, year: int, value: str | None, status: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        _state(ipm, year, value, status=status)
    assert refusal.value.code == code
    assert not Point.objects.exists()


def test_unknown_series_and_unfit_codes(db: None) -> None:
    with pytest.raises(NotFound):
        _state("MACRO.NONE", 2022, "1")
    with pytest.raises(Refused):
        indicators.declare_series(code="a/b", label="x", family="MACRO", **by_system)


@pytest.mark.parametrize(
    ("value", "target", "direction", "missing", "is_reached"),
    [
        ("69.45", "71.09", "UP", "1.64", False),
        ("71.70", "70.75", "UP", "0", True),
        ("8.98", "8.50", "DOWN", "0.48", False),
        ("8.98", "9.00", "DOWN", "0", True),
        ("5", "6", "NONE", "1", False),
        ("6", "6", "NONE", "0", True),
    ],
)
def test_gap(value: str, target: str, direction: str, missing: str, is_reached: bool) -> None:
    found = gap(Decimal(value), Decimal(target), direction)
    assert (found.missing, found.is_reached) == (Decimal(missing), is_reached)


@pytest.mark.parametrize(
    ("values", "low"),
    [(["65.46", "71.70"], "59"), (["2", "9"], "0"), ([], "0"), (["-2", "3"], "-2"), (["70"], "63")],
)
def test_where_a_drawing_begins(values: list[str], low: str) -> None:
    assert low_end([Decimal(value) for value in values]) == Decimal(low)


def test_missing_years_stay_in_the_row_of_years() -> None:
    assert list(years_between([2022, 2019])) == [2019, 2020, 2021, 2022]
    assert not list(years_between([]))


def test_batang_is_loaded_once_and_counted_again(db: None, client) -> None:
    folder = Path(settings.REGIONS_DIR) / "batang"
    counts = load(folder, **by_system)
    assert (counts["points"] > 20, counts["targets"]) == (True, 3)
    stated = Point.objects.count()
    load(folder, **by_system)
    assert Point.objects.count() == stated
    page = client.get(reverse("indicators:series", args=["MACRO.IPM"])).content.decode()
    # 2025 published and counted again from its four parts; 2023 was looked for and not found.
    assert page.count("71,70") >= 2
    assert "tidak ada angka" in page
    assert "kurang 1,64" in page
    listed = client.get(reverse("indicators:family") + "?keluarga=SMART_CITY").content.decode()
    assert "0 dari 54" in listed
    assert "Transportasi" in client.get(reverse("indicators:family") + "?keluarga=ISO_37122").content.decode()


def test_only_who_answers_for_a_series_states_it(ipm: str, client) -> None:
    address = reverse("indicators:state", args=[ipm])
    client.force_login(make_user(role="OPD_ADMIN"))
    assert client.get(address).status_code == 403
    client.force_login(make_user(role="COORDINATOR"))
    faulty = client.post(address, {"year": "2022", "status": "PUBLISHED", "value": "abc", "source": "BPS"})
    assert faulty.status_code == 422
    assert "abc" in faulty.content.decode()
    client.post(address, {"year": "2022", "status": "PUBLISHED", "value": "69,45", "source": "BPS"})
    assert indicators.points(ipm)[2022].value == Decimal("69.45")


def test_the_calculator_shows_every_step(client, db: None) -> None:
    found = client.get(
        reverse("indicators:calculator"),
        {"life": "75,35", "expected": "12,18", "mean": "7,35", "spending": "11.424,0"},
    )
    assert "IPM 71,70" in " ".join(found.content.decode().split())
    assert client.get(reverse("indicators:calculator"), {"life": "0"}).status_code == 422
