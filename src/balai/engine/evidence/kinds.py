"""Instruments that a proof may stand for. Filled by rooms in `apps.ready()`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRows:
    """What a room tells about an instrument, so that any proof can be laid beside any of its rows.

    `editions()` gives the codes of its editions, the newest first; `rows(edition)` gives (code, label) of the rows that
    take evidence. `about(edition, row)` gives the kind of thing that a proof beside that row has to be about to count there,
    "" where any proof counts.
    """

    code: str
    label: str
    editions: Callable[[], Sequence[str]]
    rows: Callable[[str], Sequence[tuple[str, str]]]
    about: Callable[[str, str], str] = lambda edition, row: ""


_instruments: dict[str, InstrumentRows] = {}
_sources: list[Callable[[], Sequence[InstrumentRows]]] = []


def register_instrument(instrument: InstrumentRows) -> None:
    """Make it known. Registering a code twice is a programming error."""
    if instrument.code in _instruments:
        raise ValueError(f"instrument {instrument.code} is registered twice")
    _instruments[instrument.code] = instrument


def register_instruments(source: Callable[[], Sequence[InstrumentRows]]) -> None:
    """Instruments that are data: `source()` is asked each time, so that one made today takes proofs today."""
    _sources.append(source)


def instrument(code: str) -> InstrumentRows | None:
    """The instrument with this code, None when no room has it."""
    return _instruments.get(code) or next((one for one in _told() if one.code == code), None)


def instruments() -> list[InstrumentRows]:
    """All of them, by label."""
    return sorted([*_instruments.values(), *_told()], key=lambda one: one.label)


def _told() -> list[InstrumentRows]:
    return [one for source in _sources for one in source()]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a proof is about, as pages show it."""

    kind: str
    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """Who knows the things that proofs are about: `find(user, ends)` names them by (kind, id) and leaves out what this
    user may not know of; `search(user, words)` finds them by their names."""

    find: Callable[[Any, Collection[tuple[str, str]]], Mapping[tuple[str, str], Thing]]
    search: Callable[[Any, str], list[Thing]]


_things: list[Things] = []
_named: dict[str, Callable[[str], Thing | None]] = {}


def name_things_by(things: Things) -> None:
    """Proofs lie below what they are about; a part above says how that is called."""
    _things[:] = [things]


def name_kind_by(kind: str, name: Callable[[str], Thing | None]) -> None:
    """Public things of a kind that no thread knows, such as the region itself: `name(id)` says what one is called."""
    _named[kind] = name


def things_called(user: Any, ends: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Thing]:
    """The things that this user may know of, by (kind, id)."""
    found = dict(_things[0].find(user, ends)) if _things else {}
    for kind, number in ends:
        thing = _named[kind](number) if kind in _named else None
        if thing is not None:
            found[kind, number] = thing
    return found


def search_things(user: Any, words: str) -> list[Thing]:
    """Things by name, [] where nobody can tell."""
    return _things[0].search(user, words) if _things and words.strip() else []
