"""The words of a report made comparable: short forms, words of the region's own tongue, endings, numbers of houses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from balai.domains.citizen_reports.rules.suggestion import stem

_WORD = re.compile(r"[a-zà-ÿ]+|\d+")
_AGAIN = re.compile(r"(.)\1{2,}")


def _with_stems(words: str) -> frozenset[str]:
    return frozenset(found for word in words.split() for found in (word, stem(word)))


# Words that every report has and that say nothing of what and where.
_EMPTY = _with_stems(
    """yang dan di ke dari untuk pada dengan agar ada sudah sedang belum tidak ini itu nya saya kami kita bapak pak ibu bu min admin
    mohon tolong segera lagi juga karena kalau bila jika sampai saja sangat sekali banyak semua para oleh akan bisa dapat hari minggu
    bulan kemarin tadi lama kapan mas mbak yth warga lapor laporan bantu tindak lanjut tangan baik ganti"""
)
# So many sides and distances to a thing: they say where, but not which thing.
_SIDES = _with_stems(
    "depan dekat sebelah samping seberang belakang sekitar daerah pas jauh pinggir tengah jalan"
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the region says in several ways: each word or phrase by the one that stands for it, as stems."""

    words: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: words of a problem, and the other words, which are mostly of a place ("rt3" among them)."""

    topic: frozenset[str]
    place: frozenset[str]


@lru_cache(maxsize=8)
def tongue(groups: tuple[tuple[str, ...], ...]) -> Tongue:
    """From groups of words that mean the same; the first of each group stands for it."""
    words: dict[str, str] = {}
    phrases: list[tuple[str, str]] = []
    for group in groups:
        stands = " ".join(_stem(word) for word in _WORD.findall(group[0].lower()))
        for said in group:
            plain = said.lower()
            if " " in plain:
                phrases.append((" ".join(_WORD.findall(plain)), stands))
            else:
                words[plain] = words[_stem(plain)] = stands
    return Tongue(words, tuple(sorted(phrases, key=lambda pair: -len(pair[0]))))


def said(text: str, speech: Tongue, topics: frozenset[str]) -> Said:
    """`topics` are the stems of all words that categories are known by."""
    plain = f" {' '.join(_WORD.findall(_AGAIN.sub(chr(92) + '1', text.lower())))} "
    for phrase, stands in speech.phrases:
        plain = plain.replace(f" {phrase} ", f" {stands} ")
    found: list[str] = []
    for word in plain.split():
        if word.isdigit():
            # RT 03, SD 2, km 12: the number belongs to what it counts.
            found.append(f"{found[-1] if found else ''}{word.lstrip('0')}")
        else:
            found.extend((speech.words.get(word) or speech.words.get(_stem(word)) or _stem(word)).split())
    kept = [word for word in found if len(word) > 1 and word not in _EMPTY and word not in _SIDES]
    return Said(
        topic=frozenset(word for word in kept if word in topics),
        place=frozenset(word for word in kept if word not in topics),
    )


def topics_of(keywords: Iterable[Sequence[str]], speech: Tongue) -> frozenset[str]:
    """The stems of every word that some category is known by, in the words that stand for them."""
    found: set[str] = set()
    for words in keywords:
        for word in _WORD.findall(" ".join(words).lower()):
            found.update((speech.words.get(word) or speech.words.get(_stem(word)) or _stem(word)).split())
    return frozenset(found - _EMPTY - _SIDES)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(word)
