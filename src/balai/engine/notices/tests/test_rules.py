"""Quiet hours, retries and choices as tables."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from balai.engine.notices import rules
from balai.engine.notices.terms import MOST_ATTEMPTS, Mode

ZONE = ZoneInfo("Asia/Jakarta")
NIGHT = rules.QuietHours.read({"from": "21:00", "until": "06:00"})
NOON = rules.QuietHours.read({"from": "12:00", "until": "13:00"})


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "quiet", "is_urgent", "leaves"),
    [
        ("17T20:59", NIGHT, False, "17T20:59"),
        ("17T21:00", NIGHT, False, "18T06:00"),
        ("17T23:30", NIGHT, False, "18T06:00"),
        ("18T00:10", NIGHT, False, "18T06:00"),
        ("18T05:59", NIGHT, False, "18T06:00"),
        ("18T06:00", NIGHT, False, "18T06:00"),
        ("17T23:30", NIGHT, True, "17T23:30"),
        ("17T23:30", None, False, "17T23:30"),
        ("17T12:30", NOON, False, "17T13:00"),
        ("17T13:00", NOON, False, "17T13:00"),
    ],
)
def test_send_after(written, quiet, is_urgent, leaves) -> None:
    moment = rules.send_after(at=local(written), quiet=quiet, is_urgent=is_urgent, zone=ZONE)
    assert moment == local(leaves)


def test_no_parameter_means_no_quiet_hours() -> None:
    assert rules.QuietHours.read(None) is None


def test_eight_tries_over_most_of_a_day() -> None:
    start = local("17T10:00")
    at, tries = start, 1
    while (following := rules.next_try(attempts=tries, at=at)) is not None:
        assert following > at
        at, tries = following, tries + 1
    assert tries == MOST_ATTEMPTS
    assert timedelta(hours=20) < at - start < timedelta(hours=24)


@pytest.mark.parametrize(
    ("chosen", "is_urgent", "mode"),
    [
        ({}, False, Mode.IMMEDIATE),
        ({"": "OFF"}, False, Mode.OFF),
        ({"": "OFF", "a": "DIGEST"}, False, Mode.DIGEST),
        ({"": "DIGEST", "b": "OFF"}, False, Mode.DIGEST),
        ({"": "DIGEST"}, True, Mode.IMMEDIATE),
        ({"a": "OFF"}, True, Mode.OFF),
    ],
)
def test_mode_of(chosen, is_urgent, mode) -> None:
    assert rules.mode_of(template="a", chosen=chosen, is_urgent=is_urgent) is mode
