"""Duplicate families: how well they are recognised, and how fast among a million reports."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from balai.domains.citizen_reports.alike.rules.likeness import ALIKE, Traits, likeness
from balai.domains.citizen_reports.alike.rules.words import said, tongue, topics_of
from balai.domains.citizen_reports.rules.suggestion import suggest
from balai.foundation.geo import Point
from benches.alike_pairs import Pair, Told, pairs
from benches.figures import Figure
from benches.place import Place

REGION = Path(__file__).parents[2] / "regions" / "batang" / "citizen_reports"
PAIRS = 2_000
CATCH_ALL = "LAIN01"


@dataclass
class Judged:
    """What the judgement of some pairs was worth; `false` counts by kind of near miss."""

    hits: int = 0
    same: int = 0
    false: Counter = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return self.hits / self.same if self.same else 0.0

    @property
    def precision(self) -> float:
        said_same = self.hits + self.false.total()
        return self.hits / said_same if said_same else 0.0


def judged(half: str, count: int, *, hard: bool = False, plain: bool = False) -> Judged:
    """Judge so many pairs of a half; `hard`: only those coloured by Javanese, `plain`: without the region's words."""
    found = Judged()
    for pair in pairs(half, count):
        if hard and not pair.is_hard:
            continue
        is_alike = _score(pair, plain=plain) >= ALIKE
        found.same += pair.is_same
        if is_alike and pair.is_same:
            found.hits += 1
        elif is_alike:
            found.false[pair.kind] += 1
    return found


def alike(place: Place) -> list[Figure]:
    """Recall and precision on the test half of the labelled pairs, and the answer among the most reports."""
    whole, hard = judged("test", PAIRS), judged("test", PAIRS, hard=True)
    plain = judged("test", PAIRS, hard=True, plain=True)
    print(f"  {PAIRS} pairs; said to be the same and are not: {dict(whole.false)}")
    figures = [
        Figure(name="alike.recall", value=whole.recall, unit="of the same", goal=0.8),
        Figure(name="alike.precision", value=whole.precision, unit="of those named", goal=0.9),
        Figure(name="alike.recall_javanese", value=hard.recall, unit="of the same"),
        Figure(name="alike.precision_javanese", value=hard.precision, unit="of those named"),
        Figure(name="alike.recall_javanese_without_words", value=plain.recall, unit="of the same"),
    ]
    took = place.inside("alike_times", database=place.database(place.many))
    return [
        *figures,
        Figure(name="alike.p50", value=took["p50"], unit="ms", better="lower"),
        Figure(name="alike.p95", value=took["p95"], unit="ms", better="lower", goal=50),
        Figure(name="alike.cpu_p95", value=took["cpu_p95"], unit="ms of our processor", better="lower"),
    ]


def _score(pair: Pair, *, plain: bool) -> float:
    return likeness(_traits(pair.first, plain=plain), _traits(pair.second, plain=plain)).score


def _traits(told: Told, *, plain: bool) -> Traits:
    speech, topics, groups, keywords = _region(plain)
    code = (
        told.category if told.category != CATCH_ALL else next(iter(suggest(told.text, keywords, most=1)), "")
    )
    return Traits(
        said=said(f"{told.text} . {told.landmark}", speech, topics),
        category=code,
        group=groups.get(code, ""),
        at=told.at,
        point=Point(told.latitude, told.longitude) if told.latitude and told.longitude else None,
    )


@cache
def _region(plain: bool) -> tuple:
    """The words of the region: synonyms, words of categories, groups of categories."""
    rows = yaml.safe_load((REGION / "same_words.yaml").read_text(encoding="utf-8"))["parameters"]
    categories = yaml.safe_load((REGION / "categories.yaml").read_text(encoding="utf-8"))["categories"]
    speech = tongue(() if plain else tuple(tuple(group) for group in rows[0]["value"]))
    topics = topics_of([row.get("keywords") or [] for row in categories], speech)
    keywords = {row["code"]: row.get("keywords") or [] for row in categories}
    return speech, topics, {row["code"]: row["group"] for row in categories}, keywords
