"""Which statements speak of the same thing: their words, and a little more for the same place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

ALIKE, SAME_PLACE, SAME_DIMENSION = 62.0, 8.0, 4.0
# Words that every statement has and that say nothing of what it asks for.
_EMPTY = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "bagi",
        "pada",
        "dengan",
        "agar",
        "perlu",
        "butuh",
        "kebutuhan",
        "gagasan",
        "mohon",
        "ada",
        "belum",
        "warga",
        "contoh",
        "desa",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """What likeness is judged by. `area` is the ministerial code, the first eight signs of which name the kecamatan."""

    id: int
    title: str
    area: str = ""
    dimension: str = ""


def similar(one: Words, others: Iterable[Words], *, most: int = 6) -> list[tuple[int, int]]:
    """(id, likeness from 0 to 100) of those that are alike enough, the likest first; never the statement itself."""
    own = _plain(one.title)
    found = []
    for other in others:
        if other.id == one.id:
            continue
        likeness = fuzz.token_set_ratio(
            own, _plain(other.title), score_cutoff=ALIKE - SAME_PLACE - SAME_DIMENSION
        )
        if not likeness:
            continue
        likeness += SAME_PLACE * bool(one.area and one.area[:8] == other.area[:8])
        likeness += SAME_DIMENSION * bool(one.dimension and one.dimension == other.dimension)
        if likeness >= ALIKE:
            found.append((other.id, round(likeness)))
    best = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]
    return [(number, min(likeness, 100)) for number, likeness in best]


def _plain(title: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", title.casefold()) if word not in _EMPTY)
