"""Numbers of letters under real concurrency: no gap, no double, on SQLite and on PostgreSQL."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.engine.documents.letter_rules import letter_number, masked_name
from balai.engine.documents.models import NumberSeries
from balai.engine.documents.public import continue_series, next_number
from balai.engine.documents.tests.letters import AT, OFFICER
from balai.engine.journal.public import history
from balai.foundation.errors import Refused
from balai.kits.testing.threads import at_once, shared_database

DAY = AT.date()


def draw(series: str = "s") -> int:
    with transaction.atomic():
        return next_number(series=series, by=OFFICER, at=AT)


class Crash(Exception):
    """The act that the number was for failed."""


def draw_and_crash() -> None:
    with transaction.atomic():
        next_number(series="s", by=OFFICER, at=AT)
        raise Crash


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a", "b", "crash"]), max_size=12))
def test_whatever_happens_each_series_counts_without_a_gap(steps: list[str]) -> None:
    NumberSeries.objects.all().delete()
    drawn: dict[str, list[int]] = {"a": [], "b": []}
    for step in steps:
        if step == "crash":
            with pytest.raises(Crash), transaction.atomic():
                next_number(series="a", by=OFFICER, at=AT)
                raise Crash
        else:
            drawn[step].append(draw(step))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in drawn.values())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_draw_at_once_and_some_fail() -> None:
    with shared_database():
        results = at_once(*[draw, draw_and_crash] * 8)
        again = at_once(draw)
    numbers = sorted(result for result in results if isinstance(result, int))
    assert numbers == list(range(1, 9))
    assert sum(isinstance(result, Crash) for result in results) == 8
    assert again == [9]


@pytest.mark.django_db
def test_an_office_goes_on_after_its_paper_numbers() -> None:
    continue_series(series="s", last=120, by=OFFICER, at=AT)
    assert draw() == 121
    continue_series(series="s", last=5, by=OFFICER, at=AT)
    assert draw() == 122
    (entry,) = history(subject=("number_series", "s"))
    assert (entry.code, entry.data) == ("NUMBERS_CONTINUED", {"last": 120})


@pytest.mark.parametrize(
    ("pattern", "number", "expected"),
    [
        ("{number}", 7, "7"),
        ("474.3/{number:03}/{village}/{roman_month}/{year}", 7, "474.3/007/SLR/XI/2026"),
        ("{number:03}", 1234, "1234"),
        ("{day}-{month}-{year}/{number}", 1, "22-11-2026/1"),
    ],
)
def test_a_number_is_written_as_the_office_writes_it(pattern: str, number: int, expected: str) -> None:
    assert letter_number(pattern, number=number, day=DAY, fields={"village": "SLR"}) == expected


@pytest.mark.parametrize("pattern", ["474", "{number}/{desa}", "{number.__class__}", "{}", ""])
def test_a_pattern_that_nobody_can_fill_is_refused(pattern: str) -> None:
    with pytest.raises(Refused) as caught:
        letter_number(pattern, number=1, day=DAY)
    assert caught.value.code == "NUMBER_PATTERN"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Siti Rekaan", "S*** R***"), ("budi", "B***"), ("", ""), (" H. Joko  Misal ", "H*** J*** M***")],
)
def test_a_masked_name_tells_nothing_but_initials(name: str, masked: str) -> None:
    assert masked_name(name) == masked
