"""What is going on right now is told of halls of some size only, and lies in the past by a little."""

from datetime import UTC, datetime

from balai.domains.citizen_reports.demo.alive import load_alive, stories_now
from balai.domains.citizen_reports.demo.story import Place

UNTIL = datetime(2026, 11, 1, 9, tzinfo=UTC)
PLACES = [
    Place(f"33.25.11.{number}", f"Desa Contoh {number}", "Batang", -6.9, 109.7) for number in (1021, 2001)
]


def test_a_tiny_hall_does_not_consist_of_it() -> None:
    alive = load_alive("batang")
    found = stories_now(alive, PLACES, reports=120, until=UNTIL)
    assert len(found) == len(alive["burst"]["texts"]) + len(alive["family"]["texts"])
    assert stories_now(alive, PLACES, reports=4 * len(found) - 1, until=UNTIL) == []


def test_it_has_just_happened_and_names_its_places() -> None:
    found = stories_now(load_alive("batang"), PLACES, reports=120, until=UNTIL)
    assert all(story.at < UNTIL for story in found)
    assert not [story.text for story in found if "{" in story.text]
    # The burst lies within the hours in which a burst is looked for.
    assert sum((UNTIL - story.at).total_seconds() < 6 * 3600 for story in found) >= 10


def test_a_region_that_says_nothing_has_nothing() -> None:
    assert load_alive("wonosobo") is None
    assert stories_now(None, PLACES, reports=120, until=UNTIL) == []
