"""Checking the whole chain against the entries, the roots and the sealer's memory.

Reads in pages by position and takes no lock: the tables only grow, so what stood at the start can be checked
while work goes on. Every check is local (an entry against its link, a link against its neighbour), so one
fault is reported once and does not spoil all that follows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from . import rules, tree
from .actions import unsealed
from .models import Crown, Head, Link, Root, Tile
from .planting import read_nodes
from .terms import FAULT_SENTENCES, GENESIS, MAX_FAULTS, FaultKind

PAGE = 5_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the journal is not as it was left. `position` is the place in the chain."""

    kind: FaultKind
    position: int

    @property
    def sentence(self) -> str:
        """What is wrong, in Indonesian."""
        return FAULT_SENTENCES[self.kind].format(position=self.position)


class _Stop(Exception):
    pass


def verify(progress: Progress | None = None) -> list[Fault]:
    """Check every link up to the chain's present end; an empty list means that nothing was tampered with.

    `progress(done, all)` is called after every page. After `MAX_FAULTS` faults it stops with a TOO_MANY.
    """
    check = _Check(end=Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0)
    try:
        check.links(progress)
        check.tail()
        check.roots()
        check.crowns()
    except _Stop:
        pass
    check.tell_moved_from_changed()
    return check.faults


def count_unsealed() -> int:
    """How many entries wait for their link. More than a few seconds' worth means that the sealer stands still."""
    return unsealed().count()


class _Check:
    def __init__(self, *, end: int) -> None:
        self.end = end
        self.position, self.hash = 0, GENESIS
        self.faults: list[Fault] = []
        # Digest of what stands in an entry now -> the position whose link says otherwise.
        self.strangers: dict[str, int] = {}

    def fault(self, kind: FaultKind, position: int) -> None:
        if len(self.faults) >= MAX_FAULTS:
            self.faults.append(Fault(FaultKind.TOO_MANY, position))
            raise _Stop
        self.faults.append(Fault(kind, position))

    def links(self, progress: Progress | None) -> None:
        """Walk along all links that have an entry; what lies between two of them is a gap."""
        digest_of, link_hash = rules.digest_of, rules.link_hash
        for page in _pages(self.end):
            for position, digest, previous, hash_, *content in page:
                if position != self.position + 1:
                    self.gap(before=position)
                if previous != self.hash:
                    self.wrong_previous(position, previous)
                if (found := digest_of(content)) != digest:
                    self.strangers[found] = position
                    self.fault(FaultKind.ENTRY_CHANGED, position)
                if link_hash(position, previous, digest) != hash_:
                    self.fault(FaultKind.LINK_CHANGED, position)
                self.position, self.hash = position, hash_
            if progress:
                progress(self.position, self.end)
        if self.position < self.end:
            self.gap(before=self.end + 1)

    def gap(self, *, before: int) -> None:
        """Positions that the walk did not meet: the link is gone, or its entry, or there are two of one."""
        if before <= self.position:
            self.fault(FaultKind.CHAIN_FORKED, before)
            return
        between = Link.objects.filter(position__gt=self.position, position__lt=before)
        left = {link.position: link for link in between.order_by("position")[: MAX_FAULTS + 1]}
        tail_gone = not left and before > self.end
        for position in range(self.position + 1, before):
            link = left.get(position)
            if link:
                self.fault(FaultKind.ENTRY_REMOVED, position)
                if link.previous_hash != self.hash:
                    self.wrong_previous(position, link.previous_hash)
                if rules.link_hash(position, link.previous_hash, link.digest) != link.hash:
                    self.fault(FaultKind.LINK_CHANGED, position)
                self.hash = link.hash
            elif not tail_gone:
                self.fault(FaultKind.LINK_MISSING, position)
        if tail_gone:
            self.fault(FaultKind.TAIL_REMOVED, self.position + 1)

    def wrong_previous(self, position: int, previous: str) -> None:
        # Behind a hole there is nothing to compare with; the hole itself is the fault.
        if not Link.objects.filter(position=position - 1).exists() and position > 1:
            return
        elsewhere = Link.objects.filter(hash=previous).exclude(position=position - 1).exists()
        second_start = previous == GENESIS and position > 1
        self.fault(FaultKind.CHAIN_FORKED if elsewhere or second_start else FaultKind.CHAIN_BROKEN, position)

    def tail(self) -> None:
        """The chain ends where the sealer left it: not before, not after, not otherwise."""
        head = Head.objects.filter(pk=1)
        if self.position == self.end and head.filter(position=self.end).exclude(hash=self.hash).exists():
            self.fault(FaultKind.CHAIN_BROKEN, self.end)
        # One statement, so that a sealer at work is seen before or after its commit.
        beyond = Link.objects.exclude(position__lte=head.values("position")[:1]).order_by("position").first()
        if beyond:
            self.fault(FaultKind.CHAIN_BROKEN, beyond.position)

    def roots(self) -> None:
        """What was published still stands."""
        for root in Root.objects.order_by("date").iterator():
            if not Link.objects.filter(position=root.position, hash=root.hash).exists():
                self.fault(FaultKind.ROOT_DISAGREES, root.position)

    def crowns(self) -> None:
        """The tree that receipts are checked against is the tree of these links. A broken chain is told already."""
        sizes = list(Crown.objects.order_by("position").values_list("position", "hash"))
        if self.faults or not sizes:
            return
        read, nodes = _planted_anew(sizes[-1][0])
        for size, hash_ in sizes:
            if tree.crown(size, read).hex() != hash_:
                self.fault(FaultKind.TREE_DISAGREES, size)
        for key, hash_ in Tile.objects.order_by("id").values_list("id", "hash").iterator():
            level, index = Tile.place(key)
            found = nodes[level - 1][index : index + 1] if level <= len(nodes) else []
            if [hash_] != [node.hex() for node in found]:
                self.fault(FaultKind.TREE_DISAGREES, (index + 1) * tree.WIDTH**level)

    def tell_moved_from_changed(self) -> None:
        """An entry that is whole, but in another's place, was moved rather than edited."""
        if not self.strangers:
            return
        whole = Link.objects.filter(digest__in=list(self.strangers)).values_list("digest", flat=True)
        moved = {self.strangers[digest] for digest in whole}
        self.faults = [
            Fault(FaultKind.ENTRY_REORDERED, fault.position)
            if fault.kind is FaultKind.ENTRY_CHANGED and fault.position in moved
            else fault
            for fault in self.faults
        ]


def _planted_anew(size: int) -> tuple[tree.Read, list[list[bytes]]]:
    """The full nodes of each level from 1 on, worked out from the links alone, and how to read them."""
    leaves, nodes = read_nodes(size), list[list[bytes]]()

    def read(level: int, block: int) -> list[bytes]:
        start = block * tree.WIDTH
        return nodes[level - 1][start : start + tree.WIDTH] if level else leaves(0, block)

    below = size
    while full := below // tree.WIDTH:
        nodes.append([tree.fold(read(len(nodes), block)) for block in range(full)])
        below = full
    return read, nodes


def _pages(end: int) -> Iterator[list[tuple]]:
    content = [f"entry__{name}" for name in rules.Content._fields]
    rows = Link.objects.order_by("position").values_list(
        "position", "digest", "previous_hash", "hash", *content
    )
    next_page = partial(rows.filter, position__lte=end)
    after = 0
    while page := list(next_page(position__gt=after)[:PAGE]):
        yield page
        after = page[-1][0]
