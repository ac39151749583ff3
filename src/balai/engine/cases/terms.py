"""The words of a case: states, acts, and the table of allowed moves."""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands. Stored as is; labels are in `STATE_LABELS`."""

    RECEIVED = "RECEIVED"
    AWAITING_DECISION = "AWAITING_DECISION"
    IN_PROGRESS = "IN_PROGRESS"
    ON_HOLD = "ON_HOLD"
    ANSWERED = "ANSWERED"
    SOLVED = "SOLVED"
    CONFIRMED = "CONFIRMED"
    LAPSED = "LAPSED"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"


class Act(StrEnum):
    """What can be done to a case; the same codes stand in the journal."""

    OPENED = "CASE_OPENED"
    ACCEPTED = "CASE_ACCEPTED"
    REFUSED = "CASE_REFUSED"
    REFERRED = "CASE_REFERRED"
    DECIDED = "CASE_DECIDED"
    PAUSED = "CASE_PAUSED"
    RESUMED = "CASE_RESUMED"
    REPLIED = "CASE_REPLIED"
    ANSWERED = "CASE_ANSWERED"
    SOLVED = "CASE_SOLVED"
    CONFIRMED = "CASE_CONFIRMED"
    CONTESTED = "CASE_CONTESTED"
    LAPSED = "CASE_LAPSED"
    CLOSED = "CASE_CLOSED"
    WITHDRAWN = "CASE_WITHDRAWN"
    ASSIGNED = "CASE_ASSIGNED"
    REMARKED = "CASE_REMARKED"
    PROOF_ACCEPTED = "CASE_PROOF_ACCEPTED"
    PROOF_REFUSED = "CASE_PROOF_REFUSED"
    PROOF_RETAKE = "CASE_PROOF_RETAKE"
    PROOF_FAULTED = "CASE_PROOF_FAULTED"
    STEPPED = "CASE_STEPPED"
    RECLASSIFIED = "CASE_RECLASSIFIED"
    WARNED = "CASE_WARNED"
    ESCALATED = "CASE_ESCALATED"
    MERGED = "CASE_MERGED"
    UNMERGED = "CASE_UNMERGED"
    SECONDED = "CASE_SECONDED"


OPEN_STATES = frozenset({State.RECEIVED, State.AWAITING_DECISION, State.IN_PROGRESS, State.ON_HOLD})
_WORKED_ON = OPEN_STATES | {State.ANSWERED, State.SOLVED}
_ANY = frozenset(State)

# The whole life of a case. Row: act -> (states it may be done in, state after it; None = unchanged).
# There is no row from silence to CONFIRMED: only the reporter's own act leads there.
MOVES: dict[Act, tuple[frozenset[State], State | None]] = {
    Act.ACCEPTED: (frozenset({State.RECEIVED}), State.IN_PROGRESS),
    Act.REFUSED: (frozenset({State.RECEIVED, State.IN_PROGRESS}), State.RECEIVED),
    Act.REFERRED: (frozenset({State.RECEIVED, State.IN_PROGRESS}), State.AWAITING_DECISION),
    Act.DECIDED: (frozenset({State.AWAITING_DECISION}), State.RECEIVED),
    Act.PAUSED: (frozenset({State.IN_PROGRESS}), State.ON_HOLD),
    Act.RESUMED: (frozenset({State.ON_HOLD}), State.IN_PROGRESS),
    Act.REPLIED: (frozenset({State.RECEIVED, State.IN_PROGRESS}), State.IN_PROGRESS),
    Act.ANSWERED: (frozenset({State.RECEIVED, State.IN_PROGRESS}), State.ANSWERED),
    Act.SOLVED: (frozenset({State.IN_PROGRESS, State.ANSWERED}), State.SOLVED),
    Act.CONFIRMED: (frozenset({State.ANSWERED, State.SOLVED, State.LAPSED}), State.CONFIRMED),
    Act.CONTESTED: (frozenset({State.ANSWERED, State.SOLVED, State.LAPSED}), State.IN_PROGRESS),
    Act.LAPSED: (frozenset({State.ANSWERED, State.SOLVED}), State.LAPSED),
    # A second person has looked at the proof. What is not proven is not solved: back to the holder, as after a contest.
    Act.PROOF_ACCEPTED: (_ANY, None),
    Act.PROOF_REFUSED: (frozenset({State.SOLVED, State.LAPSED}), State.IN_PROGRESS),
    Act.PROOF_RETAKE: (frozenset({State.SOLVED, State.LAPSED}), State.IN_PROGRESS),
    # The same where the case has moved on meanwhile (the reporter's own word stands above a photo): it is noted.
    Act.PROOF_FAULTED: (_ANY, None),
    Act.CLOSED: (OPEN_STATES, State.CLOSED),
    Act.WITHDRAWN: (_WORKED_ON, State.WITHDRAWN),
    Act.ASSIGNED: (_WORKED_ON, None),
    Act.REMARKED: (_ANY, None),
    # A step of the room's own flow: the room says which state it leads to, see `CaseKind.has_flow`.
    Act.STEPPED: (_WORKED_ON, None),
    Act.RECLASSIFIED: (OPEN_STATES, None),
    Act.WARNED: (OPEN_STATES, None),
    Act.ESCALATED: (OPEN_STATES, None),
    # A case under a head keeps the state that it had: what is done is done to the head.
    Act.MERGED: (OPEN_STATES, None),
    Act.UNMERGED: (OPEN_STATES, None),
    # One more reporter of a family says that it is solved; only the head's own reporter moves the state.
    Act.SECONDED: (frozenset({State.ANSWERED, State.SOLVED, State.LAPSED, State.CONFIRMED}), None),
}
# All that can happen to a case while it stands under a head.
UNDER_HEAD = frozenset({Act.MERGED, Act.UNMERGED})
# What is said of a proof of the past moves nothing, and is written down wherever the case stands by now.
NOTED = frozenset({Act.PROOF_ACCEPTED, Act.PROOF_FAULTED})
# A case that others may be put under: somebody still works on it, or its answer waits for the reporters.
HEAD_STATES = _WORKED_ON

STATE_LABELS: dict[State, str] = {
    State.RECEIVED: "Diterima",
    State.AWAITING_DECISION: "Menunggu keputusan koordinator",
    State.IN_PROGRESS: "Dikerjakan",
    State.ON_HOLD: "Ditunda dengan alasan",
    State.ANSWERED: "Dijawab",
    State.SOLVED: "Ditangani, belum dikonfirmasi",
    State.CONFIRMED: "Dikonfirmasi pelapor",
    State.LAPSED: "Belum dikonfirmasi, tanpa tanggapan",
    State.CLOSED: "Ditutup dengan alasan",
    State.WITHDRAWN: "Ditarik pelapor",
}

# What speaks against a proof; shown beside it, to everybody.
DOUBT_LABELS = {"OLD": "foto bukti sudah lama", "FAR": "foto bukti jauh dari tempat laporan"}

# What proofs call a case by.
PROOF_SUBJECT = "case"

# Whom a step of the ladder reaches.
RUNG_LABELS = {
    "OFFICER": "kepada petugas yang menangani",
    "HEAD_OF_OPD": "kepada kepala instansi",
    "COORDINATOR": "kepada koordinator",
    "SEKDA": "kepada pimpinan daerah",
}

# How a state is coloured: ok, info, warn, late or muted.
STATE_TONES: dict[State, str] = {
    State.RECEIVED: "info",
    State.AWAITING_DECISION: "warn",
    State.IN_PROGRESS: "info",
    State.ON_HOLD: "warn",
    State.ANSWERED: "info",
    State.SOLVED: "info",
    State.CONFIRMED: "ok",
    State.LAPSED: "muted",
    State.CLOSED: "muted",
    State.WITHDRAWN: "muted",
}

ACT_LABELS: dict[Act, str] = {
    Act.OPENED: "Laporan diterima",
    Act.ACCEPTED: "Diterima untuk dikerjakan",
    Act.REFUSED: "Dialihkan ke instansi lain",
    Act.REFERRED: "Dimintakan keputusan koordinator",
    Act.DECIDED: "Diputuskan koordinator",
    Act.PAUSED: "Ditunda",
    Act.RESUMED: "Dilanjutkan",
    Act.REPLIED: "Tanggapan",
    Act.ANSWERED: "Dijawab",
    Act.SOLVED: "Dinyatakan selesai dengan bukti",
    Act.CONFIRMED: "Dikonfirmasi pelapor",
    Act.CONTESTED: "Disanggah pelapor",
    Act.LAPSED: "Tidak ada tanggapan pelapor",
    Act.CLOSED: "Ditutup",
    Act.WITHDRAWN: "Ditarik pelapor",
    Act.ASSIGNED: "Ditugaskan",
    Act.REMARKED: "Catatan",
    Act.PROOF_ACCEPTED: "Bukti diperiksa petugas lain dan diterima",
    Act.PROOF_REFUSED: "Bukti diperiksa petugas lain dan tidak diterima",
    Act.PROOF_RETAKE: "Petugas lain meminta foto bukti baru",
    Act.PROOF_FAULTED: "Bukti diperiksa petugas lain dan tidak diterima; keadaan kasus tidak berubah",
    Act.STEPPED: "Langkah berikutnya",
    Act.RECLASSIFIED: "Kategori diubah",
    Act.WARNED: "Peringatan tenggat",
    Act.ESCALATED: "Dinaikkan karena lewat tenggat",
    Act.MERGED: "Disatukan dengan laporan yang sama",
    Act.UNMERGED: "Dipisahkan lagi",
    Act.SECONDED: "Dipastikan pelapor lain",
}

# How an act looks in the thread: tone and icon.
ACT_TONES: dict[Act, tuple[str, str]] = {
    Act.OPENED: ("info", "report"),
    Act.ACCEPTED: ("info", "check"),
    Act.REFUSED: ("warn", "hand-over"),
    Act.REFERRED: ("warn", "scales"),
    Act.DECIDED: ("info", "scales"),
    Act.PAUSED: ("warn", "pause"),
    Act.RESUMED: ("info", "clock"),
    Act.REPLIED: ("info", "message"),
    Act.ANSWERED: ("info", "message"),
    Act.SOLVED: ("info", "camera"),
    Act.CONFIRMED: ("ok", "check-circle"),
    Act.CONTESTED: ("late", "flag"),
    Act.ESCALATED: ("late", "alert"),
    Act.WARNED: ("warn", "bell"),
    Act.CLOSED: ("muted", "close"),
    Act.REMARKED: ("muted", "message"),
    Act.PROOF_ACCEPTED: ("ok", "shield"),
    Act.PROOF_REFUSED: ("late", "shield"),
    Act.PROOF_RETAKE: ("warn", "camera"),
    Act.PROOF_FAULTED: ("late", "shield"),
    Act.STEPPED: ("info", "check"),
    Act.MERGED: ("info", "users"),
    Act.UNMERGED: ("info", "users"),
    Act.SECONDED: ("ok", "check"),
}

# A refusal may send a case on twice; the third attempt needs the coordinator.
MOST_HOPS = 2
