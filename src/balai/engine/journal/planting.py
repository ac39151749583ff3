"""The tree over the chain grows: full nodes are kept, and every published root gets its crown."""

from django.db import transaction

from . import tree
from .models import Crown, Link, Root, Tile

# Blocks of 256 links that are read at once while the tree grows.
BLOCKS_PER_READ = 16


def read_nodes(upto: int) -> tree.Read:
    """Reads the nodes over the first `upto` links from the tables."""

    def read(level: int, block: int) -> list[bytes]:
        first = block * tree.WIDTH
        if level == 0:
            last = min(first + tree.WIDTH, upto)
            return _leaves(first, last)
        numbers = Tile.number(level, first), Tile.number(level, first + tree.WIDTH - 1)
        found = Tile.objects.filter(id__range=numbers).order_by("id").values_list("id", "hash")
        # A hole would shift what comes behind it: nothing behind a hole counts.
        return [bytes.fromhex(hash_) for n, (key, hash_) in enumerate(found) if key == numbers[0] + n]

    return read


def _leaves(first: int, last: int) -> list[bytes]:
    """Leaves of the links at positions first + 1 … last, up to the first hole."""
    rows = Link.objects.filter(position__gt=first, position__lte=last).order_by("position")
    found = rows.values_list("position", "hash")
    return [tree.leaf(hash_) for n, (position, hash_) in enumerate(found, first + 1) if position == n]


@transaction.atomic
def grow(upto: int) -> None:
    """Keep every full node over the first `upto` links that is not kept yet."""
    level, below = 1, upto
    while (full := below // tree.WIDTH) > 0:
        have = _kept(level)
        for start in range(have, full, BLOCKS_PER_READ):
            _keep(level, start, min(start + BLOCKS_PER_READ, full), upto)
        level, below = level + 1, full


def _kept(level: int) -> int:
    numbers = Tile.number(level, 0), Tile.number(level + 1, 0) - 1
    last = Tile.objects.filter(id__range=numbers).order_by("-id").values_list("id", flat=True).first()
    return 0 if last is None else last - numbers[0] + 1


def _keep(level: int, start: int, end: int, upto: int) -> None:
    read = read_nodes(upto)
    if level == 1:
        leaves = _leaves(start * tree.WIDTH, end * tree.WIDTH)
        blocks = [leaves[n : n + tree.WIDTH] for n in range(0, len(leaves), tree.WIDTH)]
    else:
        blocks = [read(level - 1, block) for block in range(start, end)]
    if len(blocks) != end - start or any(len(block) != tree.WIDTH for block in blocks):
        raise LookupError(f"the chain has a hole below node {start} … {end} of level {level}")
    Tile.objects.bulk_create(
        Tile(id=Tile.number(level, start + n), hash=tree.fold(block).hex()) for n, block in enumerate(blocks)
    )


def crown_roots() -> int:
    """Give every published root its crown, and return how many were given. What was given stays."""
    bare = list(Root.objects.filter(crown=None).order_by("date"))
    for root in bare:
        with transaction.atomic():
            grow(root.position)
            hash_ = tree.crown(root.position, read_nodes(root.position)).hex()
            Crown.objects.create(root=root, position=root.position, hash=hash_)
    return len(bare)
