"""A second region is a second folder: Kabupaten Wonosobo, without packs of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from balai.engine.organizations import public as organizations
from balai.engine.organizations.testing import region_of_module
from balai.engine.packs import public as packs
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

FOLDER = Path(settings.REGIONS_DIR) / "wonosobo"
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with region_of_module(FOLDER, at=AT, blocker=django_db_blocker):
        yield


@pytest.fixture
def wonosobo(region: None, db: None) -> None:
    cache.clear()


def test_counts(wonosobo: None) -> None:
    villages = [row for place in organizations.kecamatan_list() for row in organizations.desa_of(place.code)]
    assert len(organizations.kecamatan_list()) == 15
    assert len(villages) == 265
    assert sum(row.level == "KELURAHAN" for row in villages) == 29
    assert organizations.region().name == "Kabupaten Wonosobo"
    assert organizations.coordinator().code == "DISKOMINFO"
    assert organizations.inspectorate().code == "INSPEKTORAT"
    offices = [opd for opd in organizations.active_opds(on=timezone.localdate()) if opd.kind == "KECAMATAN"]
    assert len(offices) == 15


def test_every_village_has_a_government_that_can_hold_cases(wonosobo: None) -> None:
    for place in organizations.kecamatan_list():
        for village in organizations.desa_of(place.code):
            assert organizations.village_office(village.code).area_id == village.code


def test_the_nations_days_off_and_hours_are_included_not_copied(wonosobo: None) -> None:
    calendar = parameters.calendar()
    assert not calendar.is_workday(date(2026, 8, 17)) and calendar.is_workday(date(2026, 8, 18))
    assert parameters.value("cases.clock.SP4N", on=TODAY)["limits"]
    assert not (FOLDER / "holidays.yaml").exists()


def test_it_brings_no_service_of_its_own(wonosobo: None) -> None:
    assert packs.services(open_only=False) == []
    assert not (FOLDER / "packs").exists()


def test_the_command_and_the_first_page(db: None) -> None:
    call_command("load_region", "wonosobo", verbosity=0)
    assert "Wonosobo" in Client().get("/").content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "national/tidak-ada.yaml", "/etc/passwd"])
def test_only_files_of_regions_are_included(db: None, tmp_path: Path, name: str) -> None:
    target = tmp_path / "wonosobo"
    target.mkdir()
    for file in ("region.yaml", "areas.csv", "opds.yaml", "parameters.yaml"):
        text = (FOLDER / file).read_text()
        (target / file).write_text(text.replace("national/holidays.yaml", name))
    with pytest.raises(Refused, match="includes"):
        organizations.load_region(folder=target, by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("page", "helps"),
    [
        ("/kebutuhan/", "Sampaikan kebutuhan"),
        ("/gagasan/", "Kirim gagasan"),
        ("/rencana/", "Belum ada"),
        ("/rencana/program/", "Belum ada"),
        ("/rencana/quick-win/", "Belum ada"),
        ("/rencana/peta-jalan/", "Belum ada"),
        ("/inovasi/", "Belum ada"),
        ("/inovasi/daftar/", "Belum ada inovasi"),
        ("/inovasi/kematangan/", "Belum ada yang dinilai"),
        ("/inovasi/kelangsungan/", "Belum"),
        ("/evaluasi/", "Permenpan RB 14/2017"),
        ("/evaluasi/tahun/2026/", "Belum ada"),
        ("/indikator/", "Wonosobo"),
        ("/benang/", "Ujung yang buntu"),
        ("/terbitan/", "Belum ada"),
        ("/kewajiban/", "Tidak ada tugas"),
    ],
)
def test_rooms_without_a_line_of_data_say_what_to_do(wonosobo: None, page: str, helps: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 200
    assert helps in answer.content.decode()
    assert "Batang" not in answer.content.decode()
