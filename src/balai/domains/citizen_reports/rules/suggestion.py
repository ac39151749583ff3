"""Which category a text speaks of: words of the region's data, weighed by how rare they are."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"[a-zà-ÿ]+")
# Everyday endings and beginnings with the fewest letters that must remain; enough for matching, no full stemmer.
_ENDINGS = (("nya", 4), ("kan", 4), ("lah", 5), ("kah", 5), ("pun", 5), ("an", 4), ("i", 4))
_BEGINNINGS = (
    ("meng", 4), ("mem", 4), ("men", 4), ("me", 4), ("peng", 4), ("pem", 4), ("pen", 4), ("pe", 5), ("ber", 4), ("ter", 4),
    ("di", 4), ("ke", 6),
)  # fmt: skip
# `menumpuk`, `numpuk` and `tumpuk` meet where the first sound, which the beginning swallows, is left out.
_SWALLOWED = re.compile(r"(?:[ktspn]|ng)(?=[aeiou].{4})")


def stem(word: str) -> str:
    """A rough stem: `berlubangnya` and `lubang` meet."""
    is_verb = word.startswith(("di", "me", "ter", "ber"))
    for ending, rest in _ENDINGS:
        # `dilaporkan` ends in -kan, `tumpukan` in -an.
        if (is_verb or ending != "kan") and word.endswith(ending) and len(word) - len(ending) >= rest:
            word = word[: -len(ending)]
            break
    for beginning, rest in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= rest:
            word = word[len(beginning) :]
            break
    match = _SWALLOWED.match(word)
    return word[match.end() :] if match else word


def words_of(text: str) -> list[str]:
    """The words of a text, small."""
    return _WORD.findall(text.lower())


def stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def matched(text: str, keywords: Sequence[str]) -> tuple[str, ...]:
    """The key words of one category that a text says, as the region wrote them, longest first."""
    joined = " " + " ".join(stems(text)) + " "
    found = {word for word in keywords if (stemmed := " ".join(stems(word))) and _closeness(stemmed, joined)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def suggest(text: str, keywords: Mapping[str, Sequence[str]], *, most: int = 3) -> list[str]:
    """Category codes for `text`, best first, at most `most`; empty when no word is known.

    `keywords` is {category code: words and phrases}. A word that few categories share weighs more; a
    phrase of several words weighs more than a word.
    """
    found = stems(text)
    if not found:
        return []
    joined = " " + " ".join(found) + " "
    phrases = {code: _phrases(tuple(words)) for code, words in keywords.items()}
    shared = _counts(phrases.values())
    scores: dict[str, float] = {}
    for code, own in phrases.items():
        score = sum(
            _closeness(phrase, joined) * math.log(1 + len(phrases) / shared[phrase]) for phrase in own
        )
        if score:
            scores[code] = score
    return sorted(scores, key=lambda code: (-scores[code], code))[:most]


@lru_cache(maxsize=1024)
def _phrases(words: tuple[str, ...]) -> frozenset[str]:
    """The words of one category as stems; the same for every text, so worked out once."""
    return frozenset(" ".join(stems(word)) for word in words) - {""}


def _closeness(phrase: str, joined: str) -> float:
    """How well the text says it: one for each word of a phrase, half of it where the words stand apart, else nothing."""
    words = phrase.split(" ")
    if f" {phrase} " in joined:
        return len(words)
    return len(words) / 2 if len(words) > 1 and all(f" {word} " in joined for word in words) else 0


def _counts(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group in groups:
        for phrase in group:
            counts[phrase] = counts.get(phrase, 0) + 1
    return counts
