"""Numbers as people write them: digits, an O for a nought, words (`nol delapan satu`), in groups apart or together.

A run is what stands together; its groups are what stands between the separators. Linear in the length of the text: every
pattern is bounded, and no character is looked at more than a fixed number of times.
"""

import re
from dataclasses import dataclass

_WORDS = {
    "nol": "0", "kosong": "0", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6",
    "tujuh": "7", "delapan": "8", "lapan": "8", "sembilan": "9",
    # Javanese of the coast.
    "siji": "1", "loro": "2", "telu": "3", "papat": "4", "limo": "5", "enem": "6", "pitu": "7", "wolu": "8", "sanga": "9",
    "songo": "9",
}  # fmt: skip
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_ATOM = re.compile(
    rf"(?P<figures>(?:(?<![^\W\d])[OoIl]{{1,3}}(?=\d)|[Oo](?=8[\dOo]))[\dOoIl]{{1,60}}|\d[\dOoIl]{{0,60}}"
    # An O alone counts where noughts stand alone: `3 3 2 5 O 1`.
    rf"|(?<!\w)[Oo]{{1,4}}(?!\w))"
    rf"|(?i:(?<![^\W\d])(?P<words>(?:{_ANY_WORD}){{1,20}})(?![^\W\d]))"
)
_ONE_WORD = re.compile(_ANY_WORD, re.IGNORECASE)
_LETTERS = str.maketrans("OoIl", "0011")
# What may stand between two groups of one number; a comma only without a space, as in a list it has one.
_GAP = re.compile(r"[\s.\-\u2010-\u2015_/()+\u200b\u00a0\u2060]{1,4}|,")
_SIGNIFICANT = re.compile(r"[^\s\u200b\u00a0\u2060()]")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits at a place of the text. `gap` is the separator before them within the run, None at its beginning."""

    digits: str
    start: int
    end: int
    gap: str | None
    is_spoken: bool = False


def runs(text: str) -> list[list[Group]]:
    """Every number of the text, in order."""
    found: list[list[Group]] = []
    for group in _groups(text):
        if group.gap is None:
            found.append([group])
        else:
            found[-1].append(group)
    return found


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    for match in _ATOM.finditer(text):
        for digits, start, end in _read(match, text):
            before = groups[-1] if groups else None
            gap = _gap(text, before.end, start) if before else None
            groups.append(Group(digits, start, end, gap, bool(match["words"])))
    return groups


def _read(match: re.Match, text: str) -> list[tuple[str, int, int]]:
    if match["words"]:
        digits = "".join(_WORDS[word] for word in _ONE_WORD.findall(match["words"].lower()))
        return [(digits, match.start(), match.end())]
    raw, start = match["figures"], match.start()
    # Letters at the end that go on as a word are no digits: `2lantai`, `10liter`.
    if text[match.end() : match.end() + 1].isalpha():
        raw = raw.rstrip("OoIl")
    figures = sum(char.isdecimal() for char in raw)
    is_long = figures > 3 and len(raw) > 8
    if figures * 2 >= len(raw) or not raw.strip("Oo0") or is_long or raw[:2].lower() == "o8":
        plain = raw.translate(_LETTERS)
        return [("".join(str(int(char)) for char in plain), start, start + len(raw))]
    # Mostly letters: no number at all.
    return []


def _gap(text: str, end: int, start: int) -> str | None:
    """ "" for groups that touch, the significant sign, " " for mere space; None where two numbers end and begin."""
    if end == start:
        return ""
    between = text[end:start] if start - end <= 4 else ""
    if not _GAP.fullmatch(between):
        return None
    signs = _SIGNIFICANT.findall(between)
    return signs[0] if signs else " "
