"""A region's folder, read and checked: every code that is named must exist."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from balai.engine.parameters.public import HolidayKind
from balai.foundation.errors import Refused

from ..files import Row, read_csv, read_yaml
from ..terms import Level, OpdKind

# A mandate given to `opd_of: KECAMATAN` belongs to the office of the kecamatan where the place lies.
_OFFICES = {OpdKind.KECAMATAN.value: Level.KECAMATAN}


@dataclass(frozen=True, slots=True)
class RegionData:
    """What the folder says, in the fields of the tables; references are codes."""

    region: dict[str, Any]
    areas: list[dict[str, Any]]
    opds: list[dict[str, Any]]
    mandates: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    holidays: list[dict[str, Any]]


def read_region(folder: Path) -> RegionData:
    """Read `region.yaml`, `areas.csv`, `opds.yaml`, `holidays.yaml` and `parameters.yaml`, the keys `parameters` and
    `mandates` of every YAML file in the rooms' subfolders, and `parameters` and `years` of the files that it includes."""
    head = read_yaml(folder / "region.yaml")
    region = _region(head)
    areas = _areas(read_csv(folder / "areas.csv"))
    opds = _opds(read_yaml(folder / "opds.yaml").rows("opds"), {row["code"] for row in areas})
    rooms = [read_yaml(path) for path in sorted(folder.glob("*/*.yaml"))]
    shared = [read_yaml(path) for path in _included(head, folder)]
    own = [
        read_yaml(folder / name)
        for name in ("parameters.yaml", "holidays.yaml")
        if not shared or (folder / name).exists()
    ]
    return RegionData(
        region=region,
        areas=areas,
        opds=opds,
        mandates=_mandates([row for file in rooms for row in file.rows("mandates")], opds, areas),
        parameters=_parameters([row for file in [*shared, *own, *rooms] for row in file.rows("parameters")]),
        holidays=_holidays([row for file in [*shared, *own] for row in file.rows("years")]),
    )


def _included(head: Row, folder: Path) -> list[Path]:
    """The files that `region.yaml` includes, each named from the folder of all regions: `national/holidays.yaml`."""
    regions = folder.resolve().parent
    found = []
    for name in head.may("includes", list, []) or []:
        path = (regions / str(name)).resolve()
        if not path.is_relative_to(regions) or not path.is_file():
            raise head.fault("includes", f"berkas {name!r} tidak ada di antara wilayah.")
        found.append(path)
    return found


def _region(row: Row) -> dict[str, Any]:
    neighbours = [
        {
            "name": item.need("name", str),
            "from_degrees": item.need("from_degrees", int),
            "to_degrees": item.need("to_degrees", int),
            "advice": item.need("advice", str),
            "advice_en": item.may("advice_en", str, ""),
        }
        for item in row.rows("neighbours")
    ]
    texts = ("code", "name", "short_name", "number_prefix", "outside_advice")
    return {
        **{field: row.need(field, str) for field in texts},
        "latitude": row.need("latitude", float),
        "longitude": row.need("longitude", float),
        "outside_advice_en": row.may("outside_advice_en", str, ""),
        "neighbours": neighbours,
        "emergency_number": row.may("emergency_number", str, ""),
        "website": row.may("website", str, ""),
        "source": row.may("source", str, ""),
    }


def _areas(rows: list[Row]) -> list[dict[str, Any]]:
    codes = _unique(rows)
    found = []
    for row in rows:
        if row.get("level") not in set(Level):
            raise row.fault("level", f"harus salah satu dari {', '.join(Level)}.")
        parent = row.refer("parent", lambda code: code == "" or code in codes, "induk") or None
        found.append(
            {
                "code": row["code"],
                "name": row.need("name", str),
                "level": row["level"],
                "parent_id": parent,
                "latitude": _degrees(row, "latitude", 90),
                "longitude": _degrees(row, "longitude", 180),
            }
        )
    return found


def _degrees(row: Row, field: str, most: int) -> float:
    try:
        found = float(row.need(field, str))
    except ValueError:
        raise row.fault(field, "harus berupa bilangan.") from None
    if not -most <= found <= most:
        raise row.fault(field, "di luar bumi.")
    return found


def _opds(rows: list[Row], areas: set[str]) -> list[dict[str, Any]]:
    codes = _unique(rows)
    found = []
    for row in rows:
        if row.get("kind") not in set(OpdKind):
            raise row.fault("kind", f"harus salah satu dari {', '.join(OpdKind)}.")
        names = [_name(item) for item in row.rows("names")]
        if not names:
            raise row.fault("names", "sedikitnya satu nama.")
        found.append(
            {
                "code": row["code"],
                "kind": row["kind"],
                "parent": row.refer("parent", codes.__contains__, "instansi"),
                "area_id": row.refer("area", areas.__contains__, "wilayah"),
                "address": row.may("address", str, ""),
                "website": row.may("website", str, ""),
                "email": row.may("email", str, ""),
                "valid_from": row.need("valid_from", date),
                "valid_to": row.may("valid_to", date),
                "is_coordinator": row.may("coordinator", bool, False),
                "is_inspectorate": row.may("inspectorate", bool, False),
                "names": sorted(names, key=lambda name: name["valid_from"]),
            }
        )
    for field, label in (("is_coordinator", "coordinator"), ("is_inspectorate", "inspectorate")):
        if sum(opd[field] for opd in found) != 1:
            raise Refused("REGION_FILE_INVALID", f"opds.yaml: tepat satu instansi harus `{label}: true`.")
    return found


def _name(row: Row) -> dict[str, Any]:
    return {
        "name": row.need("name", str),
        "short_name": row.need("short_name", str),
        "valid_from": row.need("valid_from", date),
        "valid_to": row.may("valid_to", date),
    }


def _mandates(rows: list[Row], opds: list[dict], areas: list[dict]) -> list[dict[str, Any]]:
    opd_codes, area_codes = {row["code"] for row in opds}, {row["code"] for row in areas}
    found, seen = [], set()
    for row in rows:
        start = row.need("valid_from", date)
        shared = {
            "valid_from": start,
            "valid_to": row.may("valid_to", date),
            "legal_reference": row.may("legal_reference", str, ""),
        }
        for category in row.need("categories", list):
            for opd, area in _holders(row, opds, opd_codes, area_codes):
                if (category, area, start) in seen:
                    raise row.fault("categories", f"{category} diberikan dua kali sejak {start}.")
                seen.add((category, area, start))
                found.append({"category_code": category, "opd": opd, "area_id": area, **shared})
    return found


def _holders(
    row: Row, opds: list[dict], opd_codes: set[str], area_codes: set[str]
) -> list[tuple[str, str | None]]:
    kind = row.may("opd_of", str)
    if kind is None:
        row.need("opd", str)
        opd = row.refer("opd", opd_codes.__contains__, "instansi")
        return [(opd or "", row.refer("area", area_codes.__contains__, "wilayah"))]
    if kind not in _OFFICES:
        raise row.fault("opd_of", f"harus salah satu dari {', '.join(_OFFICES)}.")
    return [(opd["code"], opd["area_id"]) for opd in opds if opd["kind"] == kind and opd["area_id"]]


def _parameters(rows: list[Row]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        if "value" not in row:
            raise row.fault("value", "harus diisi.")
        end = row.may("valid_to", date)
        found.append(
            {
                "code": row.need("code", str),
                "value": row["value"],
                "valid_from": row.need("valid_from", date),
                "legal_reference": row.may("legal_reference", str, ""),
                "source": row.need("source", str),
                "verified": row.need("verified", bool),
                **({"valid_to": end} if end else {}),
            }
        )
    return sorted(found, key=lambda row: (row["code"], row["valid_from"]))


def _holidays(years: list[Row]) -> list[dict[str, Any]]:
    found = []
    for year in years:
        shared = {
            "legal_reference": year.need("legal_reference", str),
            "source": year.need("source", str),
            "verified": year.need("verified", bool),
        }
        for row in year.rows("days"):
            day = row.need("date", date)
            if day.year != year.need("year", int):
                raise row.fault("date", f"bukan tahun {year['year']}.")
            if row.get("kind") not in set(HolidayKind):
                raise row.fault("kind", f"harus salah satu dari {', '.join(HolidayKind)}.")
            found.append({"date": day, "name": row.need("name", str), "kind": row["kind"], **shared})
    return found


def _unique(rows: list[Row]) -> set[str]:
    seen: set[str] = set()
    for row in rows:
        code = row.need("code", str)
        if code in seen:
            raise row.fault("code", f"{code} dipakai dua kali.")
        seen.add(code)
    return seen
