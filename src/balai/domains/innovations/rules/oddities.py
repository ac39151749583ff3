"""What is strange about a record, in words. It warns and never refuses: real registers are like that. Pure."""

from datetime import date

from balai.domains.innovations.terms import Stage


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
        found.append("Tanggal penerapan lebih dulu daripada tanggal uji coba.")
    if today and any(day and day > today for day in (trial, adopted)):
        found.append("Ada tanggal yang belum tiba.")
    if not has_opd:
        found.append(f"OPD “{opd_text}” tidak dikenal." if opd_text else "OPD pemilik belum diketahui.")
    if stage == Stage.ADOPTED and not (trial or adopted):
        found.append("Sudah diterapkan, tetapi tidak ada tanggalnya.")
    if register_number == "" and opd_text:
        found.append("Tidak punya nomor register.")
    if is_double:
        found.append("Namanya hampir sama dengan catatan lain: mungkin tercatat dua kali.")
    return found
