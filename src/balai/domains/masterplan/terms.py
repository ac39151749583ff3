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
PROGRAMME_TONES = {
    ProgrammeState.PROPOSED: "muted",
    ProgrammeState.PLANNED: "info",
    ProgrammeState.RUNNING: "warn",
    ProgrammeState.DONE: "ok",
    ProgrammeState.STOPPED: "late",
}
HORIZON_LABELS = {
    Horizon.SHORT: "Jangka pendek",
    Horizon.MEDIUM: "Jangka menengah",
    Horizon.LONG: "Jangka panjang",
}
# From where to where a programme may go; what is not here is refused.
PROGRAMME_MOVES: dict[ProgrammeState, tuple[ProgrammeState, ...]] = {
    ProgrammeState.PROPOSED: (ProgrammeState.PLANNED, ProgrammeState.STOPPED),
    ProgrammeState.PLANNED: (ProgrammeState.RUNNING, ProgrammeState.STOPPED),
    ProgrammeState.RUNNING: (ProgrammeState.DONE, ProgrammeState.PLANNED, ProgrammeState.STOPPED),
    ProgrammeState.DONE: (ProgrammeState.RUNNING,),
    ProgrammeState.STOPPED: (ProgrammeState.PLANNED,),
}
# Going back and giving up want a reason that everybody may read.
MOVES_WITH_REASON = frozenset(
    {
        (ProgrammeState.RUNNING, ProgrammeState.PLANNED),
        (ProgrammeState.DONE, ProgrammeState.RUNNING),
        (ProgrammeState.PROPOSED, ProgrammeState.STOPPED),
        (ProgrammeState.PLANNED, ProgrammeState.STOPPED),
        (ProgrammeState.RUNNING, ProgrammeState.STOPPED),
        (ProgrammeState.STOPPED, ProgrammeState.PLANNED),
    }
)
FUND_SOURCES = ("APBD", "APBD provinsi", "APBN", "CSR", "desa", "kerja sama", "swadaya")
PROGRAMME_TASK = "PROGRAMME_TASK"


class ProgrammeAct(StrEnum):
    """What is written into the journal about plans and programmes."""

    PLAN_LOADED = "MASTERPLAN_LOADED"
    ADDED = "PROGRAMME_ADDED"
    CHANGED = "PROGRAMME_CHANGED"
    MOVED = "PROGRAMME_MOVED"
    LED = "PROGRAMME_LED"
    REALISED = "PROGRAMME_REALISED"
    QUICK_WIN_SET = "QUICK_WIN_SET"
    FIGURE_STATED = "QUICK_WIN_FIGURE_STATED"
    PROGRESSED = "QUICK_WIN_PROGRESSED"
    IMPORTED = "PROGRAMMES_IMPORTED"
    IMPORT_UNDONE = "PROGRAMMES_IMPORT_UNDONE"


ACT_LABELS = {
    ProgrammeAct.ADDED: "dimasukkan ke rencana",
    ProgrammeAct.CHANGED: "diubah",
    ProgrammeAct.MOVED: "berganti keadaan",
    ProgrammeAct.LED: "berganti pemimpin",
    ProgrammeAct.REALISED: "realisasi dicatat",
    ProgrammeAct.QUICK_WIN_SET: "diuraikan sebagai quick win",
    ProgrammeAct.FIGURE_STATED: "angka sebelum dan sesudah dicatat",
    ProgrammeAct.PROGRESSED: "kemajuan dicatat",
}
