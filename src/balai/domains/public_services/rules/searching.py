"""Finding a service by words that people type in a hurry: misspelt, shortened, without vowels, in either language.

A word is compared with every word of the index: as it is, by its stem, by its beginning, by its consonants, and by how
few letters differ. Rare words weigh more than common ones ("surat" is in nearly every name). Pure; the index of 200
services answers in a few milliseconds.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

NAME, KEYWORD, SUMMARY = 1.0, 0.9, 0.5
# How sure a comparison is: the same word, its stem or beginning, its consonants.
SAME, STEM, SHAPE = 1.0, 0.92, 0.8
ALIKE = 0.7  # least likeness of two words that differ in letters
LEAST = 0.45  # least score of a find
NEAR = 0.12  # least score of what is offered when nothing was found
MOST_WORDS, MOST_LETTERS = 12, 40
STOP = frozenset(
    [
        "yang",
        "untuk",
        "dan",
        "di",
        "ke",
        "dari",
        "dengan",
        "atau",
        "pada",
        "dalam",
        "oleh",
        "saya",
        "mau",
        "ingin",
        "buat",
        "bikin",
        "urus",
        "mengurus",
        "cara",
        "minta",
        "tolong",
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "and",
        "or",
        "in",
        "my",
        "i",
        "want",
        "how",
        "get",
        "make",
    ]
)
# What people shorten, and words that offices and people call differently.
SHORT: Mapping[str, str] = {
    "srt": "surat", "sk": "surat keterangan", "ket": "keterangan", "sktm": "tidak mampu", "skck": "skck polisi",
    "sku": "keterangan usaha", "skd": "keterangan domisili", "skm": "keterangan kematian", "ktp": "ktp", "kk": "keluarga",
    "ahli": "ahli", "mninggal": "meninggal", "wafat": "meninggal", "mati": "meninggal", "kawin": "nikah",
    "menikah": "nikah", "perkawinan": "nikah", "pernikahan": "nikah", "miskin": "tidak mampu", "lahir": "kelahiran",
    "bayi": "kelahiran", "dagang": "usaha", "toko": "usaha", "warung": "usaha", "kerja": "kerja", "dead": "death",
    "died": "death", "poor": "poverty", "marry": "marriage", "wedding": "marriage",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_VOWELS = str.maketrans("", "", "aeiou")
_PREFIXES = (
    "meng", "meny", "mem", "men", "peng", "peny", "pem", "pen", "per", "ber", "ter", "me", "pe", "di", "ke", "se",
)  # fmt: skip
_SUFFIXES = ("nya", "lah", "kah", "kan", "an", "i", "ing", "s")
_LEAST_STEM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What a service is found by: `words` are (text, weight), heavier ones first."""

    key: str
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Entries prepared for searching. `places`: word -> [(number of the entry, weight)]."""

    keys: tuple[str, ...]
    vocabulary: tuple[str, ...]
    places: Mapping[str, Sequence[tuple[int, float]]]
    rarity: Mapping[str, float]
    stems: Mapping[str, Sequence[str]] = field(repr=False)
    shapes: Mapping[str, Sequence[str]] = field(repr=False)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without accents; bounded."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:MOST_LETTERS] for word in _WORD.findall(plain)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without Indonesian prefixes and suffixes, as far as at least four letters remain."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_STEM:
            word = word[: -len(suffix)]
            break
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_STEM:
            return word[len(prefix) :]
    return word


def build(entries: Iterable[Entry]) -> Index:
    """The index of these entries. A word counts once per entry, with its heaviest place."""
    rows = tuple(entries)
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows):
        heaviest: dict[str, float] = {}
        for text, weight in row.words:
            for word in words_of(text):
                if word not in STOP:
                    heaviest[word] = max(weight, heaviest.get(word, 0.0))
        for word, weight in heaviest.items():
            places[word].append((number, weight))
    stems, shapes = defaultdict(list), defaultdict(list)
    for word in places:
        stems[stem(word)].append(word)
        shapes[word.translate(_VOWELS)].append(word)
    rarity = {word: math.log(1 + len(rows) / len(found)) for word, found in places.items()}
    return Index(
        tuple(row.key for row in rows), tuple(places), dict(places), rarity, dict(stems), dict(shapes)
    )


def search(index: Index, text: str, *, most: int = 30) -> list[str]:
    """Keys of what fits, best first; every entry in its order for an empty text."""
    asked = _asked(text)
    if not asked:
        return list(index.keys)[:most]
    return _ranked(index, asked, least=LEAST)[:most]


def nearest(index: Index, text: str, *, most: int = 3) -> list[str]:
    """What comes closest when nothing fits; empty when nothing is even near."""
    return _ranked(index, _asked(text), least=NEAR)[:most]


def _asked(text: str) -> list[str]:
    """The words that were asked for; a question of nothing but small words keeps them."""
    words = words_of(text)[:MOST_WORDS]
    return [word for word in words if word not in STOP] or words


def _ranked(index: Index, asked: Sequence[str], *, least: float) -> list[str]:
    scores = [0.0] * len(index.keys)
    whole = 0.0
    for word in asked:
        found, rarity = _matches(index, word)
        whole += rarity
        for number, score in found.items():
            scores[number] += score * rarity
    if not whole:
        return []
    ranked = sorted(
        ((-score / whole, number) for number, score in enumerate(scores) if score / whole >= least)
    )
    return [index.keys[number] for _score, number in ranked]


def _matches(index: Index, word: str) -> tuple[dict[int, float], float]:
    """Per entry how well it answers the word (0 to 1), and how much the word says: as rare as its best likeness."""
    likes = _likes(index, word)
    for other in words_of(SHORT.get(word, "")):
        for known, sure in _likes(index, other).items():
            likes[known] = max(STEM * sure, likes.get(known, 0.0))
    best: dict[int, float] = {}
    for known, sure in likes.items():
        for number, weight in index.places[known]:
            best[number] = max(sure * (0.5 + weight / 2), best.get(number, 0.0))
    # Words that stand nowhere say as much as a rare one: they keep a good half of a question from being an answer.
    rarity = max((index.rarity[known] for known, sure in likes.items() if sure >= SHAPE), default=0.0)
    return best, rarity or math.log(1 + len(index.keys))


def _likes(index: Index, word: str) -> dict[str, float]:
    """The words of the index that this one may mean, and how sure that is."""
    likes = {known: STEM for known in index.stems.get(stem(word), ())}
    if len(word) >= 3:
        likes |= {known: STEM for known in index.vocabulary if known.startswith(word)}
    shape = word.translate(_VOWELS)
    if len(shape) >= 3 and len(word) - len(shape) <= 1:
        for known in index.shapes.get(shape, ()):
            likes.setdefault(known, SHAPE)
    if len(word) >= 4:
        close = process.extract(
            word,
            index.vocabulary,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=ALIKE,
            limit=8,
        )
        for known, sure, _place in close:
            likes[known] = max(sure * STEM, likes.get(known, 0.0))
    if word in index.places:
        likes[word] = SAME
    return likes
