"""Words about other bodies: how a relay stands, what their states mean to people, what has come apart."""

from enum import StrEnum


class RelayState(StrEnum):
    """WAITING goes by itself; FAILED was given up and waits for somebody; REFUSED was declined over there."""

    WAITING = "WAITING"
    SENT = "SENT"
    REFUSED = "REFUSED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class Direction(StrEnum):
    OUT = "OUT"
    IN = "IN"


class Gap(StrEnum):
    """What reconciliation finds between two copies of one case."""

    UNSENT = "UNSENT"
    ADOPTED = "ADOPTED"
    MISSING_THERE = "MISSING_THERE"
    WORDS_WAITING = "WORDS_WAITING"
    NEWS_MISSED = "NEWS_MISSED"
    STATUS = "STATUS"
    UNREADABLE = "UNREADABLE"


RELAY_LABELS = {
    RelayState.WAITING: "Menunggu terkirim",
    RelayState.SENT: "Terkirim",
    RelayState.REFUSED: "Ditolak di sana",
    RelayState.FAILED: "Gagal terkirim",
    RelayState.CANCELLED: "Dibatalkan",
}
RELAY_TONES = {
    RelayState.WAITING: "info",
    RelayState.SENT: "ok",
    RelayState.REFUSED: "warn",
    RelayState.FAILED: "late",
    RelayState.CANCELLED: "muted",
}
GAP_LABELS = {
    Gap.UNSENT: "Belum sampai di sana",
    Gap.ADOPTED: "Sudah sampai, jawabannya hilang",
    Gap.MISSING_THERE: "Tidak terlihat lagi di sana",
    Gap.WORDS_WAITING: "Keterangan warga belum sampai",
    Gap.NEWS_MISSED: "Kabar dari sana terlewat",
    Gap.STATUS: "Keadaan berbeda",
    Gap.UNREADABLE: "Tidak dapat dibandingkan",
}
# States of others (FixMyStreet's extended ones, and the two of the core), as people read them here.
OUTSIDE_LABELS = {
    "open": "Diterima",
    "reopen": "Dibuka lagi",
    "in_progress": "Dikerjakan",
    "action_scheduled": "Dijadwalkan",
    "planned": "Direncanakan",
    "investigating": "Diperiksa di tempat",
    "for_triage": "Menunggu pembagian",
    "internal_referral": "Dialihkan di dalam",
    "duplicate": "Sudah dilaporkan sebelumnya",
    "not_councils_responsibility": "Bukan wewenang mereka",
    "no_further_action": "Tidak ditindaklanjuti",
    "fixed": "Dinyatakan selesai",
    "closed": "Ditutup",
    "cancelled": "Dibatalkan",
    "unchanged": "Keterangan",
}
# After these nothing more is expected from the other side.
OUTSIDE_ENDED = frozenset(
    {"fixed", "closed", "cancelled", "duplicate", "no_further_action", "not_councils_responsibility"}
)


def outside_label(status: str) -> str:
    """A state of another body in words; one that nobody knows as it was written."""
    return OUTSIDE_LABELS.get(status, status.replace("_", " ").capitalize())
