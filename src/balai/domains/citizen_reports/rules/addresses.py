"""An address in words: which desa or kecamatan does it name?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[a-z]+")
# Streets and regencies often bear the name of a place that they are not in.
_STREET = re.compile(r"\b(?:jl|jln|jalan|gg|gang|raya)\b[. ]*(?:(?:raya|mayjend|jend|kh|ki)\b[. ]*)*[a-z]+")
_REGENCY = re.compile(r"\b(?:kab|kabupaten|kota)\b[. ]*[a-z]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A desa or kelurahan with its kecamatan, names as in the region's data."""

    code: str
    name: str
    kecamatan_code: str
    kecamatan_name: str


def match_place(address: str, places: Sequence[Place]) -> str | None:
    """The code of the one desa that the address names, else of the one kecamatan, else None.

    A name that two desa bear counts only together with the kecamatan. Nothing is guessed.
    """
    text = _plain(_REGENCY.sub(" ", _STREET.sub(" ", address.lower())))
    named = [place for place in places if _says(text, place.name)]
    kecamatan = {place.kecamatan_code for place in places if _says(text, place.kecamatan_name)}
    agreeing = _longest(place for place in named if place.kecamatan_code in kecamatan)
    # A desa is often named like its kecamatan: then the word alone says only the kecamatan.
    agreeing = [p for p in agreeing if p.name.lower() != p.kecamatan_name.lower()] or agreeing
    distinct = [p for p in named if p.name.lower() not in {q.kecamatan_name.lower() for q in places}]
    if len(agreeing) == 1 and agreeing[0] in distinct:
        return agreeing[0].code
    if not kecamatan and len(_longest(distinct)) == 1:
        return _longest(distinct)[0].code
    return kecamatan.pop() if len(kecamatan) == 1 else None


def _plain(text: str) -> str:
    return " " + " ".join(_WORD.findall(text.lower())) + " "


def _says(text: str, name: str) -> bool:
    return _plain(name) in text


def _longest(places: Iterable[Place]) -> list[Place]:
    """Without those whose name is only a part of another's: `Kalipucang` beside `Kalipucang Wetan`."""
    found = list(places)
    return [p for p in found if not any(p.name != q.name and _plain(p.name) in _plain(q.name) for q in found)]


def places_named(address: str, places: Sequence[Place]) -> list[Place]:
    """The desa that an address names, when `match_place` cannot tell which: to be asked back, never guessed."""
    text = _plain(_REGENCY.sub(" ", _STREET.sub(" ", address.lower())))
    found = _longest(place for place in places if _says(text, place.name))
    within = [place for place in found if _says(text, place.kecamatan_name)]
    return within or found
