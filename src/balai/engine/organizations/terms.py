"""The words of organizations: levels of areas, kinds of agencies, journal codes."""

from enum import StrEnum


class Level(StrEnum):
    """Level of an area. A kota has kelurahan only; a kabupaten has both."""

    KABUPATEN = "KABUPATEN"
    KECAMATAN = "KECAMATAN"
    DESA = "DESA"
    KELURAHAN = "KELURAHAN"


LEVEL_LABELS = {
    Level.KABUPATEN: "Kabupaten/Kota",
    Level.KECAMATAN: "Kecamatan",
    Level.DESA: "Desa",
    Level.KELURAHAN: "Kelurahan",
}


class OpdKind(StrEnum):
    """What sort of body it is."""

    SEKRETARIAT = "SEKRETARIAT"
    INSPEKTORAT = "INSPEKTORAT"
    DINAS = "DINAS"
    BADAN = "BADAN"
    SATUAN = "SATUAN"
    RSUD = "RSUD"
    KECAMATAN = "KECAMATAN"
    KELURAHAN = "KELURAHAN"
    DESA = "DESA"
    BAGIAN = "BAGIAN"
    BUMD = "BUMD"


# Bodies that govern one village. A desa governs itself: it is no agency of the regency.
VILLAGE_KINDS = frozenset({OpdKind.DESA, OpdKind.KELURAHAN})

REGION_LOADED = "REGION_LOADED"
BOUNDARIES_LOADED = "BOUNDARIES_LOADED"
# How far from the nearest desa centroid a position still counts as inside, where no boundaries are installed.
CENTROID_RADIUS = "region.centroid_radius_km"
