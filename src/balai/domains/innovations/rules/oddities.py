"""What is strange about a record, in words. It warns and never refuses: real registers are like that. Pure."""

import re
from datetime import date

from balai.domains.innovations.terms import Stage

# Every sentence; `text` is what the cell said.
SENTENCE_LABELS = {
    "WRONG_ORDER": "Tanggal penerapan lebih dulu daripada tanggal uji coba.",
    "FUTURE": "Ada tanggal yang belum tiba.",
    "UNKNOWN_OPD": "OPD “{text}” tidak dikenal.",
    "NO_OPD": "OPD pemilik belum diketahui.",
    "NO_DATE": "Sudah diterapkan, tetapi tidak ada tanggalnya.",
    "NO_NUMBER": "Tidak punya nomor register.",
    "DOUBLE": "Namanya hampir sama dengan catatan lain: mungkin tercatat dua kali.",
    "UNKNOWN_STAGE": "Tahap “{text}” tidak dikenal; dicatat sebagai inisiatif.",
    "UNREAD_TRIAL": "Tanggal uji coba “{text}” tidak terbaca.",
    "UNREAD_ADOPTION": "Tanggal penerapan “{text}” tidak terbaca.",
    "UNREAD_MATURITY": "Kematangan “{text}” tidak terbaca.",
}


def sentence(code: str, text: str = "") -> str:
    """One of the sentences, with what the cell said."""
    return SENTENCE_LABELS[code].format(text=text)


def taken_apart(said: str) -> tuple[str, str]:
    """The pattern of a sentence and what the cell said, so that it can be told in another language."""
    for pattern in SENTENCE_LABELS.values():
        before, hole, after = pattern.partition("{text}")
        found = re.fullmatch(
            re.escape(before) + ("(.*)" if hole else "()") + re.escape(after), said, re.DOTALL
        )
        if found:
            return pattern, found[1]
    return said, ""


def oddities(
    *,
    stage: str,
    trial: date | None,
    adopted: date | None,
    has_opd: bool,
    opd_text: str = "",
    register_number: str | None = None,
    is_double: bool = False,
    today: date | None = None,
) -> list[str]:
    """Sentences about one record; empty when nothing is odd. `register_number` None: it is no imported record."""
    found = []
    if trial and adopted and adopted < trial:
        found.append(sentence("WRONG_ORDER"))
    if today and any(day and day > today for day in (trial, adopted)):
        found.append(sentence("FUTURE"))
    if not has_opd:
        found.append(sentence("UNKNOWN_OPD", opd_text) if opd_text else sentence("NO_OPD"))
    if stage == Stage.ADOPTED and not (trial or adopted):
        found.append(sentence("NO_DATE"))
    if register_number == "" and opd_text:
        found.append(sentence("NO_NUMBER"))
    if is_double:
        found.append(sentence("DOUBLE"))
    return found
