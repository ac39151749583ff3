"""Buckets and percentiles, without a database."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.engine.indicators.rules import (
    OVERFLOW,
    Estimate,
    bucket_edges,
    bucket_of,
    cover,
    end_of,
    key_of,
    open_ages,
    percentile_with_open,
)
from balai.engine.indicators.terms import Reason, Span

H = timedelta(hours=1)
D = timedelta(days=1)


@pytest.mark.parametrize(
    ("duration", "bucket", "start", "end"),
    [
        (0 * H, 0, 0 * H, 1 * H),
        (timedelta(minutes=59, seconds=59), 0, 0 * H, 1 * H),
        (1 * H, 1, 1 * H, 2 * H),
        (71.5 * H, 71, 71 * H, 72 * H),
        (72 * H, 72, 72 * H, 78 * H),
        (30 * D - timedelta(microseconds=1), 179, 30 * D - 6 * H, 30 * D),
        (30 * D, 180, 30 * D, 31 * D),
        (90 * D - H, 239, 89 * D, 90 * D),
        (90 * D, 240, 90 * D, None),
        (4000 * D, 240, 90 * D, None),
    ],
)
def test_a_duration_has_one_bucket(duration, bucket, start, end):
    assert bucket_of(duration) == bucket
    assert bucket_edges(bucket) == (start, end)


def test_buckets_follow_each_other_without_gaps():
    edges = [bucket_edges(bucket) for bucket in range(OVERFLOW + 1)]
    assert edges[0][0] == timedelta(0)
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]
    assert [bucket_of(start) for start, _ in edges] == list(range(OVERFLOW + 1))


@pytest.mark.parametrize("call", [lambda: bucket_of(-H), lambda: bucket_edges(-1), lambda: bucket_edges(241)])
def test_there_is_nothing_off_the_scale(call):
    with pytest.raises(ValueError):
        call()


@pytest.mark.parametrize(
    ("story", "durations", "open_ages", "q", "expected"),
    [
        ("closing one report does not make a winner", {0: 1}, {}, 0.5, Estimate(None, 1, 0, Reason.TOO_FEW)),
        ("nothing at all", {}, {}, 0.5, Estimate(None, 0, 0, Reason.TOO_FEW)),
        ("all in one bucket: half of it", {10: 40}, {}, 0.5, Estimate(10.5 * H, 40, 0)),
        ("all in one bucket: nine tenths of it", {10: 40}, {}, 0.9, Estimate(10.9 * H, 40, 0)),
        ("half fast, half slow", {0: 20, 100: 20}, {}, 0.5, Estimate(1 * H, 40, 0)),
        ("the slow half decides the 90th", {0: 20, 100: 20}, {}, 0.9, Estimate(72 * H + 28 * 6 * H + 4.8 * H, 40, 0)),
        (
            "closing the 30 easy ones and leaving 50 open does not improve the median",
            {1: 30}, {20: 50}, 0.5, Estimate(None, 80, 50, Reason.MOSTLY_OPEN),
        ),
        ("young open ones say little: as if not there", {10: 40}, {0: 50}, 0.5, Estimate(10.5 * H, 90, 50)),
        ("old open ones count in full", {10: 40}, {239: 20}, 0.5, Estimate(10.75 * H, 60, 20)),
        ("everything open", {}, {50: 60}, 0.5, Estimate(None, 60, 60, Reason.MOSTLY_OPEN)),
        ("slower than the scale", {240: 60}, {}, 0.5, Estimate(None, 60, 0, Reason.BEYOND_SCALE)),
    ],
)  # fmt: skip
def test_percentiles_in_words(story, durations, open_ages, q, expected):
    found = percentile_with_open(durations, open_ages, q, minimum=30)
    assert (found.n, found.open, found.reason) == (expected.n, expected.open, expected.reason)
    if expected.value is None:
        assert found.value is None
    else:
        assert found.value == pytest.approx(expected.value, abs=timedelta(milliseconds=1))


@pytest.mark.parametrize("q", [0, 1, -0.1, 50])
def test_a_share_lies_between_nothing_and_all(q):
    with pytest.raises(ValueError):
        percentile_with_open({0: 50}, {}, q)


def _redistribute_to_the_right(cases: list[tuple[int, bool]]) -> dict[int, Fraction]:
    """Efron's definition, case by case and in exact fractions: each case weighs the same; an open one hands its
    weight to all that come after it. Returns the weight of finished cases per bucket."""
    # False sorts first: of two in a bucket the finished one comes before the open one.
    ordered = sorted(cases, key=lambda case: (case[0], case[1]))
    weights = [Fraction(1, len(cases))] * len(cases)
    finished: Counter = Counter()
    for i, (bucket, is_open) in enumerate(ordered):
        if not is_open:
            finished[bucket] += weights[i]
        elif rest := len(cases) - i - 1:
            for j in range(i + 1, len(cases)):
                weights[j] += weights[i] / rest
    return finished


CASES = st.lists(st.tuples(st.integers(0, OVERFLOW), st.booleans()), min_size=1, max_size=40)


@given(cases=CASES, q=st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(3, 4), Fraction(9, 10)]))
def test_percentiles_agree_with_counting_case_by_case(cases, q):
    before, expected = Fraction(0), None
    for bucket, weight in sorted(_redistribute_to_the_right(cases).items()):
        if before + weight >= q:
            start, end = bucket_edges(bucket)
            expected = end and start + float((q - before) / weight) * (end - start)
            break
        before += weight
    durations = Counter(bucket for bucket, is_open in cases if not is_open)
    ages = Counter(bucket for bucket, is_open in cases if is_open)
    found = percentile_with_open(durations, ages, float(q), minimum=1)
    assert (found.n, found.open) == (len(cases), ages.total())
    if expected is None:
        assert found.value is None
    else:
        assert abs(found.value - expected) < timedelta(seconds=1)


@given(cases=CASES, extra=st.integers(1, 40))
def test_leaving_more_open_for_long_never_makes_it_look_faster(cases, extra):
    durations = Counter(bucket for bucket, is_open in cases if not is_open)
    ages = Counter(bucket for bucket, is_open in cases if is_open)
    before = percentile_with_open(durations, ages, 0.5, minimum=1).value
    after = percentile_with_open(durations, ages + Counter({OVERFLOW: extra}), 0.5, minimum=1).value
    assert after is None or (before is not None and after >= before - timedelta(seconds=1))


def test_ages_of_what_is_open_come_from_the_days_of_intake():
    today = date(2026, 3, 17)
    intake = {today: 2, today - 3 * D: 4, today - 40 * D: 1, today - 5 * D: 0, today + D: 1}
    assert open_ages(intake, today=today) == {0: 3, 72: 4, 190: 1}


@pytest.mark.parametrize(
    ("keys", "stored"), [("", ""), ("JALAN", "JALAN"), (("JALAN", "33.25"), "JALAN|33.25")]
)
def test_keys_are_stored_as_one_text(keys, stored):
    assert key_of(keys) == stored


def test_the_separator_stays_out_of_keys():
    with pytest.raises(ValueError):
        key_of(("a|b", "c"))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ((2026, 3, 17), (2026, 3, 17), "D 2026-03-17 2026-03-17"),
        ((2026, 3, 1), (2026, 3, 31), "M 2026-03-01 2026-03-01"),
        ((2026, 1, 1), (2026, 12, 31), "Y 2026-01-01 2026-01-01"),
        (
            (2024, 1, 1),
            (2026, 3, 2),
            "Y 2024-01-01 2025-01-01, M 2026-01-01 2026-02-01, D 2026-03-01 2026-03-02",
        ),
        ((2025, 11, 30), (2026, 2, 28), "D 2025-11-30 2025-11-30, M 2025-12-01 2026-02-01"),
        ((2026, 3, 2), (2026, 3, 1), ""),
    ],
)
def test_a_range_of_days_is_made_up_of_few_spans(since, until, expected):
    found = cover(date(*since), date(*until))
    assert ", ".join(f"{span} {first} {last}" for span, first, last in found) == expected


@given(since=st.dates(date(2020, 1, 1), date(2030, 1, 1)), length=st.integers(0, 1500))
def test_the_spans_of_a_range_touch_each_other_and_fill_it(since, length):
    until = since + length * D
    found = cover(since, until)
    assert found[0][1] == since
    assert end_of(found[-1][0], found[-1][2]) == until
    for (span, _, last), (_, following, _) in pairwise(found):
        assert end_of(span, last) + D == following
    assert len(found) <= 5
    assert {span for span, *_ in found} <= set(Span)
