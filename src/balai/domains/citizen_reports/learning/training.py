"""From decided reports to words and weights, judged on the newest part, which was not learned from."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from balai.domains.citizen_reports.rules.learned import Learned, Proposal, features, propose
from balai.foundation.errors import Refused

FEWEST, FEWEST_OF_ONE = 200, 5
TESTED_SHARE = 0.2
# Words that were met once say nothing; weights this small move nothing.
FEWEST_TIMES, SMALLEST_WEIGHT = 2, 0.05
WORST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A decided report: its scrubbed text, the category that it ended in, when it came, who dealt with it in the end."""

    text: str
    category: str
    at: datetime
    opd: str = ""


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned from all examples, and how well the same did when it knew only the older ones."""

    model: Learned
    figures: dict[str, Any]
    agencies: dict[str, list]
    examples: int


def train(examples: Sequence[Example], keywords: Mapping[str, Sequence[str]]) -> Trained:
    """Learn. Raises Refused LIBRARY_MISSING, TOO_FEW_CASES."""
    known = _enough(sorted((one for one in examples if one.category in keywords), key=lambda one: one.at))
    cut = int(len(known) * (1 - TESTED_SHARE))
    older, newer = known[:cut], known[cut:]
    figures = judge(fit(older), older, newer, keywords)
    return Trained(fit(known), figures, _agencies(known), len(known))


def _enough(examples: list[Example]) -> list[Example]:
    counts = Counter(one.category for one in examples)
    kept = [one for one in examples if counts[one.category] >= FEWEST_OF_ONE]
    if len(kept) < FEWEST or len({one.category for one in kept}) < 2:
        raise Refused(
            "TOO_FEW_CASES",
            "Baru ada {n} laporan yang sudah diputuskan dan dapat dipelajari; perlu paling sedikit {least}, dari dua kategori. Sampai saat itu kata kunci daerah yang menyarankan.",
            n=len(kept),
            least=FEWEST,
        )
    return kept


def fit(examples: Sequence[Example]) -> Learned:
    """Multinomial logistic regression over stems and pairs. Raises Refused LIBRARY_MISSING."""
    linear, sparse = _library("sklearn.linear_model"), _library("scipy.sparse")
    texts = [list(features(one.text)) for one in examples]
    times = Counter(word for text in texts for word in text)
    words = {word: n for n, word in enumerate(sorted(w for w, n in times.items() if n >= FEWEST_TIMES))}
    categories = sorted({one.category for one in examples})
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        known = [words[word] for word in text if word in words]
        rows += [row] * len(known)
        columns += known
        values += [len(known) ** -0.5] * len(known)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(words)))
    model = linear.LogisticRegression(C=5.0, max_iter=300)
    model.fit(matrix, [one.category for one in examples])
    bias, weights = _by_category(model, len(categories))
    learned = {
        word: {
            str(place): round(float(weights[place][n]), 3)
            for place in range(len(categories))
            if abs(weights[place][n]) >= SMALLEST_WEIGHT
        }
        for word, n in words.items()
    }
    return Learned(categories, bias, {word: row for word, row in learned.items() if row})


def _by_category(model: Any, size: int) -> tuple[list[float], Any]:
    """Two categories have one row of weights in the library: the other is its mirror."""
    bias, weights = [round(float(one), 3) for one in model.intercept_], model.coef_
    return (bias, weights) if size > 2 else ([-bias[0], bias[0]], [-weights[0], weights[0]])


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise Refused(
            "LIBRARY_MISSING",
            "Pustaka untuk belajar belum terpasang. Pasang dengan: pip install 'balai[routing]'. Saran yang ada tetap berjalan tanpanya.",
        ) from None


def judge(
    model: Learned, older: Sequence[Example], newer: Sequence[Example], keywords: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """How often the first proposal is right on the newer part, beside the majority guess and the key words alone."""
    majority = Counter(one.category for one in older).most_common(1)[0][0]
    guesses = [_first(propose(one.text, model, keywords, most=3)) for one in newer]
    three = [[p.category for p in propose(one.text, model, keywords, most=3)] for one in newer]
    wrong = Counter(
        (one.category, guess)
        for one, guess in zip(newer, guesses, strict=True)
        if guess and guess != one.category
    )

    def share(is_right: Callable[[int, Example], bool]) -> float:
        return round(sum(is_right(n, one) for n, one in enumerate(newer)) / len(newer), 4)

    return {
        "learned_from": len(older),
        "tested_on": len(newer),
        "since": newer[0].at.isoformat(),
        "accuracy": share(lambda n, one: guesses[n] == one.category),
        "among_three": share(lambda n, one: one.category in three[n]),
        "keywords": share(lambda n, one: _first(propose(one.text, None, keywords)) == one.category),
        "majority": share(lambda n, one: one.category == majority),
        "silent": share(lambda n, one: not guesses[n]),
        "pairs": [[truth, guess, n] for (truth, guess), n in wrong.most_common(WORST_PAIRS)],
    }


def _first(found: list[Proposal]) -> str:
    return found[0].category if found else ""


def _agencies(examples: Sequence[Example]) -> dict[str, list]:
    """Category -> [agency that mostly dealt with it in the end, its share, of how many]."""
    counts: dict[str, Counter] = {}
    for one in examples:
        if one.opd:
            counts.setdefault(one.category, Counter())[one.opd] += 1
    found = {}
    for category, agencies in sorted(counts.items()):
        code, n = agencies.most_common(1)[0]
        found[category] = [code, round(n / agencies.total(), 3), agencies.total()]
    return found
