"""Questions to the journal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import rules
from .models import Entry, Link, Root

HASH = re.compile(r"[0-9a-f]{64}")
POSITION = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of one link: itself, the first root that covers it, and whether its own sum is right."""

    link: Link
    root: Root | None
    agrees: bool


def history(*, subject: tuple[str, int | str]) -> list[Entry]:
    """Everything that was done to one subject (kind, id), oldest first. One query."""
    kind, key = subject
    return list(Entry.objects.filter(subject_kind=kind, subject_id=str(key)).order_by("id"))


def histories(*, kind: str, ids: Iterable[int | str]) -> dict[str, list[Entry]]:
    """The same for several subjects of a kind: a list, maybe empty, under each id as text. One query."""
    found: dict[str, list[Entry]] = {str(key): [] for key in ids}
    for entry in Entry.objects.filter(subject_kind=kind, subject_id__in=list(found)).order_by("id"):
        found[entry.subject_id].append(entry)
    return found


def roots(*, limit: int = 1_000) -> list[Root]:
    """Daily roots, newest first."""
    return list(Root.objects.select_related("crown").order_by("-date")[:limit])


def latest_root() -> Root | None:
    """The newest daily root."""
    return next(iter(roots(limit=1)), None)


def every_root() -> Iterator[Root]:
    """Daily roots, oldest first."""
    return Root.objects.select_related("crown").order_by("date").iterator()


def line_of(root: Root) -> str:
    """A root as it is published in files and letters: date, position, hash of the chain, crown of the tree."""
    crown = getattr(root, "crown", None)
    return f"{root.date.isoformat()} {root.position} {root.hash} {crown.hash if crown else '-'}"


def links(*, start: int, limit: int) -> list[Link]:
    """Links from position `start` on."""
    return list(Link.objects.filter(position__gte=start).order_by("position")[:limit])


def receipt(reference: str) -> Receipt | None:
    """The link at a position (a number) or with a hash (64 hexadecimal digits); None when there is none."""
    reference = reference.strip().lower()
    if HASH.fullmatch(reference):
        link = Link.objects.filter(hash=reference).first()
    elif POSITION.fullmatch(reference):
        link = Link.objects.filter(position=int(reference)).first()
    else:
        link = None
    if link is None:
        return None
    # A day may close without a new entry: the first root that covers the link is the oldest of them.
    root = Root.objects.filter(position__gte=link.position).order_by("date").first()
    agrees = rules.link_hash(link.position, link.previous_hash, link.digest) == link.hash
    return Receipt(link=link, root=root, agrees=agrees)
