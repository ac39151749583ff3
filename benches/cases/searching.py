"""The catalogue of services: a misspelt question over 200 of them."""

import random
import time

from rapidfuzz import fuzz, process

from balai.domains.public_services.rules.searching import KEYWORD, NAME, Entry, Index, build, search
from benches.figures import Figure
from benches.place import Place

SERVICES, WORDS, ROUNDS, SEARCH_MS = 200, 30, 40, 20
QUESTIONS = (
    "santunan kematain",
    "surat mskn",
    "keterangan tidak mampu untuk anak sekolah dasar",
    "zzzz yyyy xxxx",
)


def catalogue(place: Place) -> list[Figure]:
    """The mean of four questions, beside rapidfuzz over the plain names (which finds no shortened words)."""
    names = _names()
    index = build(Entry(name, ((name, NAME), (name, KEYWORD))) for name in names)
    ours = _milliseconds(lambda question: search(index, question))
    bare = _milliseconds(lambda question: process.extract(question, names, scorer=fuzz.WRatio, limit=30))
    return [
        Figure(name="catalogue.search", value=ours, unit="ms", better="lower", goal=SEARCH_MS),
        Figure(
            name="catalogue.ratio",
            value=1000 / ours,
            unit="searches/s",
            compared_with="bare rapidfuzz over names",
            ratio=bare / ours,
        ),
        Figure(name="catalogue.words", value=_size(index), unit="words in the index"),
    ]


def _milliseconds(ask) -> float:
    began = time.perf_counter()
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            ask(question)
    return (time.perf_counter() - began) * 1000 / (ROUNDS * len(QUESTIONS))


def _names() -> list[str]:
    """As many invented names, each of its own words: harder than real ones, which share most of theirs."""
    dice = random.Random(1)
    words = ["".join(dice.choice("aeioubkmnprst") for _ in range(8)) for _ in range(SERVICES * WORDS)]
    return [" ".join(words[start : start + WORDS]) for start in range(0, len(words), WORDS)]


def _size(index: Index) -> int:
    return len(index.vocabulary)
