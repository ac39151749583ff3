"""The words of the yearly contest."""

from enum import StrEnum


class EntryStage(StrEnum):
    """How far an entry came: registered, through the check of its papers, verified on the spot, presented to the jury."""

    REGISTERED = "REGISTERED"
    CHECKED = "CHECKED"
    VERIFIED = "VERIFIED"
    FINALIST = "FINALIST"
    REJECTED = "REJECTED"


class Act(StrEnum):
    """What the journal says about contests."""

    LOADED = "CONTESTS_LOADED"
    CRITERIA_SET = "CONTEST_CRITERIA_SET"
    JUROR_NAMED = "CONTEST_JUROR_NAMED"
    ENTERED = "CONTEST_ENTERED"
    ENTRY_MOVED = "CONTEST_ENTRY_MOVED"
    SCORED = "CONTEST_SCORED"
    CLOSED = "CONTEST_CLOSED"
    CERTIFIED = "CONTEST_CERTIFIED"


ENTRY_STAGE_LABELS = {
    EntryStage.REGISTERED: "Terdaftar",
    EntryStage.CHECKED: "Lolos administrasi",
    EntryStage.VERIFIED: "Terverifikasi",
    EntryStage.FINALIST: "Finalis, presentasi",
    EntryStage.REJECTED: "Tidak dilanjutkan",
}
ENTRY_STAGE_TONES = {
    EntryStage.REGISTERED: "muted",
    EntryStage.CHECKED: "info",
    EntryStage.VERIFIED: "info",
    EntryStage.FINALIST: "ok",
    EntryStage.REJECTED: "muted",
}
# One step at a time; at each an entry may end, with a reason.
ENTRY_MOVES = {
    EntryStage.REGISTERED: (EntryStage.CHECKED, EntryStage.REJECTED),
    EntryStage.CHECKED: (EntryStage.VERIFIED, EntryStage.REJECTED),
    EntryStage.VERIFIED: (EntryStage.FINALIST, EntryStage.REJECTED),
    EntryStage.FINALIST: (EntryStage.REJECTED,),
    EntryStage.REJECTED: (),
}
# Who passed the check of papers is public, and stays so.
PUBLIC_ENTRY_STAGES = (EntryStage.CHECKED, EntryStage.VERIFIED, EntryStage.FINALIST)
FULL_POINTS, FULL_WEIGHT = 100, 100
# A result that one person alone decided is no jury's.
LEAST_JURORS = 2
NAME_LIMIT, CODE_LENGTH = 120, 12
