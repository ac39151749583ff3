"""Adding and reading numbers, and counting them again from the journal."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta, Indicator
from balai.engine.journal import public as journal
from balai.foundation.actor import CITIZEN

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 16)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
AT = datetime(2026, 3, 17, 1, tzinfo=UTC)
WEEK = {"since": MONDAY, "until": MONDAY + timedelta(days=6)}


@pytest.fixture(autouse=True)
def two_indicators():
    for code in ("test.opened", "test.days"):
        indicators.register(
            Indicator(
                code=code, label="Uji", unit="laporan", description="Hanya uji.", follower="test.numbers"
            )
        )
    yield
    for code in ("test.opened", "test.days"):
        indicators.unregister(code)


def test_deltas_add_up_whether_they_come_together_or_apart():
    indicators.add([Delta("test.opened", MONDAY, "JALAN"), Delta("test.opened", MONDAY, "JALAN", amount=2)])
    indicators.add(
        [Delta("test.opened", MONDAY, "JALAN", amount=-1), Delta("test.opened", WEDNESDAY, "JALAN")]
    )
    assert indicators.total("test.opened", key="JALAN", **WEEK) == 3
    assert indicators.series("test.opened", key="JALAN", since=MONDAY, until=WEDNESDAY) == {
        MONDAY: 2, TUESDAY: 0, WEDNESDAY: 1,
    }  # fmt: skip


def test_many_deltas_are_one_statement():
    deltas = [Delta("test.opened", MONDAY, str(n)) for n in range(500)] * 2
    with CaptureQueriesContext(connection) as queries:
        indicators.add(deltas)
    assert [q["sql"][:6] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))] == ["INSERT"]
    assert indicators.totals("test.opened", **WEEK) == {str(n): 2 for n in range(500)}


def test_more_deltas_than_fit_in_one_statement():
    indicators.add(Delta("test.opened", MONDAY, str(n)) for n in range(2500))
    assert len(indicators.totals("test.opened", **WEEK)) == 2500


def test_an_unknown_indicator_is_a_bug_and_nothing_is_added():
    with pytest.raises(LookupError):
        indicators.add([Delta("test.opened", MONDAY), Delta("test.typo", MONDAY)])
    assert indicators.total("test.opened", **WEEK) == 0


def test_one_code_one_indicator():
    with pytest.raises(ValueError):
        indicators.register(Indicator(code="test.opened", label="Lain", unit="", description=""))
    assert indicators.indicator("test.opened").label == "Uji"


def test_totals_below_a_prefix_know_where_a_part_ends():
    indicators.add(
        Delta("test.opened", MONDAY, keys)
        for keys in [("JALAN", "A"), ("JALAN", "B"), ("JALAN_DESA", "A"), ("jalan", "A"), "JALAN"]
    )
    assert indicators.totals("test.opened", prefix="JALAN", **WEEK) == {
        "JALAN": 1,
        "JALAN|A": 1,
        "JALAN|B": 1,
    }


def test_several_indicators_in_one_query(django_assert_num_queries):
    indicators.add([Delta("test.opened", MONDAY, "A"), Delta("test.days", TUESDAY, "A", 5, 3)])
    with django_assert_num_queries(1):
        assert indicators.totals_of(["test.opened", "test.days", "test.none"], **WEEK) == {
            "test.opened": {"A": 1}, "test.days": {"A": 3}, "test.none": {},
        }  # fmt: skip


def test_histograms_leave_out_what_cancelled_itself():
    indicators.add([Delta("test.days", MONDAY, "A", 5, 3), Delta("test.days", TUESDAY, "A", 5, 1)])
    indicators.add([Delta("test.days", MONDAY, "A", 7, 2), Delta("test.days", TUESDAY, "A", 7, -2)])
    indicators.add([Delta("test.days", MONDAY, "B", 1)])
    assert indicators.histogram("test.days", key="A", **WEEK) == {5: 4}
    assert indicators.histograms("test.days", **WEEK) == {"A": {5: 4}, "B": {1: 1}}


def test_days_outside_the_range_do_not_count():
    indicators.add(Delta("test.opened", day, "A") for day in (MONDAY - timedelta(days=1), MONDAY, WEDNESDAY))
    assert indicators.totals("test.opened", since=MONDAY, until=TUESDAY) == {"A": 1}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2024, 6, 15), date(2026, 3, 20), 6), (date(2025, 1, 1), date(2025, 12, 31), 3), (MONDAY, TUESDAY, 1),
        (date(2025, 2, 1), date(2026, 3, 15), 1), (TUESDAY, MONDAY, 0),
    ],
)  # fmt: skip
def test_long_ranges_count_every_day_once(since, until, expected):
    days = [
        date(2024, 6, 15),
        date(2024, 12, 31),
        date(2025, 1, 1),
        date(2025, 1, 31),
        date(2025, 12, 31),
        MONDAY,
    ]
    indicators.add(Delta("test.opened", day, "A", bucket) for bucket, day in enumerate(days))
    assert indicators.total("test.opened", key="A", since=since, until=until) == expected
    assert sum(indicators.totals("test.opened", since=since, until=until).values()) == expected
    assert sum(indicators.histogram("test.opened", key="A", since=since, until=until).values()) == expected
    assert sum(indicators.series("test.opened", key="A", since=since, until=until).values()) == expected


def test_a_rebuild_counts_the_same_again():
    def count(entries):
        indicators.add(Delta("test.opened", entry.at.date(), entry.subject_kind) for entry in entries)

    journal.follow("test.numbers", codes={"OPENED"}, handler=count)
    try:
        for n in range(3):
            journal.append(code="OPENED", subject=("report", n), by=CITIZEN, at=AT)
        journal.seal(at=AT)
        journal.run_followers(at=AT)
        indicators.add([Delta("test.opened", TUESDAY, "report", amount=40), Delta("test.days", TUESDAY)])
        indicators.rebuild("test.opened")
        assert indicators.totals_of(["test.opened", "test.days"], **WEEK) == {
            "test.opened": {},
            "test.days": {},
        }
        journal.run_followers(at=AT)
        assert indicators.totals("test.opened", **WEEK) == {"report": 3}
    finally:
        journal.unfollow("test.numbers")


def test_what_no_follower_feeds_cannot_be_rebuilt():
    indicators.register(Indicator(code="test.by_hand", label="Uji", unit="", description=""))
    try:
        with pytest.raises(ValueError):
            indicators.rebuild("test.by_hand")
    finally:
        indicators.unregister("test.by_hand")
