"""Kinds of things that can be tied, and where a thread should not end. Filled by rooms in `apps.ready()`."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from balai.engine.threads.terms import Direction


@dataclass(frozen=True, slots=True)
class Knot:
    """One thing as threads show it. `marks` are (label, tone)."""

    kind: str
    id: str
    title: str
    url: str
    note: str = ""
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadKind:
    """What a room tells about its things.

    `find(ids)` gives what may be shown, and leaves out the rest; `search(words, most)` finds by title; `every()` gives
    the ids that dead ends are looked for in; who lacks `permission` does not learn that such things exist. `order` is the
    place in the story, from the need to its evaluation. `unmarked(user)` gives the ids whose marks are kept from this reader.
    """

    code: str
    label: str
    plural: str
    icon: str
    order: int
    find: Callable[[Collection[str]], Mapping[str, Knot]]
    search: Callable[[str, int], list[Knot]]
    every: Callable[[], Iterable[str]] = field(default=tuple)
    permission: str = "public"
    unmarked: Callable[[Any], Collection[str]] = lambda user: ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """That a thing of `kind` has, in `direction`, something of one of the kinds `towards`; else it is a dead end.

    `advice` says what to do about one; `among` gives the ids that it holds for where those are not all of the kind."""

    code: str
    label: str
    kind: str
    towards: frozenset[str]
    direction: Direction
    advice: str = ""
    among: Callable[[], Iterable[str]] | None = None


_kinds: dict[str, ThreadKind] = {}
_expectations: dict[str, Expectation] = {}


def register_thread_kind(kind: ThreadKind) -> None:
    """Make a kind known. Registering a code twice is a programming error."""
    if kind.code in _kinds:
        raise ValueError(f"thread kind {kind.code} is registered twice")
    _kinds[kind.code] = kind


def thread_kind(code: str) -> ThreadKind | None:
    """The kind with this code, None when no room has it."""
    return _kinds.get(code)


def thread_kinds() -> list[ThreadKind]:
    """All of them, in the order of the story."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.code))


def expect(
    *,
    code: str,
    label: str,
    kind: str,
    towards: Collection[str],
    direction: str,
    advice: str = "",
    among: Callable[[], Iterable[str]] | None = None,
) -> None:
    """Declare where a thread should go on; the same code again replaces it."""
    _expectations[code] = Expectation(
        code=code,
        label=label,
        kind=kind,
        towards=frozenset(towards),
        direction=Direction(direction),
        advice=advice,
        among=among,
    )


def expectations() -> list[Expectation]:
    """All of them whose kind is known, in the order of the story."""
    known = [one for one in _expectations.values() if one.kind in _kinds]
    return sorted(known, key=lambda one: (_kinds[one.kind].order, one.code))
