"""How spans, moments and money are said."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from balai.kits.ui import formats

NOW = datetime(2026, 3, 17, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (timedelta(seconds=20), "kurang dari 1 menit"),
        (timedelta(minutes=45), "45 menit"),
        (timedelta(hours=5, minutes=10), "5 jam 10 menit"),
        (timedelta(days=2, hours=3), "2 hari 3 jam"),
        (timedelta(days=2, minutes=3), "2 hari 3 menit"),
        (timedelta(days=3, hours=20), "3 hari"),
        (timedelta(days=-2), "lewat 2 hari"),
        (timedelta(hours=-1), "lewat 1 jam"),
        (None, ""),
    ],
)
def test_duration(delta, said):
    assert formats.duration(delta) == said


@pytest.mark.parametrize(
    ("delta", "said"), [(timedelta(hours=3), "sisa 3 jam"), (timedelta(days=-2), "lewat 2 hari"), (None, "")]
)
def test_remaining(delta, said):
    assert formats.remaining(delta) == said


@pytest.mark.parametrize(
    ("delta", "said"),
    [
        (timedelta(seconds=-30), "baru saja"),
        (timedelta(hours=-3, minutes=-50), "3 jam lalu"),
        (timedelta(days=2, hours=1), "2 hari lagi"),
        (timedelta(days=-90), "17 Desember 2025"),
    ],
)
def test_relative(delta, said):
    assert formats.relative(NOW + delta, now=NOW) == said


def test_absolute_is_local_time():
    assert formats.absolute(NOW) == "Selasa, 17 Maret 2026 10.00 WIB"


def test_plural_follows_the_language_of_the_request(english_catalogue):
    with translation.override("en"):
        assert formats.duration(timedelta(days=-1)) == "1 day overdue"
        assert formats.duration(timedelta(days=-2)) == "2 days overdue"
