"""The words of the gate."""

from enum import StrEnum


class Kind(StrEnum):
    """By what somebody is recognised again."""

    DEVICE = "DEVICE"
    BLOCK = "BLOCK"
    PHONE = "PHONE"
    SENDER = "SENDER"
    CLIENT = "CLIENT"


KIND_LABELS = {
    Kind.DEVICE: "Perangkat",
    Kind.BLOCK: "Alamat jaringan",
    Kind.PHONE: "Nomor telepon",
    Kind.SENDER: "Alamat percakapan",
    Kind.CLIENT: "Program pengirim: semua kiriman dengan kuncinya",
}


class Reason(StrEnum):
    """Why somebody may not send for a while."""

    FLOOD = "FLOOD"
    FALSE = "FALSE"
    ABUSE = "ABUSE"
    ADVERTISING = "ADVERTISING"


REASON_LABELS = {
    Reason.FLOOD: "Kiriman berulang-ulang",
    Reason.FALSE: "Laporan yang terbukti palsu",
    Reason.ABUSE: "Ancaman atau hinaan",
    Reason.ADVERTISING: "Iklan atau penipuan",
}


class Outcome(StrEnum):
    """What became of an appeal."""

    WAITING = "WAITING"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"


OUTCOME_LABELS = {
    Outcome.WAITING: "Menunggu keputusan",
    Outcome.GRANTED: "Dikabulkan",
    Outcome.REFUSED: "Ditolak",
}
OUTCOME_TONES = {Outcome.WAITING: "warn", Outcome.GRANTED: "ok", Outcome.REFUSED: "muted"}


class Act(StrEnum):
    """What the journal says of the gate."""

    BANNED = "SENDER_BANNED"
    LIFTED = "SENDER_BAN_LIFTED"
    APPEALED = "APPEAL_MADE"
    DECIDED = "APPEAL_DECIDED"


# Dated parameters, and what holds without them. A limit is [how many, in how many seconds].
LIMITS, PUZZLE, KEPT_DAYS = "gate.limits", "gate.puzzle", "gate.trace_days"
# A program has its own limit at its own door, and is asked no puzzles: it relays for many.
DEFAULT_LIMITS = {"DEVICE": [20, 3600], "PHONE": [20, 86_400], "SENDER": [20, 86_400]}
# Phones of one provider share an address: a block is asked puzzles, not turned away.
DEFAULT_PUZZLE = {
    "from": 30,
    "seconds": 600,
    "least_bits": 13,
    "most_bits": 18,
    "minutes": 20,
    "wait_seconds": 60,
}
DEFAULT_KEPT_DAYS = 30
LONGEST_BAN_DAYS = 365
DAY_CHOICES = (1, 7, 30, 90)
# How an answer to a puzzle is sent: as a field of a form, or as a header.
PUZZLE_FIELD, PUZZLE_HEADER = "puzzle", "Puzzle"
