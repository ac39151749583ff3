"""Words that people type: made regular, bounded, and free of what cannot be read."""

import re
import unicodedata
from collections.abc import Iterable

from balai.foundation.errors import Refused

# Control characters, except tab and line ends; lone surrogates; characters that turn the direction of text.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean_text(raw: str, *, field: str, label: str, minimum: int = 1, maximum: int = 4000) -> str:
    """`raw` in normal form (NFC, one kind of line end, no space at the ends).

    Lengths are in characters. Raises Refused TEXT_UNREADABLE, TEXT_TOO_SHORT or TEXT_TOO_LONG, whose
    message names `label` and says what to do.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if _UNREADABLE.search(text):
        raise Refused(
            "TEXT_UNREADABLE",
            "{label} memuat karakter yang tidak dapat dibaca. Hapus bagian itu atau ketik ulang.",
            field=field,
            label=label,
        )
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) < minimum:
        if not text:
            raise Refused("TEXT_TOO_SHORT", "{label} belum diisi.", field=field, label=label)
        raise Refused(
            "TEXT_TOO_SHORT",
            "{label} terlalu pendek: paling sedikit {minimum} huruf.",
            field=field,
            label=label,
            minimum=minimum,
        )
    if len(text) > maximum:
        raise Refused(
            "TEXT_TOO_LONG",
            "{label} terlalu panjang: {length} huruf, paling banyak {maximum}.",
            field=field,
            label=label,
            length=_grouped(len(text)),
            maximum=_grouped(maximum),
        )
    return text


def readable(text: str) -> str:
    """`text` without the characters that `clean_text` refuses: for words of files, which nobody can be asked to type again."""
    return _UNREADABLE.sub("", text)


def _grouped(number: int) -> str:
    """`4.000`: digits in groups of three, as they are written here."""
    return f"{number:,}".replace(",", ".")


def shorten(text: str, limit: int) -> str:
    """The first line of `text`, cut at a word so that it has at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0] or line[: limit - 1]
    return cut.rstrip(".,;:") + "…"


def whole_number(raw: str, *, most: int = 2**31 - 1) -> int | None:
    """The number that `raw` writes in digits, from 0 to `most`; None for anything else (`²`, `-1`, `1e9`)."""
    if not raw.isascii() or not raw.isdecimal() or len(raw) > len(str(most)):
        return None
    number = int(raw)
    return number if number <= most else None


def row_numbers(ids: Iterable[str]) -> list[int]:
    """Those of the ids that can be the number of a row of a table, as numbers."""
    return [number for one in ids if (number := whole_number(one, most=2**63 - 1)) is not None]
