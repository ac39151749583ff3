"""Facts: the arithmetic of days and months, and what happens where an answer is missing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.engine.packs.rules.description import Fact, Text
from balai.engine.packs.rules.facts import (
    FUNCTIONS,
    Situation,
    age_years,
    compute,
    days_between,
    months_between,
)
from balai.foundation.workdays import WorkCalendar

HOLIDAY = WorkCalendar({date(2026, 3, 3): "Libur rekaan"})


def fact(function: str, arguments: dict[str, Any], **answers: Any) -> Any:
    values = {"limit": 3, "none": None, "kind": "WORKING", "codes": ["A", "B"], "since": "2026-03-01"}
    situation = Situation(answers, {"photo"}, {"poverty_list": True}, values, date(2026, 3, 6), HOLIDAY)
    return compute(Fact("x", function, arguments, Text("", "")), situation)


@pytest.mark.parametrize(
    ("function", "start", "end", "expected"),
    [
        (days_between, "2024-02-28", "2024-03-01", 2),
        (days_between, "2025-02-28", "2025-03-01", 1),
        (days_between, "2026-01-01", "2026-03-02", 60),
        (days_between, "2026-03-02", "2026-03-01", -1),
        (months_between, "2026-01-31", "2026-02-27", 0),
        (months_between, "2026-01-31", "2026-02-28", 1),
        (months_between, "2024-01-31", "2024-02-28", 0),
        (months_between, "2024-01-31", "2024-02-29", 1),
        (months_between, "2026-01-15", "2027-01-14", 11),
        (months_between, "2026-02-28", "2026-01-31", -1),
        (age_years, "2008-03-07", "2026-03-06", 17),
        (age_years, "2008-03-06", "2026-03-06", 18),
        (age_years, "2024-02-29", "2025-02-27", 0),
        (age_years, "2024-02-29", "2025-02-28", 1),
        (age_years, "2026-03-06", "2026-03-06", 0),
    ],
)
def test_days_months_and_years(function: Any, start: str, end: str, expected: int) -> None:
    assert function(date.fromisoformat(start), date.fromisoformat(end)) == expected


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("days_between", {"from": "death_date", "to": "filed_on"}, 5),
        ("days_between", {"from": "$since", "to": "filed_on"}, 5),
        ("days_between", {"from": "unknown", "to": "filed_on"}, None),
        # 1 March 2026 is a Sunday, the 3rd a holiday: 2, 4, 5 and 6 March are worked.
        ("working_days_between", {"from": "death_date", "to": "filed_on"}, 4),
        ("deadline_passed", {"from": "death_date", "to": "filed_on", "days": 5}, False),
        ("deadline_passed", {"from": "death_date", "to": "filed_on", "days": 4}, True),
        ("deadline_passed", {"from": "death_date", "to": "filed_on", "days": 4, "day_type": "$kind"}, False),
        (
            "deadline_passed",
            {"from": "death_date", "to": "filed_on", "days": "$limit", "day_type": "WORKING"},
            True,
        ),
        ("deadline_passed", {"from": "death_date", "to": "filed_on", "days": "$none"}, False),
        ("deadline_passed", {"from": "death_date", "to": "filed_on", "days": ""}, False),
        ("deadline_passed", {"from": "unknown", "to": "filed_on", "days": 4}, None),
        ("same", {"a": "nik", "b": "other"}, True),
        ("same", {"a": "nik", "b": "unknown"}, False),
        ("same", {"a": "unknown", "b": "unknown"}, False),
        ("listed", {"list": "poverty_list"}, True),
        ("listed", {"list": "other_list"}, False),
        ("has_paper", {"paper": "photo"}, True),
        ("has_paper", {"paper": "letter"}, False),
        ("answered", {"field": "nik"}, True),
        ("answered", {"field": "empty"}, False),
        ("is_any", {"field": "wall", "of": ["A", "C"]}, True),
        ("is_any", {"field": "wall", "of": "$codes"}, True),
        ("is_any", {"field": "wall", "of": "B"}, False),
        ("is_any", {"field": "unknown", "of": ["A"]}, False),
        ("value", {"name": "limit"}, 3),
        ("value", {"name": "$limit"}, 3),
        ("field", {"name": "wall"}, "A"),
        ("field", {"name": "unknown"}, None),
    ],
    ids=str,
)
def test_functions(function: str, arguments: dict[str, Any], expected: Any) -> None:
    answers = {"death_date": "2026-03-01", "nik": "1", "other": "1", "empty": "", "wall": "A"}
    assert fact(function, arguments, **answers) == expected


def test_the_list_is_closed() -> None:
    assert sorted(FUNCTIONS) == [
        "age_years", "answered", "days_between", "deadline_passed", "field", "has_paper", "is_any", "listed",
        "months_between", "same", "value", "working_days_between",
    ]  # fmt: skip


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(days, days)
def test_months_fit_between_days(start: date, end: date) -> None:
    months = months_between(start, end)
    assert months == -months_between(end, start)
    assert abs(months) * 28 <= abs(days_between(start, end)) < (abs(months) + 1) * 31 + 1
