"""A family as people see it: how many reported the same, and what each of them said of the outcome."""

from collections.abc import Iterable
from dataclasses import dataclass

from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case
from balai.engine.cases.queries import ThreadItem, members_of, photos_of
from balai.engine.cases.terms import Act

# So many are drawn on one page; the number beside them is of all.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Kin:
    """One case of a family, as the officer's page draws it."""

    case: Case
    number: str
    photos: tuple[dict, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The head, where this case is not the head itself; and those under it, the first to come first."""

    head: Kin | None
    members: tuple[Kin, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Voices:
    """How many reporters there are, how many of them confirmed since the last contest, and which members did."""

    reporters: int
    confirmed: int
    members: frozenset[int]


def family_of(case: Case) -> Family | None:
    """The family that a case stands in; None where it stands alone. Three queries whatever its size."""
    if case.head is not None:
        return Family(head=_kin([case.head])[0], members=(), count=0)
    if not case.members:
        return None
    return Family(head=None, members=_kin(list(members_of(case)[:MOST_SHOWN])), count=case.members)


def voices(head: Case, thread: Iterable[ThreadItem]) -> Voices:
    """What the reporters of a family say, read from the head's thread."""
    members: set[int] = set()
    for item in thread:
        if item.act is Act.CONTESTED:
            members.clear()
        elif item.act is Act.SECONDED:
            members.add(item.data["member"])
    confirmed = len(members) + (head.confirmed_at is not None)
    return Voices(reporters=head.members + 1, confirmed=confirmed, members=frozenset(members))


def _kin(rows: list[Case]) -> tuple[Kin, ...]:
    photos = photos_of(rows)
    return tuple(Kin(row, kind_of(row).number(row), tuple(photos.get(row.pk, ()))) for row in rows)
