"""The tree of hashes: the same as the plain recursive definition, whatever the size."""

from hashlib import sha256

import pytest

from balai.engine.journal import tree

# Across the edges of blocks of 256 and of the level above them.
SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 600, 1023, 1024, 1300]
LEAVES = [sha256(bytes([n & 255, n >> 8])).digest() for n in range(max(SIZES))]


def plain(leaves):
    """RFC 6962, 2.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return tree.node(plain(leaves[:k]), plain(leaves[k:]))


def reader(size):
    def read(level, block):
        span = tree.WIDTH**level
        starts = range(block * tree.WIDTH * span, min((block + 1) * tree.WIDTH * span, size), span)
        return [plain(LEAVES[start : start + span]) for start in starts if start + span <= size]

    return read


@pytest.mark.parametrize("size", SIZES)
def test_the_crown_is_that_of_the_definition(size):
    assert tree.crown(size, reader(size)) == plain(LEAVES[:size])


@pytest.mark.parametrize("size", SIZES)
def test_every_path_leads_to_the_crown_and_no_further_than_its_leaf(size):
    crown = plain(LEAVES[:size])
    for index in {0, size // 3, size // 2, size - 1}:
        steps = tree.path(index, size, reader(size))
        assert len(steps) <= size.bit_length()
        assert tree.climb(index, size, LEAVES[index], steps) == crown
        if size > 1:
            other = (index + 1) % size
            assert tree.climb(other, size, LEAVES[index], steps) != crown
            assert tree.climb(index, size, LEAVES[other], steps) != crown
            assert tree.climb(index, size, LEAVES[index], steps[:-1]) is None


def test_a_hole_is_noticed():
    with pytest.raises(LookupError):
        tree.crown(600, lambda level, block: reader(600)(level, block)[:3])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_path_of_a_leaf_that_is_not_there(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        tree.path(index, size, reader(size))


def test_an_empty_tree_has_no_crown():
    with pytest.raises(ValueError, match="at least one"):
        tree.crown(0, reader(0))
