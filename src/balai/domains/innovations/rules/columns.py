"""A register that somebody keeps in a sheet: its columns are found by what their titles mean, and its cells read with
patience. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from balai.kits.titles import Titles

# field -> (the title that we write, other titles that people use)
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "register_number": ("Nomor register", ("no registrasi", "nomor registrasi", "kode inovasi", "id inovasi", "no register")),
    "name": ("Nama inovasi", ("nama", "judul", "judul inovasi", "inovasi", "nama inovasi daerah")),
    "opd": ("OPD", ("perangkat daerah", "skpd", "instansi", "admin opd", "pengelola", "unit kerja", "kode opd")),
    "stage": ("Tahap", ("tahapan", "tahapan inovasi", "tahap inovasi", "status tahapan")),
    "initiator": ("Asal gagasan", ("inisiator", "inisiator inovasi", "inisiator inovasi daerah", "pencetus")),
    "type": ("Jenis", ("jenis inovasi", "digital", "digital/non digital")),
    "form": ("Bentuk", ("bentuk inovasi", "bentuk inovasi daerah", "rancang bangun")),
    "affair": ("Urusan", ("urusan pemerintahan", "urusan utama", "urusan inovasi", "bidang urusan")),
    "trial_date": ("Tanggal uji coba", ("waktu uji coba", "uji coba", "tgl uji coba", "waktu uji coba inovasi")),
    "adoption_date": ("Tanggal penerapan", ("waktu penerapan", "waktu implementasi", "penerapan", "tgl implementasi", "tanggal implementasi", "waktu implementasi inovasi")),
    "maturity": ("Kematangan", ("skor kematangan", "nilai kematangan", "skor", "kematangan inovasi", "total skor")),
}  # fmt: skip
TITLES = Titles(COLUMNS, needed="name")
_NUMERIC = re.compile(r"^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T].*)?$")
_WORDED = re.compile(r"^(\d{1,2})[- ]([a-z]+)[- ](\d{4})$")
_MONTHS = {
    name: place
    for place, name in enumerate(
        [
            "januari",
            "februari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        1,
    )
}
_EPOCH, _SERIALS = date(1899, 12, 30), range(30_000, 60_000)
FIRST_YEAR, LAST_YEAR = 1945, 2100


def day_of(text: str) -> date | None:
    """2019-08-06, 6/8/2019, 6-8-2019, 6 Agustus 2019, or the number of a day in Excel; None for anything else."""
    text = text.strip().casefold()
    if match := _NUMERIC.match(text):
        first, month, last = (int(part) for part in match.groups())
        year, day = (first, last) if first > 31 else (last, first)
        return _date(year, month, day)
    if match := _WORDED.match(text):
        months = [place for name, place in _MONTHS.items() if name.startswith(match[2][:3])]
        return _date(int(match[3]), months[0], int(match[1])) if months else None
    if text.isdecimal() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if is_likely(found) else None


def is_likely(day: date) -> bool:
    """Whether a day can stand in a register: not a slip of the keys by centuries, with which nobody could reckon."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def decimal_of(text: str) -> Decimal | None:
    """121.00 or 121,00; None for anything else, and for what no index can be."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < 10_000 else None
