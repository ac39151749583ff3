"""Rules about names, sizes and hashes, as tables."""

from datetime import date

import pytest

from balai.engine.documents import rules


@pytest.mark.parametrize(
    ("width", "height", "longest", "size"),
    [
        (4000, 3000, 1600, (1600, 1200)),
        (3000, 4000, 1600, (1200, 1600)),
        (1600, 900, 1600, (1600, 900)),
        (10, 20, 1600, (10, 20)),
        (50_000, 3, 1600, (1600, 1)),
    ],
)
def test_bounded(width: int, height: int, longest: int, size: tuple[int, int]) -> None:
    assert rules.bounded(width, height, longest) == size


def test_names_lie_by_day_and_spread_over_folders() -> None:
    token = "a3" + "0" * 30
    day = date(2026, 3, 17)
    assert rules.file_name(token=token, day=day, small=False) == f"2026-03-17/a3/{token}.jpg"
    assert rules.file_name(token=token, day=day, small=True) == f"2026-03-17/a3/{token}-k.jpg"


def test_only_days_that_are_over_for_a_day_are_swept() -> None:
    assert rules.sweepable_days(today=date(2026, 3, 2), back=3) == [
        date(2026, 2, 28),
        date(2026, 2, 27),
        date(2026, 2, 26),
    ]


@pytest.mark.parametrize(
    ("number", "signed"), [(0, 0), (2**63 - 1, 2**63 - 1), (2**63, -(2**63)), (2**64 - 1, -1)]
)
def test_signed_64(number: int, signed: int) -> None:
    assert rules.signed_64(number) == signed
    assert rules.bits_apart(number, signed) == 0


def test_bits_apart() -> None:
    assert rules.bits_apart(-1, 0) == 64
    assert rules.bits_apart(0b1011, 0b0010) == 2
