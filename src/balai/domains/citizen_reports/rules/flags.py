"""Marks beside a figure: somebody may be working on the figure instead of on the reports. Pure.

A mark is no accusation. It says how often something happened that would have moved a naive figure, so that whoever reads
the month reads it with care. The published measure itself does not move by any of them; see `measuring.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """One kind of mark. Counted acts of a month against `of`; marked from `least` acts and `share` of them on."""

    code: str
    of: str
    least: int
    share: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A flag that was raised: how many, of how many."""

    code: str
    amount: int
    of: int
    sentence: str


OPENED, ENDED = "OPENED", "ENDED"

FLAGS = (
    Flag("REFILED", OPENED, 3, 0.05),
    Flag("FLOOD", OPENED, 5, 0.10),
    Flag("UNANSWERED", ENDED, 5, 0.20),
    Flag("HOLLOW", ENDED, 3, 0.10),
    Flag("PAUSED", OPENED, 3, 0.10),
    Flag("HANDED", OPENED, 3, 0.10),
    Flag("RECLASSIFIED", OPENED, 3, 0.10),
    Flag("MERGED", OPENED, 10, 0.30),
)
FLAG_LABELS = {
    "REFILED": "{n} laporan masuk lagi di tempat yang sama setelah ditutup tanpa jawaban.",
    "FLOOD": "{n} laporan datang beruntun dari satu tempat atau satu pelapor.",
    "UNANSWERED": "{n} laporan ditutup tanpa jawaban.",
    "HOLLOW": "{n} tanggapan tidak berisi jawaban.",
    "PAUSED": "{n} laporan ditunda menjelang tenggat atau akhir bulan.",
    "HANDED": "{n} laporan dialihkan menjelang atau lewat tenggat.",
    "RECLASSIFIED": "{n} laporan diganti kategorinya menjelang atau lewat tenggat.",
    "MERGED": "{n} laporan disatukan dengan laporan lain.",
}


def marks(counts: Mapping[str, int]) -> list[Mark]:
    """The marks of one member in one month. `counts`: code of a flag, OPENED or ENDED -> how many."""
    found = []
    for flag in FLAGS:
        amount, whole = counts.get(flag.code, 0), counts.get(flag.of, 0)
        if amount >= flag.least and amount >= flag.share * whole:
            found.append(Mark(flag.code, amount, whole, FLAG_LABELS[flag.code]))
    return found
