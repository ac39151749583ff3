"""What rooms keep about people, registered in `apps.ready()`; nobody else knows the tables of a room."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from balai.engine.data_subjects.persons import Person
from balai.foundation.actor import Actor

Rows = Collection[int]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a row says of somebody. `name` is what a correction is addressed to; "" where it cannot be corrected."""

    label: str
    value: Any = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row as its subject may read it. `kept_because` is the reason why it may not be erased; "" where it may."""

    kind: str
    row_id: int
    title: str
    at: datetime | None
    facts: Sequence[Fact] = field(repr=False)
    kept_because: str = ""


def _nothing(rows: Rows) -> Mapping[int, Person]:
    return {}


def _nobody(since: datetime, until: datetime) -> Iterable[int]:
    return ()


def _leave(row_id: int, is_restricted: bool, at: datetime) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Holding:
    """A table with people in it. `kind` is app.Model, `purpose` a code of the register of processing.

    `find(person)` gives ids of rows that are about or from that person; `show(ids)` what they say. `correct(row_id, name,
    value, by, at)` and `erase(row_id, by, at)` are the room's own acts, None where there is none: then `kept_because` of its records says why.
    `withdraw` is what ends when consent does. `contacts(ids)` says how those people are reached, and what they are traced by;
    `within(since, until)` gives rows that lay there in that time, for those affected by a breach. `on_restrict` is told when a
    row is restricted or free again, where hiding it takes more than asking `restricted_rows`.
    """

    kind: str
    purpose: str
    label: str
    find: Callable[[Person], Iterable[int]]
    show: Callable[[Rows], Iterable[Record]]
    correct: Callable[[int, str, str, Actor, datetime], None] | None = None
    erase: Callable[[int, Actor, datetime], None] | None = None
    withdraw: Callable[[int, Actor, datetime], None] | None = None
    contacts: Callable[[Rows], Mapping[int, Person]] = _nothing
    within: Callable[[datetime, datetime], Iterable[int]] = _nobody
    on_restrict: Callable[[int, bool, datetime], None] = _leave


@dataclass(frozen=True, slots=True)
class Destroyer:
    """What is destroyed or made anonymous when its time is over. `due(before)` gives ids of rows whose time began to run
    before that moment, oldest first, at most a batch; `destroy(ids, at)` does it inside the caller's transaction. A row that was
    destroyed is never due again. `way` is DESTROY or ANONYMISE."""

    kind: str
    purpose: str
    label: str
    way: str
    due: Callable[[datetime], Iterable[int]]
    destroy: Callable[[Rows, datetime], None]


_HOLDINGS: dict[str, Holding] = {}
_DESTROYERS: dict[tuple[str, str], Destroyer] = {}


def register_holding(*holdings: Holding) -> None:
    """Make holdings known. The same kind twice is a programming error."""
    for one in holdings:
        if one.kind in _HOLDINGS:
            raise ValueError(f"holding {one.kind} is registered twice")
        _HOLDINGS[one.kind] = one


def register_destroyer(*destroyers: Destroyer) -> None:
    """Make known what is destroyed when its time is over. The same kind and way twice is a programming error."""
    for one in destroyers:
        if (one.kind, one.way) in _DESTROYERS:
            raise ValueError(f"destroyer {one.kind} {one.way} is registered twice")
        _DESTROYERS[one.kind, one.way] = one


def holdings() -> list[Holding]:
    return sorted(_HOLDINGS.values(), key=lambda one: one.label)


def holding(kind: str) -> Holding | None:
    return _HOLDINGS.get(kind)


def destroyers() -> list[Destroyer]:
    return sorted(_DESTROYERS.values(), key=lambda one: one.label)
