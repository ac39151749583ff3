"""Forms as data: what an item may be, what an answer means, where two reviewers differ, what many recipients say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balai.domains.evaluation.terms_field import ItemKind

LOWEST_SCORE, HIGHEST_SCORE = 0, 4
MOST_TEXT, MOST_NUMBER, MOST_DIGITS = 2000, 10**9, 15
YES, NO = "YES", "NO"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a form. `words` are the answers of a SCORE, lowest first, or of a CHOICE; `element` is the U1 to U9
    of Permenpan RB 14/2017 that it asks for."""

    code: str
    label: str
    kind: ItemKind
    is_required: bool = False
    hint: str = ""
    words: tuple[str, ...] = ()
    lowest: int = LOWEST_SCORE
    element: str = ""

    @property
    def scores(self) -> list[tuple[int, str]]:
        """The scores with their words, best first."""
        words = self.words or tuple(str(score) for score in range(self.lowest, HIGHEST_SCORE + 1))
        return [(self.lowest + place, word) for place, word in reversed(list(enumerate(words)))]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, read: values by item, what could not be read as it was typed, and what is missing."""

    values: Mapping[str, Any]
    odd: Mapping[str, str]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that reviewers of one place see differently: each value in the order of the sheets, None for no answer."""

    item: Item
    values: tuple[Any, ...]


def read_items(rows: Sequence[Mapping[str, Any]]) -> list[Item]:
    """The items of a form. Raises ValueError with a sentence in Indonesian for a row that is none."""
    found: list[Item] = []
    for number, row in enumerate(rows, 1):
        code, label = str(row.get("code") or ""), str(row.get("label") or "")
        if not code or not label:
            raise ValueError(f"Butir {number} tidak punya kode atau kalimat.")
        if any(item.code == code for item in found):
            raise ValueError(f"Kode butir {code} dipakai dua kali.")
        try:
            kind = ItemKind(str(row.get("kind") or ""))
        except ValueError:
            raise ValueError(f"Jenis butir {code} tidak dikenal.") from None
        words = tuple(str(word) for word in row.get("words") or ())
        lowest = int(row.get("lowest", LOWEST_SCORE))
        if kind is ItemKind.SCORE and words and len(words) != HIGHEST_SCORE - lowest + 1:
            raise ValueError(f"Butir {code} memerlukan {HIGHEST_SCORE - lowest + 1} kata untuk skornya.")
        if kind is ItemKind.CHOICE and len(words) < 2:
            raise ValueError(f"Butir {code} memerlukan sedikitnya dua pilihan.")
        found.append(
            Item(
                code=code,
                label=label,
                kind=kind,
                is_required=bool(row.get("required")),
                hint=str(row.get("hint") or ""),
                words=words,
                lowest=lowest,
                element=str(row.get("element") or ""),
            )
        )
    return found


def read_answers(
    items: Sequence[Item], typed: Mapping[str, str], *, photos: Mapping[str, int] | None = None
) -> Reading:
    """What was typed under the code of each item. Nothing is lost: what cannot be read is kept as it was typed."""
    values: dict[str, Any] = {}
    odd: dict[str, str] = {}
    missing = []
    taken = photos or {}
    for item in items:
        if item.kind is ItemKind.PHOTO:
            if item.is_required and not taken.get(item.code):
                missing.append(item.code)
            continue
        raw = typed.get(item.code, "").replace("\0", "").strip()
        if not raw:
            if item.is_required:
                missing.append(item.code)
            continue
        value = _value(item, raw)
        if value is None:
            odd[item.code] = raw[:MOST_TEXT]
        else:
            values[item.code] = value
    return Reading(values, odd, tuple(missing))


def _value(item: Item, raw: str) -> Any:
    match item.kind:
        case ItemKind.YES_NO:
            return raw if raw in (YES, NO) else None
        case ItemKind.SCORE:
            return (
                int(raw)
                if len(raw) == 1
                and raw.isascii()
                and raw.isdigit()
                and item.lowest <= int(raw) <= HIGHEST_SCORE
                else None
            )
        case ItemKind.NUMBER:
            return _number(raw)
        case ItemKind.CHOICE:
            return raw if raw in item.words else None
        case _:
            return raw[:MOST_TEXT]


def _number(raw: str) -> int | float | None:
    """A number as it is written here: `1.250` and `12,5`; None for anything else."""
    text = raw.replace(" ", "")
    head, comma, tail = text.partition(",")
    digits = head.replace(".", "") if all(len(part) == 3 for part in head.split(".")[1:]) else ""
    if (
        len(digits) > MOST_DIGITS
        or not (digits.isascii() and digits.isdigit())
        or (comma and not (tail.isascii() and tail.isdigit()))
    ):
        return None
    value = float(f"{digits}.{tail}") if comma else int(digits)
    return value if value <= MOST_NUMBER else None


def differences(items: Sequence[Item], sheets: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Where the sheets of several reviewers do not agree. Texts are not compared: everybody sees something else."""
    found = []
    for item in items:
        if item.kind in (ItemKind.TEXT, ItemKind.PHOTO):
            continue
        values = tuple(sheet.get(item.code) for sheet in sheets)
        if len(set(values)) > 1:
            found.append(Difference(item, values))
    return found


def said_value(item: Item, value: Any) -> str:
    """An answer in words; "–" for none."""
    if value is None:
        return "–"
    if item.kind is ItemKind.YES_NO:
        return "Ya" if value == YES else "Tidak"
    if item.kind is ItemKind.SCORE:
        words = dict(item.scores).get(value, "")
        return f"{value} ({words})" if item.words and words else f"{value} dari {HIGHEST_SCORE}"
    return f"{value}".replace(".", ",") if isinstance(value, float) else str(value)


def mean_score(items: Sequence[Item], sheets: Sequence[Mapping[str, Any]]) -> float | None:
    """The mean of all scores that were given, 0 to 4; None where none was."""
    scores = [
        sheet[item.code]
        for item in items
        if item.kind is ItemKind.SCORE
        for sheet in sheets
        if sheet.get(item.code) is not None
    ]
    return sum(scores) / len(scores) if scores else None
