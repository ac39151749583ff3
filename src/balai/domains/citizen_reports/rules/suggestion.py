"""Which category a text speaks of: words of the region's data, weighed by how rare they are."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[a-zà-ÿ]+")
# Everyday endings and beginnings; enough for matching, no full stemmer.
_ENDINGS = ("nya", "kan", "lah", "kah", "pun", "an", "i")
_BEGINNINGS = ("meng", "mem", "men", "me", "ber", "ter", "di", "ke", "pe")


def stem(word: str) -> str:
    """A rough stem: `berlubangnya` and `lubang` meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= 4:
            return word[len(beginning) :]
    return word


def stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]


def suggest(text: str, keywords: Mapping[str, Sequence[str]], *, most: int = 3) -> list[str]:
    """Category codes for `text`, best first, at most `most`; empty when no word is known.

    `keywords` is {category code: words and phrases}. A word that few categories share weighs more; a
    phrase of several words weighs more than a word.
    """
    found = stems(text)
    if not found:
        return []
    joined = " " + " ".join(found) + " "
    phrases = {code: {" ".join(stems(word)) for word in words} - {""} for code, words in keywords.items()}
    shared = _counts(phrases.values())
    scores: dict[str, float] = {}
    for code, own in phrases.items():
        hits = [phrase for phrase in own if f" {phrase} " in joined]
        if hits:
            scores[code] = sum(
                (1 + phrase.count(" ")) * math.log(1 + len(phrases) / shared[phrase]) for phrase in hits
            )
    return sorted(scores, key=lambda code: (-scores[code], code))[:most]


def _counts(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group in groups:
        for phrase in group:
            counts[phrase] = counts.get(phrase, 0) + 1
    return counts
