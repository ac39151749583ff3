"""Walking threads. Everything takes the kinds that the reader may see, so that nobody learns of others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from balai.engine.people.public import may
from balai.engine.threads.kinds import Expectation, Knot, ThreadKind, expectations, thread_kind, thread_kinds
from balai.engine.threads.models import Link
from balai.engine.threads.terms import MOST_KNOTS, STEPS, Direction

End = tuple[str, str]
# Ids in one statement: SQLite takes 32,766 values.
PIECE = 5000


@dataclass(frozen=True, slots=True)
class Tie:
    """A neighbour on the thread: what it is, why it hangs there, and which office says so; everybody may read it."""

    knot: Knot
    why: str
    at: datetime
    who: str
    link_id: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A walk from one thing: every knot that was reached, by its end, and the links between them (start, end)."""

    knots: Mapping[End, Knot]
    ties: tuple[tuple[End, End], ...]
    is_cut_short: bool = False
    steps: Mapping[End, int] = field(default_factory=dict)


class Sight(frozenset[str]):
    """The codes of the kinds that a reader may know of, and who reads: some marks are kept from some readers."""

    reader: Any = None


def visible_kinds(user: Any) -> Sight:
    """What this user, or a visitor, may know of; the other functions take it as `visible`."""
    sight = Sight(kind.code for kind in thread_kinds() if may(user, kind.permission))
    sight.reader = user
    return sight


def _shown(kind: ThreadKind, knots: Iterable[Knot], visible: Collection[str]) -> list[Knot]:
    """The knots as this reader may see them; plain codes as `visible` are the program itself, which may see all."""
    rows = list(knots)
    reader = getattr(visible, "reader", None)
    if reader is None or not any(one.marks for one in rows):
        return rows
    kept = set(kind.unmarked(reader))
    return [replace(one, marks=()) if one.id in kept else one for one in rows]


def knot(kind: str, number: str, *, visible: Collection[str]) -> Knot | None:
    """One thing, None when it is gone or not to be seen."""
    return find({(kind, number)}, visible=visible).get((kind, number))


def find(ends: Iterable[End], *, visible: Collection[str]) -> dict[End, Knot]:
    """What may be shown of these: one question per kind."""
    by_kind: dict[str, list[str]] = {}
    for kind, number in ends:
        by_kind.setdefault(kind, []).append(number)
    found: dict[End, Knot] = {}
    for code, numbers in by_kind.items():
        kind = thread_kind(code) if code in visible else None
        if kind is not None:
            knots = kind.find(numbers)
            shown = zip(knots, _shown(kind, knots.values(), visible), strict=True)
            found |= {(code, number): one for number, one in shown}
    return found


def before(kind: str, number: str, *, visible: Collection[str]) -> list[Tie]:
    """What this came from, in the order of the story."""
    return _neighbours((kind, number), Direction.BEFORE, visible)


def after(kind: str, number: str, *, visible: Collection[str]) -> list[Tie]:
    """What this led to, in the order of the story."""
    return _neighbours((kind, number), Direction.AFTER, visible)


def _neighbours(end: End, direction: Direction, visible: Collection[str]) -> list[Tie]:
    links = list(_links([end], direction).select_related("made_by__opd")[: MOST_KNOTS + 1])
    knots = find({_other(link, direction) for link in links}, visible=visible)
    ties = [
        Tie(knots[other], link.why, link.made_at, _office(link.made_by), link.pk)
        for link in links
        if (other := _other(link, direction)) in knots
    ]
    return sorted(ties, key=lambda one: (order_of(one.knot.kind), one.at, one.link_id))


def _office(user: Any) -> str:
    if user is None:
        return ""
    return user.opd.short_name if user.opd else user.role_label


def order_of(code: str) -> int:
    """The place of a kind in the story."""
    kind = thread_kind(code)
    return kind.order if kind else 1000


def walk(kind: str, number: str, *, visible: Collection[str], steps: int = STEPS) -> Thread:
    """Everything that can be reached from a thing, first against and then along the story; circles end the walk.

    What is not to be seen ends it too: behind it nothing is looked for. At most MOST_KNOTS.
    """
    here = (kind, number)
    knots = find({here}, visible=visible)
    far = {here: 0}
    ties: dict[tuple[End, End], None] = {}
    is_cut_short = False
    for direction, sign in ((Direction.BEFORE, -1), (Direction.AFTER, 1)):
        # Each direction keeps its own list of where it was: on a circle both come by the same things.
        edge, passed = {here}, {here}
        for step in range(1, steps + 1):
            links = list(_links(edge, direction)[: 4 * MOST_KNOTS])
            reached = {_other(link, direction) for link in links} - passed
            found = find(reached - knots.keys(), visible=visible)
            room = max(MOST_KNOTS - len(knots), 0)
            is_cut_short |= len(found) > room
            knots |= dict(list(found.items())[:room])
            edge = reached & knots.keys()
            passed |= edge
            far |= {end: sign * step for end in edge if end not in far}
            ties |= {_ends(link): None for link in links if set(_ends(link)) <= knots.keys()}
            if not edge:
                break
    return Thread(knots, tuple(ties), is_cut_short, far)


def linked(
    kind: str, numbers: Collection[str], towards: Collection[str], direction: str
) -> dict[str, list[str]]:
    """id -> ids of its direct neighbours of the kinds `towards`; things without one are left out."""
    found: dict[str, list[str]] = {}
    here, there = ("start", "end") if Direction(direction) is Direction.AFTER else ("end", "start")
    numbers = list(numbers)
    for start in range(0, len(numbers), PIECE):
        rows = Link.objects.filter(
            **{
                f"{here}_kind": kind,
                f"{here}_id__in": numbers[start : start + PIECE],
                f"{there}_kind__in": list(towards),
                "cut_at": None,
            }
        ).order_by("pk")
        for own, other in rows.values_list(f"{here}_id", f"{there}_id"):
            found.setdefault(own, []).append(other)
    return found


def dead_ends(*, visible: Collection[str]) -> list[tuple[Expectation, list[str]]]:
    """Every expectation of a visible kind with the ids that fall short of it."""
    found = []
    for one in expectations():
        kind = thread_kind(one.kind)
        if kind is None or one.kind not in visible:
            continue
        numbers = list(one.among() if one.among else kind.every())
        has = linked(one.kind, numbers, one.towards, one.direction)
        found.append((one, [number for number in numbers if number not in has]))
    return found


def search(words: str, *, visible: Collection[str], most: int = 8) -> list[tuple[str, list[Knot]]]:
    """(plural of the kind, what was found of it) for every visible kind that has something."""
    found = [
        (kind.plural, _shown(kind, kind.search(words, most), visible))
        for kind in thread_kinds()
        if kind.code in visible
    ]
    return [(label, knots) for label, knots in found if knots]


def _links(ends: Collection[End], direction: Direction) -> QuerySet[Link]:
    here = "start" if direction is Direction.AFTER else "end"
    by_kind: dict[str, list[str]] = {}
    for kind, number in ends:
        by_kind.setdefault(kind, []).append(number)
    which = Q()
    for kind, numbers in by_kind.items():
        which |= Q(**{f"{here}_kind": kind, f"{here}_id__in": numbers})
    return Link.objects.filter(which, cut_at=None).order_by("pk") if by_kind else Link.objects.none()


def _other(link: Link, direction: Direction) -> End:
    start, end = _ends(link)
    return end if direction is Direction.AFTER else start


def _ends(link: Link) -> tuple[End, End]:
    return (link.start_kind, link.start_id), (link.end_kind, link.end_id)
