"""One place may not ask too often; a neighbour may."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from balai.foundation.errors import TooOften
from balai.kits.http.throttle import client_ip, place_of, throttle


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def request(address: str, **headers: str):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_the_request_after_the_limit_is_refused_and_others_are_not() -> None:
    for _ in range(3):
        throttle(request("192.0.2.1"), scope="a", limit=3, seconds=60)
    with pytest.raises(TooOften):
        throttle(request("192.0.2.1"), scope="a", limit=3, seconds=60)
    throttle(request("192.0.2.2"), scope="a", limit=3, seconds=60)
    throttle(request("192.0.2.1"), scope="b", limit=3, seconds=60)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies: int, forwarded: str, believed: str) -> None:
    settings.PROXIES = proxies
    assert client_ip(request("192.0.2.1", **{"X-Forwarded-For": forwarded})) == believed


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_place(address: str, place: str) -> None:
    assert place_of(request(address)) == place
