"""Reading what was learned: words and weights, a few sums, no library. Pure.

The features of a text are its stems and its pairs of neighbouring stems. Each known feature adds its weight to the
categories that it speaks for; the sums become shares. What a share means in words is `confidence_of`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from balai.domains.citizen_reports.rules.suggestion import matched, stem, suggest, words_of

# From this share on the learned order stands; below it, the words of the region come first.
SURE = 0.6
LIKELY = 0.25
# Below this share a category is not worth a word.
LEAST = 0.05
MOST_WORDS = 3
# So many letters of a longer stem are a feature of their own.
BEGINNING = 4


@dataclass(frozen=True)
class Learned:
    """A learned model: categories in a fixed order, the weights of each feature by the place of the category in it."""

    categories: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _rows(self) -> dict[str, list[tuple[int, float]]]:
        return {word: [(int(n), w) for n, w in row.items()] for word, row in self.weights.items()}

    def row(self, feature: str) -> list[tuple[int, float]]:
        """(place of a category, weight) of a feature; empty where it was never met."""
        return self._rows.get(feature, [])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category that a text may be about; `words` of the text led to it. `is_learned`: not by the region's key words."""

    category: str
    share: float
    words: tuple[str, ...] = field(default=())
    is_learned: bool = True


def features(text: str) -> dict[str, str]:
    """Feature -> the words of the text that it stands for: stems, how stems begin (`lampune` is near `lampu`), pairs."""
    said = words_of(text)
    stems = [stem(word) for word in said]
    found = dict(zip(reversed(stems), reversed(said), strict=True))
    begun = {f"{one[:BEGINNING]}~": word for one, word in found.items() if len(one) > BEGINNING}
    pairs = zip(pairwise(stems), pairwise(said), strict=True)
    return found | begun | {f"{a} {b}": f"{c} {d}" for (a, b), (c, d) in pairs}


def read(model: Learned, text: str, *, most: int = 3) -> list[Proposal]:
    """The categories that a text speaks for, best first; empty when no word of it was ever met."""
    found = {feature: words for feature, words in features(text).items() if model.row(feature)}
    if not found:
        return []
    size = 1 / math.sqrt(len(found))
    sums = list(model.bias)
    for feature in found:
        for place, weight in model.row(feature):
            sums[place] += weight * size
    top = max(sums)
    parts = [math.exp(one - top) for one in sums]
    whole = sum(parts)
    best = sorted(range(len(sums)), key=lambda place: (-sums[place], place))[:most]
    return [
        Proposal(model.categories[place], parts[place] / whole, _reasons(model, found, place))
        for place in best
        if parts[place] >= LEAST * whole
    ]


def _reasons(model: Learned, found: Mapping[str, str], place: int) -> tuple[str, ...]:
    """The words that spoke most for a category; a pair takes the place of its two words."""
    gains = {feature: dict(model.row(feature)).get(place, 0.0) for feature in found}
    words: list[str] = []
    for feature in sorted(gains, key=lambda one: (-gains[one], one)):
        if gains[feature] <= 0 or len(words) == MOST_WORDS:
            break
        said = found[feature]
        if not any(said in word or word in said for word in words):
            words.append(said)
    return tuple(words)


def propose(
    text: str, model: Learned | None, keywords: Mapping[str, Sequence[str]], *, most: int = 3
) -> list[Proposal]:
    """What a text may be about: the learned model where it is sure, else the region's words first. Never binding."""
    learned = [one for one in read(model, text, most=most) if one.category in keywords] if model else []
    if learned and learned[0].share >= SURE:
        return learned
    spoken = [
        Proposal(code, 0.0, matched(text, keywords[code])[:MOST_WORDS], is_learned=False)
        for code in suggest(text, keywords, most=most)
    ]
    # What the words name and the model finds possible comes first, then the model, then what only the words name.
    share = {one.category: one.share for one in learned}
    both = sorted((one for one in spoken if one.category in share), key=lambda one: -share[one.category])
    found = {one.category: one for one in both}
    for one in (*learned, *spoken):
        found.setdefault(one.category, one)
    return list(found.values())[:most]


def confidence_of(proposal: Proposal) -> str:
    """How sure, as a code: SURE, LIKELY, MAYBE, or WORDS where only the region's key words spoke."""
    if not proposal.is_learned:
        return "WORDS"
    return "SURE" if proposal.share >= SURE else "LIKELY" if proposal.share >= LIKELY else "MAYBE"


CONFIDENCE_LABELS = {
    "SURE": "hampir pasti",
    "LIKELY": "kemungkinan besar",
    "MAYBE": "barangkali",
    "WORDS": "menurut kata kunci",
}
