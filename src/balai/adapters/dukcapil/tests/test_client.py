"""The registry is there, away, slow, or talks nonsense."""

import logging
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.dukcapil.client import DukcapilRegistry
from balai.adapters.dukcapil.fake import TOKEN, FakeRegistry
from balai.adapters.dukcapil.mapping import written
from balai.domains.public_services.ports import DeathNotice, RegistryAway

NOTICE = DeathNotice(
    number="BALAI-7",
    nik="9901010101500001",
    family_card="9901010101100001",
    name="Almarhum Contoh Rekaan",
    sex="MALE",
    birth_date=date(1950, 1, 1),
    death_date=date(2026, 6, 1),
    death_place="Rumah",
    area_code="99.01.01.2001",
    reported_on=date(2026, 6, 8),
)


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    with FakeRegistry().running() as fake:
        yield fake


def client(fake: FakeRegistry, **given) -> DukcapilRegistry:
    return DukcapilRegistry(fake.address, **{"token": TOKEN, **given})


def test_a_notice_arrives_and_gives_a_receipt(registry: FakeRegistry):
    assert client(registry).report(NOTICE) == "TERIMA-BALAI-7"
    told = registry.notices["BALAI-7"]
    assert told == written(NOTICE)
    assert (told["format"], told["jenis_kelamin"], told["tanggal_meninggal"]) == (
        "balai-kematian/1",
        "LAKI-LAKI",
        "2026-06-01",
    )


def test_the_same_notice_twice_is_one_notice(registry: FakeRegistry):
    assert client(registry).report(NOTICE) == client(registry).report(NOTICE)
    assert (registry.asked, len(registry.notices)) == (2, 1)


@pytest.mark.parametrize(
    "broken",
    [
        (500, b"{}"),
        (401, b"{}"),
        (200, b"<html>"),
        (200, b"{}"),
        (200, b'{"number": "BALAI-8", "receipt": "X"}'),
        (200, b'{"number": "BALAI-7", "receipt": ""}'),
        (200, b"\xff\xfe"),
    ],
)
def test_anything_but_a_receipt_is_tried_again(registry: FakeRegistry, broken, caplog):
    registry.broken = broken
    with caplog.at_level(logging.DEBUG), pytest.raises(RegistryAway) as away:
        client(registry).report(NOTICE)
    for private in (NOTICE.nik, NOTICE.name, NOTICE.family_card, TOKEN):
        assert private not in str(away.value) and private not in caplog.text


def test_away_and_slow():
    with FakeRegistry(delay=0.08).running() as fake:
        with pytest.raises(RegistryAway):
            client(fake, patience=0.02).report(NOTICE)
        with pytest.raises(RegistryAway):
            client(fake, token="lain").report(NOTICE)
    with pytest.raises(RegistryAway):
        client(fake, patience=0.5).report(NOTICE)


@pytest.mark.parametrize(
    "address", ["", "http://registry.example", "ftp://registry.example", "registry.example"]
)
def test_addresses_that_are_refused(address):
    with pytest.raises(ImproperlyConfigured):
        DukcapilRegistry(address, token=TOKEN)
    with pytest.raises(ImproperlyConfigured):
        DukcapilRegistry("https://registry.example", token="")
