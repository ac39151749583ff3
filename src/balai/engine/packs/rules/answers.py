"""One answer: from what somebody typed to a value that JSON can hold, or a fault that says what to do."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from balai.foundation.errors import Refused
from balai.foundation.money import parse_rupiah, rupiah
from balai.foundation.text import clean_text

from .description import Field
from .values import grouped

# The sentence of each fault. `{label}` is the label of the question; views may fill it in another language.
FAULT_LABELS: Mapping[str, str] = {
    "MISSING": "{label} belum diisi.",
    "NOT_TEXT": "{label} harus berupa tulisan.",
    "SIXTEEN_DIGITS": "{label} harus 16 angka, sekarang {count}. Salin dari KTP atau kartu keluarga.",
    "NOT_DIGITS": "{label} hanya boleh berisi angka. Hapus huruf dan tanda lain.",
    "NIK_OF_NOBODY": "{label} berisi angka yang berulang. Salin dari KTP atau kartu keluarga.",
    "DATE_UNREADABLE": "{label} tidak terbaca sebagai tanggal. Tulis hari-bulan-tahun, misalnya 31-01-2026.",
    "DATE_IMPOSSIBLE": "{label}: tanggal {day} {month} {year} tidak ada. {month} {year} hanya sampai tanggal {last}.",
    "DATE_AFTER_TODAY": "{label} tidak boleh setelah hari ini ({bound}). Periksa tahunnya.",
    "DATE_BEFORE_TODAY": "{label} tidak boleh sebelum hari ini ({bound}). Periksa tahunnya.",
    "DATE_TOO_LATE": "{label} tidak boleh setelah {other} ({bound}). Periksa kedua tanggal.",
    "DATE_TOO_EARLY": "{label} tidak boleh sebelum {other} ({bound}). Periksa kedua tanggal.",
    "DATE_LONG_AGO": "{label} terlalu lama lalu: tahun {year}. Periksa tahunnya.",
    "TIME_UNREADABLE": "{label} tidak terbaca sebagai jam. Tulis seperti 14.30.",
    "NUMBER_UNREADABLE": "{label} harus bilangan bulat, misalnya 3.",
    "MONEY_UNREADABLE": "{label} tidak terbaca sebagai uang. Tulis seperti Rp 1.000.000, tanpa sen.",
    "TOO_SMALL": "{label} paling sedikit {bound}.",
    "TOO_LARGE": "{label} paling banyak {bound}.",
    "CHOICE_UNKNOWN": "{label}: pilih salah satu dari daftar.",
    "YES_OR_NO": "{label}: pilih ya atau tidak.",
    "PHONE_UNREADABLE": "{label} tidak terbaca sebagai nomor telepon. Tulis seperti 0812 3456 7890.",
    "EMAIL_UNREADABLE": "{label} tidak terbaca sebagai alamat surel. Tulis seperti nama@contoh.example.",
    "AREA_UNKNOWN": "{label}: pilih desa atau kelurahan dari daftar.",
    "ACCOUNT_UNREADABLE": "{label} harus 6 sampai 20 angka. Salin dari buku tabungan.",
    "TEXT_UNREADABLE": "{label} memuat karakter yang tidak dapat dibaca. Hapus bagian itu atau ketik ulang.",
    "TEXT_TOO_SHORT": "{label} terlalu pendek.",
    "TEXT_TOO_LONG": "{label} terlalu panjang: {length} huruf, paling banyak {maximum}.",
    "FIELD_UNKNOWN": "Formulir ini tidak mempunyai isian {field}.",
    "NOT_AS_ASKED": "{label} belum sesuai dengan yang diminta. Periksa lagi.",
    "NIK_NOT_BIRTH_DATE": "{label} tidak cocok dengan tanggal lahir. Periksa keduanya; bila memang begitu di KTP, teruskan.",
    "NIK_NOT_SEX": "{label} tidak cocok dengan jenis kelamin. Periksa keduanya; bila memang begitu di KTP, teruskan.",
}

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s.\-]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?")
_INTEGER = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})")
_PHONE = re.compile(r"0\d{8,12}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_YES = frozenset({"true", "ya", "y", "yes", "on", "1"})
_NO = frozenset({"false", "tidak", "t", "no", "off", "0"})
_EARLIEST_YEAR = 1880


class Wrong(Exception):
    """An answer cannot be used; `code` is one of FAULT_LABELS."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def is_empty(raw: Any) -> bool:
    """Whether nothing was answered: absent, or nothing but space."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def clean(field: Field, raw: Any, *, area_exists: Callable[[str], bool] | None = None) -> Any:
    """The answer as it is kept: text, a whole number, True or False; dates as 2026-01-31. Raises Wrong."""
    if field.type == "YES_NO":
        return _yes_or_no(raw)
    if field.type in ("NUMBER", "MONEY"):
        return _within(field, _number(field, raw))
    if not isinstance(raw, str):
        raise Wrong("CHOICE_UNKNOWN" if field.type == "CHOICE" else "NOT_TEXT")
    text = _readable(field, raw)
    if field.type == "AREA":
        if area_exists is not None and not area_exists(text):
            raise Wrong("AREA_UNKNOWN")
        return text
    return _CLEANERS[field.type](field, text)


def _readable(field: Field, raw: str) -> str:
    try:
        return clean_text(raw, field=field.code, label=field.label.id, maximum=field.max_length)
    except Refused as refusal:
        raise Wrong(refusal.code, **{**refusal.values, "label": field.label.id}) from refusal


def _text(field: Field, text: str) -> str:
    return " ".join(text.split())


def _long_text(field: Field, text: str) -> str:
    return text


def _sixteen_digits(field: Field, text: str) -> str:
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdecimal()):
        raise Wrong("NOT_DIGITS")
    if len(digits) != 16:
        raise Wrong("SIXTEEN_DIGITS", count=len(digits))
    if len(set(digits)) == 1:
        raise Wrong("NIK_OF_NOBODY")
    return digits


def _date(field: Field, text: str) -> str:
    year, month, day = _parts_of_date(text)
    if not 1 <= month <= 12 or not 1 <= day <= 31 or year < 1000:
        raise Wrong("DATE_UNREADABLE")
    try:
        found = date(year, month, day)
    except ValueError:
        raise Wrong(
            "DATE_IMPOSSIBLE", day=day, month=MONTHS[month - 1], year=year, last=last_day(year, month)
        ) from None
    if found.year < _EARLIEST_YEAR:
        raise Wrong("DATE_LONG_AGO", year=found.year)
    return found.isoformat()


def last_day(year: int, month: int) -> int:
    """How many days a month has."""
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(2001, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).day


def _parts_of_date(text: str) -> tuple[int, int, int]:
    if not text.isascii():
        raise Wrong("DATE_UNREADABLE")
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _LOCAL.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if (match := _WRITTEN.fullmatch(text)) and match[2].capitalize() in MONTHS:
        return int(match[3]), MONTHS.index(match[2].capitalize()) + 1, int(match[1])
    raise Wrong("DATE_UNREADABLE")


def _time(field: Field, text: str) -> str:
    match = _TIME.fullmatch(text) if text.isascii() else None
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Wrong("TIME_UNREADABLE")
    return time(int(match[1]), int(match[2])).strftime("%H:%M")


def _number(field: Field, raw: Any) -> int:
    wrong = "MONEY_UNREADABLE" if field.type == "MONEY" else "NUMBER_UNREADABLE"
    if isinstance(raw, int) and not isinstance(raw, bool):
        number = raw
    elif not isinstance(raw, str) or not raw.isascii() or len(raw) > 40:
        raise Wrong(wrong)
    elif field.type == "MONEY":
        try:
            number = parse_rupiah(raw)
        except Refused as refusal:
            raise Wrong(wrong) from refusal
    elif _INTEGER.fullmatch(raw.strip()):
        number = int(raw.strip().replace(".", ""))
    else:
        raise Wrong(wrong)
    if abs(number) > 10**15:
        raise Wrong(wrong)
    return number


def _within(field: Field, number: int) -> int:
    written = rupiah if field.type == "MONEY" else grouped
    least = 0 if field.type == "MONEY" and field.minimum is None else field.minimum
    if least is not None and number < least:
        raise Wrong("TOO_SMALL", bound=written(least))
    if field.maximum is not None and number > field.maximum:
        raise Wrong("TOO_LARGE", bound=written(field.maximum))
    return number


def _choice(field: Field, text: str) -> str:
    if all(choice.code != text for choice in field.choices):
        raise Wrong("CHOICE_UNKNOWN")
    return text


def _yes_or_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else ""
    if word not in _YES | _NO:
        raise Wrong("YES_OR_NO")
    return word in _YES


def _phone(field: Field, text: str) -> str:
    digits = re.sub(r"[\s().\-]", "", text)
    national = re.sub(r"^(?:\+|00)?620?(?=[2-9])", "0", digits)
    if not national.isascii() or not _PHONE.fullmatch(national):
        raise Wrong("PHONE_UNREADABLE")
    return national


def _email(field: Field, text: str) -> str:
    if not text.isascii() or not _EMAIL.fullmatch(text):
        raise Wrong("EMAIL_UNREADABLE")
    return text


def _bank_account(field: Field, text: str) -> str:
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdecimal() and 6 <= len(digits) <= 20):
        raise Wrong("ACCOUNT_UNREADABLE")
    return digits


_CLEANERS: Mapping[str, Callable[[Field, str], str]] = {
    "TEXT": _text,
    "LONG_TEXT": _long_text,
    "NIK": _sixteen_digits,
    "KK": _sixteen_digits,
    "DATE": _date,
    "TIME": _time,
    "CHOICE": _choice,
    "PHONE": _phone,
    "EMAIL": _email,
    "BANK_ACCOUNT": _bank_account,
}
