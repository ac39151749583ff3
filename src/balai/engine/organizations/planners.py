"""Which offices plan for the whole regency (Bappeda and its like): a dated parameter of the region."""

from datetime import date

from balai.engine.parameters import public as parameters

from .queries import opd_by_id

PLANNING_OPDS = "masterplan.planning_opds"


def plans(opd_id: int | None, *, on: date) -> bool:
    """Whether officers of this agency plan for everybody. False where a region names no planning office."""
    if opd_id is None:
        return False
    return opd_by_id(opd_id).code in parameters.value(PLANNING_OPDS, on=on, default=[])
