"""Working days and office hours, against tables, brute force and a published calendar."""

from datetime import date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.foundation.workdays import Limit, WorkCalendar

ZONE = ZoneInfo("Asia/Jakarta")
# SKB 3 Menteri 1497/2025, 2/2025, 5/2025: the days off round Idul Fitri 2026.
MARCH_2026 = {
    date(2026, 3, 18): "Cuti bersama Nyepi",
    date(2026, 3, 19): "Nyepi",
    date(2026, 3, 20): "Cuti bersama Idul Fitri",
    date(2026, 3, 21): "Idul Fitri",
    date(2026, 3, 22): "Idul Fitri",
    date(2026, 3, 23): "Cuti bersama Idul Fitri",
    date(2026, 3, 24): "Cuti bersama Idul Fitri",
}
CALENDAR = WorkCalendar(MARCH_2026)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        # The example of the promise: three working days from 17 March 2026.
        ("2026-03-17T10:00", 3, "WORKING_DAYS", "2026-03-27T14:30"),
        ("2026-03-17T07:00", 3, "WORKING_DAYS", "2026-03-27T14:30"),
        ("2026-03-17T16:00", 3, "WORKING_DAYS", "2026-03-27T14:30"),
        # One minute after closing counts as the next working day, 25 March.
        ("2026-03-17T16:01", 3, "WORKING_DAYS", "2026-03-30T16:00"),
        ("2026-03-21T09:00", 3, "WORKING_DAYS", "2026-03-30T16:00"),
        ("2026-04-03T14:31", 1, "WORKING_DAYS", "2026-04-07T16:00"),
        ("2026-04-04T08:00", 1, "WORKING_DAYS", "2026-04-07T16:00"),
        ("2026-04-06T08:00", 0, "WORKING_DAYS", "2026-04-06T16:00"),
        ("2026-04-06T08:00", 2, "CALENDAR_DAYS", "2026-04-08T23:59:59"),
        ("2026-03-20T21:15", 24, "HOURS", "2026-03-21T21:15"),
        ("2026-04-06T14:00", 4, "WORKING_HOURS", "2026-04-07T09:30"),
        ("2026-04-06T14:00", 2, "WORKING_HOURS", "2026-04-06T16:00"),
        ("2026-04-03T13:30", 3, "WORKING_HOURS", "2026-04-06T09:30"),
        ("2026-04-05T13:30", 1, "WORKING_HOURS", "2026-04-06T08:30"),
    ],
)
def test_deadline(start: str, amount: int, unit: str, due: str) -> None:
    assert CALENDAR.deadline(moment(start), Limit(amount, unit)) == moment(due)


def test_deadline_reads_a_start_in_any_zone() -> None:
    start = moment("2026-03-17T10:00").astimezone(ZoneInfo("UTC"))
    due = CALENDAR.deadline(start, Limit(3, "WORKING_DAYS"))
    assert due == moment("2026-03-27T14:30")
    assert due.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("a", "b", "hours"),
    [
        ("2026-04-06T08:00", "2026-04-06T10:00", 2),
        ("2026-04-06T05:00", "2026-04-06T20:00", 8.5),
        ("2026-04-03T13:30", "2026-04-06T08:30", 2),
        ("2026-03-17T15:00", "2026-03-25T08:30", 2),
        ("2026-03-18T08:00", "2026-03-24T16:00", 0),
        ("2026-04-06T10:00", "2026-04-06T08:00", -2),
    ],
)
def test_working_time(a: str, b: str, hours: float) -> None:
    assert CALENDAR.working_time(moment(a), moment(b)) == timedelta(hours=hours)


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
moments = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1), timezones=st.just(ZONE))
calendars = st.builds(
    lambda off, weekend: WorkCalendar({day: "libur" for day in off}, weekend=frozenset(weekend)),
    st.sets(days, max_size=40),
    st.sets(st.integers(0, 6), max_size=6),
)


def brute(calendar: WorkCalendar, day: date, n: int) -> date:
    step = timedelta(days=1 if n > 0 else -1)
    while n:
        day += step
        if day.weekday() not in calendar.weekend and day not in calendar.holidays:
            n -= step.days
    return day


@given(calendars, days, st.integers(-40, 60))
def test_add_workdays_equals_counting(calendar: WorkCalendar, day: date, n: int) -> None:
    assert calendar.add_workdays(day, n) == brute(calendar, day, n)


@given(calendars, days, days)
def test_workdays_between_equals_counting(calendar: WorkCalendar, a: date, b: date) -> None:
    low, high = min(a, b), max(a, b)
    count = sum(calendar.is_workday(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert calendar.workdays_between(a, b) == (count if a <= b else -count)


@given(calendars, moments, moments, moments)
def test_working_time_is_additive(calendar: WorkCalendar, a: datetime, b: datetime, c: datetime) -> None:
    whole = calendar.working_time(a, c)
    assert calendar.working_time(a, b) + calendar.working_time(b, c) == whole


@given(calendars, moments, st.timedeltas(timedelta(microseconds=1), timedelta(hours=200)))
def test_add_working_time_is_the_earliest_moment(
    calendar: WorkCalendar, start: datetime, amount: timedelta
) -> None:
    due = calendar.add_working_time(start, amount)
    assert calendar.working_time(start, due) == amount
    assert calendar.working_time(start, due - timedelta(microseconds=1)) < amount


@given(moments)
def test_adding_nothing_stays(start: datetime) -> None:
    assert CALENDAR.add_working_time(start, timedelta(0)) == start


def test_a_calendar_knows_which_years_it_covers() -> None:
    assert CALENDAR.covers(2026)
    assert not CALENDAR.covers(2027)


def test_hours_on_a_day() -> None:
    assert CALENDAR.hours_on(date(2026, 4, 3)) == (time(7, 30), time(14, 30))
    assert CALENDAR.hours_on(date(2026, 3, 19)) is None


@pytest.mark.parametrize(("amount", "unit"), [(-1, "HOURS"), (1, "DAYS")])
def test_a_limit_refuses_nonsense(amount: int, unit: str) -> None:
    with pytest.raises(ValueError, match=r"limit|unit"):
        Limit(amount, unit)


def test_a_deadline_is_cheap() -> None:
    start, limit = moment("2026-03-17T10:00"), Limit(14, "WORKING_DAYS")
    best = min(_seconds(lambda: CALENDAR.deadline(start, limit)) for _ in range(5))
    # The aim is 20 microseconds; a busy machine is allowed five times that.
    assert best < 100e-6


def _seconds(call: object) -> float:
    begin = perf_counter()
    for _ in range(200):
        call()
    return (perf_counter() - begin) / 200
