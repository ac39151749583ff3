"""Labelled pairs of invented reports: do the two speak of the same thing? Seeded; nothing in them is anybody's.

A scene is a problem at a place. Two people who report one scene differ in words, haste, place of standing and day. Pairs
that are not the same are near misses on purpose: another problem in the same street, the same problem in the next street,
the same place a year later, the neighbours' pile.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import cos, radians
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("alike_words.yaml")
CENTRE = (-6.9105, 109.7302)
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
METRE = 1 / 111_195
MISSES = ("OTHER_PROBLEM", "OTHER_STREET", "YEAR_LATER", "NEIGHBOURS")
# How far the phone is from the thing, in metres (one standard deviation), and how many give no point at all.
STANDS, POINTLESS = 18, 0.08


@dataclass(frozen=True, slots=True)
class Told:
    """One report as it arrives."""

    text: str
    landmark: str
    latitude: float | None
    longitude: float | None
    category: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """`kind` is SAME or one of MISSES; `is_hard` where at least one of the two is coloured by Javanese."""

    first: Told
    second: Told
    kind: str
    is_hard: bool

    @property
    def is_same(self) -> bool:
        return self.kind == "SAME"


@dataclass(frozen=True, slots=True)
class _Scene:
    problem: str
    street: str
    thing: str
    other_thing: str
    rt: int
    latitude: float
    longitude: float


def pairs(half: str, count: int, *, seed: int = 7) -> list[Pair]:
    """So many pairs of the half `tuning` or `test`; half of them the same, the others near misses in equal parts."""
    maker = _Maker(half, random.Random(f"{half}:{seed}"))
    return [maker.pair("SAME" if n % 2 else MISSES[n // 2 % len(MISSES)]) for n in range(count)]


class _Maker:
    def __init__(self, half: str, chance: random.Random) -> None:
        self.words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
        self.half, self.chance = half, chance
        self.short = list(self.words["short"].items())

    def pair(self, kind: str) -> Pair:
        scene, gap = self._scene(), timedelta(hours=self.chance.expovariate(1 / 240))
        other = scene
        if kind == "OTHER_PROBLEM":
            problem = self.chance.choice([name for name in self.words["problems"] if name != scene.problem])
            other = self._beside(scene, self.chance.uniform(0, 60), problem=problem)
        elif kind == "OTHER_STREET":
            other = self._beside(scene, self.chance.uniform(220, 900), elsewhere=True)
        elif kind == "YEAR_LATER":
            gap = timedelta(days=self.chance.uniform(300, 430))
        elif kind == "NEIGHBOURS":
            other = self._beside(scene, self.chance.uniform(90, 220), elsewhere=True, street=scene.street)
        first, first_jv = self._told(scene, START)
        second, second_jv = self._told(other, START + gap)
        return Pair(first, second, kind, first_jv or second_jv)

    def _scene(self) -> _Scene:
        chance, words = self.chance, self.words
        thing, other = chance.sample(words["things"], 2)
        return _Scene(
            problem=chance.choice(list(words["problems"])),
            street=chance.choice(words["streets"]),
            thing=thing,
            other_thing=other,
            rt=chance.randrange(1, 13),
            latitude=CENTRE[0] + chance.uniform(-0.02, 0.02),
            longitude=CENTRE[1] + chance.uniform(-0.02, 0.02),
        )

    def _beside(
        self, scene: _Scene, metres: float, *, problem: str = "", elsewhere: bool = False, street: str = ""
    ) -> _Scene:
        """A scene so many metres away; `elsewhere` has other things to see, and another street unless one is named."""
        fresh, turn = self._scene(), self.chance.uniform(-1, 1)
        return _Scene(
            problem=problem or scene.problem,
            street=street or (fresh.street if elsewhere else scene.street),
            thing=fresh.thing if elsewhere else scene.thing,
            other_thing=fresh.other_thing if elsewhere else scene.other_thing,
            rt=fresh.rt if elsewhere else scene.rt,
            latitude=scene.latitude + metres * turn * METRE,
            longitude=scene.longitude + metres * (1 - turn**2) ** 0.5 * METRE / cos(radians(scene.latitude)),
        )

    def _told(self, scene: _Scene, at: datetime) -> tuple[Told, bool]:
        chance, tongue = self.chance, "jv" if self.chance.random() < 0.35 else "id"
        problem = self.words["problems"][scene.problem]
        in_text = chance.random() < 0.75
        text = chance.choice(problem[self.half][tongue]).format(
            p=self._mention(scene, tongue) if in_text else ""
        )
        landmark = self._mention(scene, "id") if chance.random() < 0.4 else ""
        latitude = longitude = None
        if chance.random() > POINTLESS:
            latitude = scene.latitude + chance.gauss(0, STANDS) * METRE
            longitude = scene.longitude + chance.gauss(0, STANDS) * METRE
        return Told(
            self._hasty(text), landmark, latitude, longitude,
            problem["category"] if chance.random() > 0.07 else "LAIN01",
            at + timedelta(minutes=chance.randrange(600)),
        ), tongue == "jv"  # fmt: skip

    def _mention(self, scene: _Scene, tongue: str) -> str:
        chance = self.chance
        seen = scene.thing if chance.random() < 0.75 else scene.other_thing
        said = chance.choice(self.words["mentions"][self.half][tongue])
        return said.format(o=seen, s=f"Jalan {scene.street}", r=f"RT {scene.rt:02d}")

    def _hasty(self, text: str) -> str:
        """As it is typed on a phone: short forms, letters left out or swapped, in a third of all texts."""
        text = re.sub(r"\s+([,.])", r"\1", " ".join(text.split()))
        if self.chance.random() > 0.35:
            return text
        for word, short in self.short:
            if self.chance.random() < 0.6:
                text = re.sub(rf"\b{word}\b", short, text, flags=re.IGNORECASE)
        return " ".join(self._slips(text.split())).lower()

    def _slips(self, words: list[str]) -> Iterator[str]:
        for word in words:
            if len(word) > 5 and self.chance.random() < 0.06:
                at = self.chance.randrange(1, len(word) - 2)
                word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            yield word
