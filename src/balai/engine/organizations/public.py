"""The front door of organizations."""

from .actions import load_boundaries, load_region, region_loader
from .files import Row, read_csv, read_yaml, room_folders
from .models import Area, Mandate, Opd, OpdName, Region
from .places import Located, locate
from .planners import plans
from .queries import (
    active_opds,
    all_opds,
    area,
    areas,
    coordinator,
    desa_of,
    inspectorate,
    kecamatan_list,
    kecamatan_of,
    opd,
    opd_by_id,
    opd_choices,
    opd_name,
    region,
    responsible,
    village_office,
)
from .shapes import schematic_shapes
from .terms import LEVEL_LABELS, VILLAGE_KINDS, Level, OpdKind

__all__ = [
    "LEVEL_LABELS",
    "VILLAGE_KINDS",
    "Area",
    "Level",
    "Located",
    "Mandate",
    "Opd",
    "OpdKind",
    "OpdName",
    "Region",
    "Row",
    "active_opds",
    "all_opds",
    "area",
    "areas",
    "coordinator",
    "desa_of",
    "inspectorate",
    "kecamatan_list",
    "kecamatan_of",
    "load_boundaries",
    "load_region",
    "locate",
    "opd",
    "opd_by_id",
    "opd_choices",
    "opd_name",
    "plans",
    "read_csv",
    "read_yaml",
    "region",
    "region_loader",
    "responsible",
    "room_folders",
    "schematic_shapes",
    "village_office",
]
