"""What makes a quick win one. The rules warn; they never keep anything out.

Source: the national programme's workshops as cities report them: real action within 6 to 12 months, an existing service
sharpened rather than built, direct contact with citizens, figures at the presentation of the head of the region.
"""

from dataclasses import dataclass
from datetime import date

SHORTEST_DAYS, LONGEST_DAYS = 180, 366


@dataclass(frozen=True, slots=True)
class QuickWinFacts:
    """What the rules look at. `figures` counts measures with a before, `answered` those with an after as well."""

    start: date | None
    end: date | None
    service: str
    sharpening: str
    contact: str
    figures: int
    answered: int
    percent: int


def faults(facts: QuickWinFacts, *, on: date) -> list[str]:
    """Codes of `QUICK_WIN_FAULT_LABELS`, in the order in which they would be mended."""
    found = []
    if facts.start is None or facts.end is None:
        found.append("NO_PERIOD")
    else:
        days = (facts.end - facts.start).days
        if days < SHORTEST_DAYS:
            found.append("TOO_SHORT")
        if days > LONGEST_DAYS:
            found.append("TOO_LONG")
        if facts.end < on and facts.percent < 100:
            found.append("OVERDUE")
    if not facts.service.strip():
        found.append("NO_SERVICE")
    elif not facts.sharpening.strip():
        found.append("NOT_SHARPENED")
    if not facts.contact.strip():
        found.append("NO_CONTACT")
    if not facts.figures:
        found.append("NO_BEFORE")
    elif facts.percent == 100 and facts.answered < facts.figures:
        found.append("NO_AFTER")
    return found


QUICK_WIN_FAULT_LABELS = {
    "NO_PERIOD": "Belum jelas mulai dan selesainya.",
    "TOO_SHORT": "Kurang dari enam bulan: mungkin kegiatan sekali jalan, bukan quick win.",
    "TOO_LONG": "Lebih dari dua belas bulan: terlalu lama untuk quick win.",
    "OVERDUE": "Waktunya sudah habis, tetapi belum 100 persen.",
    "NO_SERVICE": "Belum disebut layanan yang sudah ada dan ditajamkan.",
    "NOT_SHARPENED": "Belum disebut apa yang ditajamkan dari layanan itu.",
    "NO_CONTACT": "Belum disebut di mana bersentuhan langsung dengan warga.",
    "NO_BEFORE": "Belum ada angka sebelum: tanpa itu dampaknya tidak dapat ditunjukkan.",
    "NO_AFTER": "Sudah 100 persen, tetapi angka sesudahnya belum lengkap.",
}


def stage_of(percent: int) -> str:
    """The column of the board."""
    if percent == 0:
        return "WAITING"
    if percent < 50:
        return "BEGUN"
    return "NEARLY" if percent < 100 else "DONE"


STAGE_LABELS = {
    "WAITING": "Belum mulai",
    "BEGUN": "Mulai (1–49%)",
    "NEARLY": "Lebih dari separuh (50–99%)",
    "DONE": "Selesai (100%)",
}
