"""A region's files: every mistake is named with file, line and field, and changes nothing."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.organizations.actions import loading
from balai.engine.organizations.models import Area, Mandate, Opd, Region
from balai.engine.parameters.models import Parameter
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
BATANG = Path(settings.REGIONS_DIR) / "batang"
FILES = {
    "region.yaml": """
        code: "99.01"
        name: Kabupaten Contoh
        short_name: Contoh
        number_prefix: CTH
        latitude: -7.0
        longitude: 110.0
        outside_advice: Silakan ke lapor.go.id.
        neighbours:
          - {name: Barat, from_degrees: 180, to_degrees: 0, advice: Hubungi tetangga barat.}
    """,
    "areas.csv": """
        # contoh
        code,level,name,parent,latitude,longitude
        99.01,KABUPATEN,Kabupaten Contoh,,-7.0,110.0
        99.01.01,KECAMATAN,Satu,99.01,-7.0,110.0
        99.01.01.2001,DESA,Alfa,99.01.01,-7.0,110.0
        99.01.01.2002,DESA,Beta,99.01.01,-7.0,110.03
        99.01.01.2003,DESA,Gama,99.01.01,-7.03,110.0
    """,
    "opds.yaml": """
        opds:
          - code: INFO
            kind: DINAS
            coordinator: true
            names:
              - {name: Kantor Data, short_name: Kandat, valid_from: 2017-01-01, valid_to: 2024-12-31}
              - {name: Dinas Informasi, short_name: Disinfo, valid_from: 2025-01-01}
            valid_from: 2017-01-01
          - code: AWAS
            kind: INSPEKTORAT
            inspectorate: true
            names: [{name: Inspektorat Contoh, short_name: Inspektorat, valid_from: 2017-01-01}]
            valid_from: 2017-01-01
            valid_to: 2030-12-31
          - code: KEC-SATU
            kind: KECAMATAN
            area: "99.01.01"
            parent: INFO
            names: [{name: Kecamatan Satu, short_name: Kec. Satu, valid_from: 2017-01-01}]
            valid_from: 2017-01-01
    """,
    "holidays.yaml": """
        years:
          - year: 2026
            legal_reference: SKB contoh
            source: contoh
            verified: false
            days:
              - {date: 2026-03-19, name: Nyepi, kind: NATIONAL}
    """,
    "parameters.yaml": """
        parameters:
          - {code: contoh.batas, value: 3, valid_from: 2026-01-01, source: contoh, verified: false}
    """,
    "kamar/mandates.yaml": """
        mandates:
          - {categories: [AAA], opd: INFO, valid_from: 2017-01-01}
          - {categories: [AAA], opd: AWAS, area: 99.01.01.2002, valid_from: 2017-01-01}
          - {categories: [BBB], opd_of: KECAMATAN, valid_from: 2017-01-01}
    """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "contoh" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).strip() + "\n")
    return tmp_path / "contoh"


def load(folder: Path) -> dict:
    return organizations.load_region(folder=folder, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_loading_twice_is_loading_once(folder: Path) -> None:
    first = load(folder)
    rows = [list(table.objects.order_by("pk").values()) for table in (Region, Area, Opd, Mandate, Parameter)]
    again = load(folder)
    assert [list(t.objects.order_by("pk").values()) for t in (Region, Area, Opd, Mandate, Parameter)] == rows
    assert (first["changed"], again["changed"]) == (["contoh.batas"], [])
    entries = journal.history(subject=("region", "99.01"))
    assert [entry.code for entry in entries] == ["REGION_LOADED", "REGION_LOADED"]
    assert {key: entries[0].data[key] for key in ("areas", "opds", "mandates", "holidays")} == {
        "areas": 5,
        "opds": 3,
        "mandates": 3,
        "holidays": 1,
    }


@pytest.mark.django_db
def test_a_changed_file_changes_the_rows(folder: Path) -> None:
    load(folder)
    path = folder / "opds.yaml"
    path.write_text(path.read_text().replace("parent: INFO", "parent: AWAS").replace("Disinfo", "Diskom"))
    load(folder)
    assert organizations.opd("KEC-SATU").parent.code == "AWAS"
    assert organizations.opd("INFO").short_name == "Diskom"


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("opds.yaml", 'area: "99.01.01"', 'area: "99.09"', "contoh/opds.yaml baris 15, isian `area`"),
        ("opds.yaml", "parent: INFO", "parent: TIDAK", "contoh/opds.yaml baris 15, isian `parent`"),
        ("opds.yaml", "kind: DINAS", "kind: PABRIK", "contoh/opds.yaml baris 2, isian `kind`"),
        (
            "opds.yaml",
            "coordinator: true",
            "coordinator: 1",
            "isian `coordinator`: harus berupa true atau false",
        ),
        (
            "opds.yaml",
            "inspectorate: true",
            "inspectorate: false",
            "tepat satu instansi harus `inspectorate: true`",
        ),
        (
            "areas.csv",
            "99.01.01,-7.0,110.03",
            "99.02.01,-7.0,110.03",
            "contoh/areas.csv baris 6, isian `parent`",
        ),
        ("areas.csv", "110.03", "timur", "contoh/areas.csv baris 6, isian `longitude`"),
        ("areas.csv", "99.01.01.2002", "99.01.01.2001", "isian `code`: 99.01.01.2001 dipakai dua kali"),
        ("kamar/mandates.yaml", "opd: AWAS", "opd: AWAN", "kamar/mandates.yaml baris 3, isian `opd`"),
        ("kamar/mandates.yaml", "area: 99.01.01.2002, ", "", "AAA diberikan dua kali"),
        ("kamar/mandates.yaml", "KECAMATAN", "DESA", "baris 4, isian `opd_of`"),
        (
            "parameters.yaml",
            "verified: false",
            "verified: nanti",
            "contoh/parameters.yaml baris 2, isian `verified`",
        ),
        ("parameters.yaml", "value: 3, ", "", "isian `value`: harus diisi"),
        ("parameters.yaml", "value: 3", "value: 3, value: 4", "isian `value`: tertulis dua kali"),
        ("parameters.yaml", "2026-01-01", "kemarin", "isian `valid_from`: harus berupa tanggal"),
        ("holidays.yaml", "date: 2026-", "date: 2027-", "contoh/holidays.yaml baris 7, isian `date`"),
        (
            "region.yaml",
            "latitude: -7.0",
            "latitude: selatan",
            "contoh/region.yaml baris 1, isian `latitude`",
        ),
        ("region.yaml", "neighbours:", "neighbours: [", "region.yaml baris 9: YAML tidak terbaca"),
    ],
)
@pytest.mark.django_db
def test_mistakes_are_named(folder: Path, file: str, old: str, new: str, where: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(Refused) as refusal:
        load(folder)
    assert refusal.value.code == "REGION_FILE_INVALID"
    assert where in refusal.value.message
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "opds.yaml").unlink()
    with pytest.raises(Refused, match=r"opds\.yaml: berkas tidak ada"):
        load(folder)


@pytest.mark.django_db
def test_rooms_load_their_own_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_loaders", {})
    seen = []

    def room(path: Path, *, by, at) -> dict:
        seen.append((path, by, at, organizations.opd("INFO").name))
        return {"categories": 2}

    organizations.region_loader("kamar", room)
    assert load(folder)["kamar"] == {"categories": 2}
    assert seen == [(folder, SYSTEM, AT, "Dinas Informasi")]


@pytest.mark.django_db
def test_a_room_that_refuses_undoes_the_whole_load(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_loaders", {})

    def room(path: Path, *, by, at) -> dict:
        raise Refused("RULE_INVALID", "aturan rusak")

    organizations.region_loader("kamar", room)
    with pytest.raises(Refused):
        load(folder)
    assert not Region.objects.exists()
    assert journal.history(subject=("region", "99.01")) == []


@pytest.mark.django_db
def test_the_command_speaks_plainly(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setattr(loading, "_loaders", {})
    call_command("load_region", str(folder))
    assert "Wilayah: 5" in capsys.readouterr().out
    shutil.rmtree(folder / "kamar")
    (folder / "areas.csv").unlink()
    with pytest.raises(CommandError, match=r"areas\.csv"):
        call_command("load_region", str(folder))
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("load_region", "tidak-ada-wilayah-ini")


@pytest.mark.django_db
def test_questions_about_agencies(folder: Path) -> None:
    load(folder)
    assert organizations.coordinator().code == "INFO"
    assert organizations.inspectorate().code == "AWAS"
    info = organizations.opd("INFO")
    names = [organizations.opd_name(info.pk, on=day) for day in (date(2024, 12, 31), date(2025, 1, 1))]
    assert names == ["Kantor Data", "Dinas Informasi"]
    assert [opd.code for opd in organizations.active_opds(on=date(2031, 1, 1))] == ["INFO", "KEC-SATU"]
    with pytest.raises(Refused) as refusal:
        organizations.opd("TIDAK")
    assert refusal.value.code == "OPD_UNKNOWN"


@pytest.mark.parametrize(
    ("category", "place", "on", "opd"),
    [
        ("AAA", "99.01.01.2001", date(2026, 1, 1), "INFO"),
        ("AAA", None, date(2026, 1, 1), "INFO"),
        ("AAA", "99.01.01.2002", date(2026, 1, 1), "AWAS"),
        # The agency of the smaller area is gone: the region's mandate answers.
        ("AAA", "99.01.01.2002", date(2031, 1, 1), "INFO"),
        ("BBB", "99.01.01.2003", date(2026, 1, 1), "KEC-SATU"),
        ("BBB", None, date(2026, 1, 1), None),
        ("AAA", None, date(2016, 1, 1), None),
        ("ZZZ", None, date(2026, 1, 1), None),
    ],
)
@pytest.mark.django_db
def test_responsible(folder: Path, category: str, place: str | None, on: date, opd: str | None) -> None:
    load(folder)
    found = organizations.responsible(category_code=category, area_code=place, on=on)
    assert (found.code if found else None) == opd
