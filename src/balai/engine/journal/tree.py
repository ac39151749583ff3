"""The chain as a tree of hashes (RFC 6962), so that one entry is proven by twenty numbers instead of all. Pure.

A leaf is SHA-256 of the byte 0 and the hash of a link; a node is SHA-256 of the byte 1 and its two children. `n` leaves
are parted at the largest power of two below n. The node of all of them, the *crown*, is published with the root of a day.

Nodes over 256, 65,536, … leaves never change once they are full, so they are kept: whatever the size of the journal, a
proof reads a few hundred rows. `Read(level, block)` gives the full nodes of one level, from number 256 * block on, at
most 256 of them; level 0 are leaves.
"""

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256

BITS = 8
WIDTH = 1 << BITS
Read = Callable[[int, int], Sequence[bytes]]


def leaf(link_hash: str) -> bytes:
    """The leaf of a link with this hash (64 hexadecimal digits)."""
    return sha256(b"\x00" + bytes.fromhex(link_hash)).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The node over two others."""
    return sha256(b"\x01" + left + right).digest()


def fold(nodes: Sequence[bytes]) -> bytes:
    """The node over a power of two of equal ones."""
    while len(nodes) > 1:
        nodes = [node(nodes[n], nodes[n + 1]) for n in range(0, len(nodes), 2)]
    return nodes[0]


def crown(size: int, read: Read) -> bytes:
    """The node over the first `size` leaves. Raises ValueError when there are none, LookupError when some are missing."""
    if size < 1:
        raise ValueError("a tree has at least one leaf")
    return _over(0, size, cache(read))


def path(index: int, size: int, read: Read) -> list[bytes]:
    """What is missing to get from leaf `index` (from 0) to the crown of `size` leaves, lowest first.

    Raises ValueError when there is no such leaf, LookupError when some are missing.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} among {size}")
    read, found, start, end = cache(read), [], 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            found.append(_over(middle, end, read))
            end = middle
        else:
            found.append(_over(start, middle, read))
            start = middle
    return found[::-1]


def climb(index: int, size: int, first: bytes, steps: Sequence[bytes]) -> bytes | None:
    """The crown that a leaf and its path lead to; None when the path has not the length that it must have."""
    turns, start, end = [], 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        turns.append(index >= middle)
        start, end = (middle, end) if index >= middle else (start, middle)
    if len(turns) != len(steps):
        return None
    for on_the_right, other in zip(reversed(turns), steps, strict=True):
        first = node(other, first) if on_the_right else node(first, other)
    return first


def _left(size: int) -> int:
    """How many of `size` leaves stand on the left: the largest power of two below it."""
    return 1 << ((size - 1).bit_length() - 1)


def _over(start: int, end: int, read: Read) -> bytes:
    size = end - start
    if size & (size - 1):
        middle = start + _left(size)
        return node(_over(start, middle, read), _over(middle, end, read))
    level = (size.bit_length() - 1) // BITS
    span = 1 << (BITS * level)
    block, offset = divmod(start // span, WIDTH)
    nodes = read(level, block)[offset : offset + size // span]
    if len(nodes) != size // span:
        raise LookupError(f"nodes of level {level} are missing from number {start // span} on")
    return fold(nodes)
