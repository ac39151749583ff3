"""The front door of organizations."""

from .models import Area, Mandate, Opd, OpdName, Region
from .places import Located, locate
from .queries import (
    active_opds,
    area,
    areas,
    coordinator,
    desa_of,
    inspectorate,
    kecamatan_list,
    kecamatan_of,
    opd,
    opd_by_id,
    opd_name,
    region,
    responsible,
)
from .shapes import schematic_shapes
from .terms import LEVEL_LABELS, Level, OpdKind

__all__ = [
    "LEVEL_LABELS",
    "Area",
    "Level",
    "Located",
    "Mandate",
    "Opd",
    "OpdKind",
    "OpdName",
    "Region",
    "active_opds",
    "area",
    "areas",
    "coordinator",
    "desa_of",
    "inspectorate",
    "kecamatan_list",
    "kecamatan_of",
    "locate",
    "opd",
    "opd_by_id",
    "opd_name",
    "region",
    "responsible",
    "schematic_shapes",
]
