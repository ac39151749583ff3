"""Named questions about the region, its areas and agencies; answered from a copy in the process."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from balai.engine.parameters.public import Kept
from balai.foundation.errors import NotFound

from .models import Area, Mandate, Opd, OpdName, Region
from .terms import VILLAGE_KINDS, Level, OpdKind


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything about the region, linked: following `parent` or `area` of a row here asks no database."""

    region: Region | None
    areas: dict[str, Area]
    villages: tuple[Area, ...]
    children: dict[str, list[Area]]
    opds: dict[int, Opd]
    opds_by_code: dict[str, Opd]
    offices: dict[str, Opd]
    names: dict[int, list[OpdName]]
    mandates: dict[tuple[str, str | None], list[Mandate]]


def _load() -> Directory:
    areas = Area.objects.in_bulk()
    children: dict[str, list[Area]] = defaultdict(list)
    for row in sorted(areas.values(), key=lambda row: row.code):
        if row.parent_id:
            row.parent = areas[row.parent_id]
            children[row.parent_id].append(row)
    opds = Opd.objects.in_bulk()
    for row in opds.values():
        row.parent = opds[row.parent_id] if row.parent_id else None
        row.area = areas[row.area_id] if row.area_id else None
    names: dict[int, list[OpdName]] = defaultdict(list)
    for name in OpdName.objects.order_by("valid_from"):
        names[name.opd_id].append(name)
    mandates: dict[tuple[str, str | None], list[Mandate]] = defaultdict(list)
    for mandate in Mandate.objects.order_by("-valid_from"):
        mandate.opd = opds[mandate.opd_id]
        mandates[mandate.category_code, mandate.area_id].append(mandate)
    return Directory(
        region=Region.objects.first(),
        areas=areas,
        villages=tuple(a for a in areas.values() if a.level in {Level.DESA, Level.KELURAHAN}),
        children=dict(children),
        opds=opds,
        opds_by_code={row.code: row for row in opds.values()},
        offices={row.area_id: row for row in opds.values() if row.area_id and row.kind in VILLAGE_KINDS},
        names=dict(names),
        mandates=dict(mandates),
    )


kept: Kept[Directory] = Kept("organizations", _load)


def region() -> Region:
    """The region. Raises NotFound REGION_MISSING before one is loaded."""
    found = kept.get().region
    if found is None:
        raise NotFound("REGION_MISSING", "Data wilayah belum dimuat. Jalankan: balai load-region FOLDER")
    return found


def area(code: str) -> Area:
    """The area with this ministerial code. Raises NotFound AREA_UNKNOWN."""
    found = kept.get().areas.get(code)
    if found is None:
        raise NotFound("AREA_UNKNOWN", "Wilayah dengan kode {area} tidak ada.", field="area", area=code)
    return found


def areas() -> list[Area]:
    """All areas, by code."""
    return sorted(kept.get().areas.values(), key=lambda row: row.code)


def kecamatan_list() -> list[Area]:
    """The kecamatan by name."""
    found = (row for row in kept.get().areas.values() if row.level == Level.KECAMATAN)
    return sorted(found, key=lambda row: row.name)


def desa_of(kecamatan_code: str) -> list[Area]:
    """The desa and kelurahan of a kecamatan by name; empty for an unknown code."""
    return sorted(kept.get().children.get(kecamatan_code, ()), key=lambda row: row.name)


def kecamatan_of(area_code: str) -> Area | None:
    """The kecamatan that an area is or lies in; None for the kabupaten or an unknown code."""
    found = kept.get().areas.get(area_code)
    while found and found.level != Level.KECAMATAN:
        found = found.parent
    return found


def opd(code: str) -> Opd:
    """The agency with this code. Raises NotFound OPD_UNKNOWN."""
    found = kept.get().opds_by_code.get(code)
    if found is None:
        raise NotFound("OPD_UNKNOWN", "Instansi dengan kode {opd} tidak ada.", field="opd", opd=code)
    return found


def opd_by_id(number: int) -> Opd:
    """The agency with this id. Raises NotFound OPD_UNKNOWN."""
    found = kept.get().opds.get(number)
    if found is None:
        raise NotFound("OPD_UNKNOWN", "Instansi nomor {opd} tidak ada.", field="opd", opd=number)
    return found


def opd_name(number: int, *, on: date) -> str:
    """The name that the agency bore on that day; its present name where none is recorded."""
    for name in kept.get().names.get(number, ()):
        if name.valid_from <= on and (name.valid_to is None or on <= name.valid_to):
            return name.name
    return opd_by_id(number).name


def active_opds(*, on: date) -> list[Opd]:
    """The agencies that exist on that day, by name; the governments of desa are not among them."""
    return [row for row in all_opds() if row.is_active(on)]


def opd_choices(*, on: date) -> list[tuple[int, str]]:
    """The agencies of that day as choices of a form, by the names that they bear."""
    return [(row.pk, opd_name(row.pk, on=on)) for row in active_opds(on=on)]


def all_opds() -> list[Opd]:
    """Every agency that ever was, by name; the governments of desa are not among them."""
    found = (row for row in kept.get().opds.values() if row.kind != OpdKind.DESA)
    return sorted(found, key=lambda row: row.name)


def village_office(area_code: str) -> Opd:
    """The government of a desa or kelurahan, which holds the cases of its own services.

    Raises NotFound OFFICE_UNKNOWN for any other area.
    """
    found = kept.get().offices.get(area_code)
    if found is None:
        raise NotFound(
            "OFFICE_UNKNOWN", "Wilayah {area} bukan desa atau kelurahan.", field="area", area=area_code
        )
    return found


def coordinator() -> Opd:
    """The agency that coordinates complaints. Raises NotFound COORDINATOR_MISSING."""
    found = next((row for row in kept.get().opds.values() if row.is_coordinator), None)
    if found is None:
        raise NotFound("COORDINATOR_MISSING", "Belum ada OPD yang ditetapkan sebagai koordinator pengaduan.")
    return found


def inspectorate() -> Opd:
    """The agency that examines the others. Raises NotFound INSPECTORATE_MISSING."""
    found = next((row for row in kept.get().opds.values() if row.is_inspectorate), None)
    if found is None:
        raise NotFound("INSPECTORATE_MISSING", "Belum ada OPD yang ditetapkan sebagai inspektorat.")
    return found


def responsible(*, category_code: str, area_code: str | None, on: date) -> Opd | None:
    """Who answers for a category at a place on that day: the mandate of the smallest area that has one.

    None when nobody has the mandate or the agency that had it no longer exists.
    """
    directory = kept.get()
    place = directory.areas.get(area_code) if area_code else None
    codes: list[str | None] = []
    while place:
        codes.append(place.code)
        place = place.parent
    for code in [*codes, None]:
        for mandate in directory.mandates.get((category_code, code), ()):
            holds = mandate.valid_from <= on and (mandate.valid_to is None or on <= mandate.valid_to)
            if holds and mandate.opd.is_active(on):
                return mandate.opd
    return None
