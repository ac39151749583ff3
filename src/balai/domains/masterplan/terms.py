"""The words of the masterplan that all of its subjects share. A subject adds its own in `terms_<subject>.py`."""

from enum import StrEnum


class PlanState(StrEnum):
    """Whether a plan binds."""

    DRAFT = "DRAFT"
    IN_FORCE = "IN_FORCE"
    ENDED = "ENDED"


class ProgrammeState(StrEnum):
    """Where a programme stands."""

    PROPOSED = "PROPOSED"
    PLANNED = "PLANNED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"


class Horizon(StrEnum):
    """The periods of the roadmap."""

    SHORT = "SHORT"
    MEDIUM = "MEDIUM"
    LONG = "LONG"


PLAN_LABELS = {
    PlanState.DRAFT: "Rancangan",
    PlanState.IN_FORCE: "Berlaku",
    PlanState.ENDED: "Berakhir",
}
PROGRAMME_LABELS = {
    ProgrammeState.PROPOSED: "Usulan",
    ProgrammeState.PLANNED: "Direncanakan",
    ProgrammeState.RUNNING: "Berjalan",
    ProgrammeState.DONE: "Selesai",
    ProgrammeState.STOPPED: "Dihentikan",
}
HORIZON_LABELS = {
    Horizon.SHORT: "Jangka pendek",
    Horizon.MEDIUM: "Jangka menengah",
    Horizon.LONG: "Jangka panjang",
}
