"""Private before public: what names a person is taken out of a text before anybody else reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from balai.foundation import private_numbers
from balai.foundation.number_runs import runs

# A name of at most 64 letters (RFC 5321): without the bound, a long text of dots is searched again from every dot.
_MAIL = re.compile(
    r"[\w.+-]{1,64}[ ]?(?:@|\[at\]|\(at\))[ ]?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
    # Written so that machines do not find it: `nama at contoh dot id`.
    r"|\b[\w.+-]{1,64} (?:at|et) [\w-]{2,30} (?:dot|titik) (?:com|co|id|net|org|example|invalid)\b(?: (?:dot|titik) id\b)?",
    re.IGNORECASE,
)
# Vehicle plates begin with the letters of a registration area (Perkap 5/2012 and later tables).
_AREAS = "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABG]?|R|S|T|W|Z"
# What looks like the end of a plate and is not: "Blok B 12 RT 03", "G 100 kg".
_NO_ENDING = (
    r"(?!(?:RT|RW|KM|KG|KK|KE|NO|VA|KVA|KWH|ML|MM|CM|LTR|PCS|ORG|JAM|DAN|YG|DI|KE|TH|THN|HR|RB|JT|ADA|ITU|INI"
    r"|PAK|UTK|GB|MB)\b)"
)
_BETWEEN = r"[ .-]{0,2}"
_PLATE = re.compile(
    rf"\b(?:(?:{_AREAS}){_BETWEEN}(?:[1-9]\d{{2,3}}{_BETWEEN}{_NO_ENDING}[A-Z]{{2,3}}|[1-9]\d{{3}}{_BETWEEN}[A-Z])"
    rf"|[ABDK][ABDEGHKRW]{_BETWEEN}[1-9]\d{{2}}{_BETWEEN}[A-Z]"
    # In small letters only what can hardly be a word: one letter or a plate of Central Java, at least three digits.
    rf"|(?:[a-z]|a[abdeg]){_BETWEEN}[1-9]\d{{2,3}}{_BETWEEN}(?i:{_NO_ENDING})[a-z]{{2,3}})\b"
)
# Beside a word for a vehicle any plate of the country, however it is written, also without its end.
_VEHICLE = (
    r"\b(?:plat|pelat|nopol|no\.? ?pol|nomor polisi|bernopol|berplat|motor|mobil|truk|truck|pick ?up|pikap|bus|angkot"
    r"|kendaraan|dump|avanza|vario|beat|mio|xenia)\b"
)
_PLATE_BESIDE = re.compile(
    rf"{_VEHICLE}[^\n\d]{{0,24}}?\b(?P<plate>(?:{_AREAS}){_BETWEEN}"
    rf"(?:[1-9]\d{{3}}{_BETWEEN}[A-Z]{{1,3}}|[1-9]\d{{0,3}}(?:{_BETWEEN}{_NO_ENDING}[A-Z]{{1,3}})?))\b",
    re.IGNORECASE,
)
# A person by name: only pointed out, never changed, for a name may be that of a street or of an office.
_NAME = re.compile(
    r"\b(?:[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|[Mm]as|[Mm]bak|[Ss]dr[i]?\.?|[Ss]audar[ai]|[Hh]j?\.|[Aa]\.?n\.?|[Aa]tas nama|[Bb]ernama)"
    r"\s(?P<name>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20}){0,2})"
)
_OFFICES = frozenset(
    {
        "Bupati", "Wakil", "Camat", "Lurah", "Kades", "Kepala", "Desa", "Kadis", "Sekda", "Sekretaris", "Ketua", "Admin",
        "Petugas", "Guru", "Dokter", "Bidan", "Polisi", "Gubernur", "Presiden", "Kota", "Kabupaten", "Warga", "Semua",
        "Sekalian", "Hamil", "Rumah", "Tangga", "Anak", "Modin", "Carik", "Kadus",
    }
)  # fmt: skip


class Kind(StrEnum):
    """What was found. NAME is only ever a warning."""

    NIK = "NIK"
    PHONE = "PHONE"
    PLATE = "PLATE"
    MAIL = "MAIL"
    ACCOUNT = "ACCOUNT"
    NAME = "NAME"


MASKS = {
    Kind.NIK: "[NIK disamarkan]",
    Kind.PHONE: "[nomor disamarkan]",
    Kind.PLATE: "[pelat disamarkan]",
    Kind.MAIL: "[surel disamarkan]",
    Kind.ACCOUNT: "[rekening disamarkan]",
}


@dataclass(frozen=True, slots=True)
class Span:
    """One find: `text[start:end]`."""

    kind: Kind
    start: int
    end: int


def found(text: str) -> list[Span]:
    """What names a person, in order and without overlaps: e-mail addresses, NIK and KK numbers, telephone and bank
    account numbers, vehicle plates."""
    spans = [Span(Kind.MAIL, match.start(), match.end()) for match in _MAIL.finditer(text)]
    numbers = (Span(Kind(kind), start, end) for kind, start, end in private_numbers.read(text, runs(text)))
    return _apart([*spans, *numbers, *_plates(text)])


def names(text: str) -> list[Span]:
    """Names of people after a form of address. They are shown to the writer as a question and stay as they are."""
    return [
        Span(Kind.NAME, match.start("name"), match.end("name"))
        for match in _NAME.finditer(text)
        if match["name"].split()[0] not in _OFFICES
    ]


def scrub(text: str) -> str:
    """`text` with a mask for everything that `found` finds; scrubbing again changes nothing."""
    parts, done = [], 0
    for span in found(text):
        parts += [text[done : span.start], MASKS[span.kind]]
        done = span.end
    return "".join([*parts, text[done:]])


def _plates(text: str) -> Iterator[Span]:
    for match in _PLATE.finditer(text):
        yield Span(Kind.PLATE, match.start(), match.end())
    for match in _PLATE_BESIDE.finditer(text):
        yield Span(Kind.PLATE, match.start("plate"), match.end("plate"))


def _apart(spans: list[Span]) -> list[Span]:
    """In order; of two that overlap the one that was found by the surer rule (they come in that order)."""
    kept: list[Span] = []
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in spans:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
