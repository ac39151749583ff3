"""What a picture is known by again, whole, cropped, mirrored or saved anew: some dozens of its blots, each as one number.

A blot is a place that is brighter or darker than all around it at some size (an extremum of differences of Gaussians).
The grey around it, measured in its own size, gives the signs of 28 waves (DCT); copies share most of those numbers, so
an index of numbers finds them without looking through all pictures. Seen in a mirror, waves that are odd from left to
right change their sign, nothing else. Pure numpy; no database, no files.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

SIDE = 256  # the picture is looked at in this size, by its longest side
STORED, ASKED = 32, 64  # blots that are kept of a picture, and that a new one asks by
BITS = 28
_FLIPPED = 4  # the weakest waves may have any sign
_STEPS = 4  # sizes for each doubling
_SIGMAS = [2.2 * 2 ** (step / _STEPS) for step in range(16)]
_GRID, _REACH = 8, 5.0  # samples across, and how many times its size a blot is looked around
_PAD = 40
_LEAST_CONTRAST, _MOST_LONG = 0.8, 12.0
# Places are kept in so many steps of the longest side, sizes in sixteenths of a doubling.
_PLACES, _SIZES = 1023, 16

_AT = np.arange(_GRID)
_BASIS = np.array([np.cos(np.pi * (2 * _AT + 1) * wave / (2 * _GRID)) for wave in range(_GRID)])
# (down, right) of the waves, slow ones first; those that every round blot has say nothing.
_WAVES = [
    (down, total - down)
    for total in range(1, _GRID)
    for down in range(total + 1)
    if (down, total - down) not in {(0, 2), (2, 0), (2, 2)}
][:BITS]
_ODD = np.array([right % 2 == 1 for _, right in _WAVES])
_POWERS = 1 << np.arange(BITS, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Blots:
    """The blots of a picture, strongest first. `places` has a row (x, y, size) for each, in shares of the longest side;
    `waves` the strength of each wave."""

    places: np.ndarray
    waves: np.ndarray

    def keys(self) -> list[int]:
        """The number of each blot."""
        return [int(key) for key in _keys(self.waves)]

    def spots(self) -> list[int]:
        """Place and size of each blot in one number; `unpacked` reads it."""
        x, y = (np.clip(np.rint(self.places[:, axis] * _PLACES), 0, _PLACES).astype(int) for axis in (0, 1))
        size = np.clip(np.rint(np.log2(self.places[:, 2] * SIDE) * _SIZES), 0, 255).astype(int)
        return [int(spot) for spot in x << 18 | y << 8 | size]


def unpacked(spots: np.ndarray) -> np.ndarray:
    """Rows (x, y, size) of what `spots` packed."""
    spots = spots.astype(np.int64)
    x, y = (spots >> 18) / _PLACES, (spots >> 8 & 1023) / _PLACES
    return np.stack([x, y, 2.0 ** ((spots & 255) / _SIZES) / SIDE], axis=1)


def asked_by(blots: Blots, *, mirrored: bool, width: float) -> list[tuple[int, float, float, float]]:
    """(number, x, y, size) of everything that a copy of this picture may be kept under; `width` is that of the picture,
    as a share of its longest side."""
    waves = np.where(_ODD, -blots.waves, blots.waves) if mirrored else blots.waves
    weakest = np.argsort(np.abs(waves), axis=1)[:, :_FLIPPED]
    base = _keys(waves)
    found = []
    for chosen in itertools.product((False, True), repeat=_FLIPPED):
        keys = base.copy()
        for column, flip in enumerate(chosen):
            if flip:
                keys ^= _POWERS[weakest[:, column]]
        for key, (x, y, size) in zip(keys, blots.places, strict=True):
            found.append((int(key), width - x if mirrored else x, y, size))
    return found


def _keys(waves: np.ndarray) -> np.ndarray:
    return ((waves > 0) * _POWERS).sum(axis=1)


def blots_of(picture: Image.Image, *, most: int = ASKED) -> Blots:
    """The `most` strongest blots of a picture."""
    grey = _grey(picture)
    levels = _levels(grey)
    steps = np.diff(levels, axis=0)
    level, y, x = _extrema(steps)
    place, size = _refined(steps, level, y, x)
    reach = 0.8 * _REACH * size
    height, width = grey.shape
    inside = (place[:, 0] > reach) & (place[:, 1] > reach)
    inside &= (place[:, 0] + reach < width - 1) & (place[:, 1] + reach < height - 1)
    strength = np.abs(steps[level, y, x])
    chosen = np.flatnonzero(inside)
    chosen = chosen[np.argsort(-strength[chosen], kind="stable")][:most]
    place, size, level = place[chosen], size[chosen], level[chosen]
    longest = max(height, width)
    return Blots(np.column_stack([place / longest, size / longest]), _waves(levels, level, place, size))


def _grey(picture: Image.Image) -> np.ndarray:
    grey = picture.convert("L")
    scale = SIDE / max(grey.size)
    size = tuple(max(_GRID, round(side * scale)) for side in grey.size)
    return np.asarray(
        grey.resize(size, Image.Resampling.BOX if scale < 0.5 else Image.Resampling.LANCZOS), np.float32
    )


def _levels(grey: np.ndarray) -> np.ndarray:
    """The picture blurred to each size, through its spectrum."""
    padded = np.pad(grey, _PAD, mode="symmetric")
    spectrum = np.fft.rfft2(padded)
    inner = slice(_PAD, -_PAD)
    filters = _filters(padded.shape)
    return np.stack(
        [np.fft.irfft2(spectrum * one, s=padded.shape)[inner, inner].astype(np.float32) for one in filters]
    )


@lru_cache(maxsize=8)
def _filters(shape: tuple[int, int]) -> list[np.ndarray]:
    down, right = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None]
    squares = -2 * np.pi**2 * (down**2 + right**2)
    return [np.exp(sigma**2 * squares) for sigma in _SIGMAS]


def _extrema(steps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where a value is above or below all of its 26 neighbours, clearly and not along an edge: (level, y, x)."""
    inner = steps[1:-1, 1:-1, 1:-1]
    high, low = np.full_like(inner, -np.inf), np.full_like(inner, np.inf)
    for shift in itertools.product((0, 1, 2), repeat=3):
        if shift == (1, 1, 1):
            continue
        near = steps[tuple(slice(at, size - 2 + at) for at, size in zip(shift, steps.shape, strict=True))]
        np.maximum(high, near, out=high)
        np.minimum(low, near, out=low)
    found = np.nonzero(((inner > high) | (inner < low)) & (np.abs(inner) > _LEAST_CONTRAST))
    level, y, x = (axis + 1 for axis in found)
    right = steps[level, y, x + 1] + steps[level, y, x - 1] - 2 * steps[level, y, x]
    down = steps[level, y + 1, x] + steps[level, y - 1, x] - 2 * steps[level, y, x]
    slant = steps[level, y + 1, x + 1] + steps[level, y - 1, x - 1]
    slant = (slant - steps[level, y + 1, x - 1] - steps[level, y - 1, x + 1]) / 4
    flat = right * down - slant**2
    round_enough = (flat > 0) & ((right + down) ** 2 < _MOST_LONG * flat)
    return level[round_enough], y[round_enough], x[round_enough]


def _refined(
    steps: np.ndarray, level: np.ndarray, y: np.ndarray, x: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Places (x, y) and sizes between the points of the grid, by a parabola along each axis."""
    here = (level, y, x)
    moved = []
    for axis in range(3):
        after, before = list(here), list(here)
        after[axis], before[axis] = here[axis] + 1, here[axis] - 1
        bend = steps[tuple(after)] + steps[tuple(before)] - 2 * steps[here]
        slope = (steps[tuple(after)] - steps[tuple(before)]) / 2
        moved.append(np.clip(-slope / np.where(bend == 0, 1, bend), -0.5, 0.5))
    size = _SIGMAS[0] * 2 ** ((level + moved[0]) / _STEPS)
    return np.column_stack([x + moved[2], y + moved[1]]).astype(float), size.astype(float)


def _waves(levels: np.ndarray, level: np.ndarray, place: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The waves of the grey around each blot, sampled in its own size."""
    height, width = levels.shape[1:]
    offsets = (_AT - (_GRID - 1) / 2) / (_GRID / 2) * _REACH
    x = np.clip(place[:, :1] + offsets * size[:, None], 0, width - 1.001)
    y = np.clip(place[:, 1:] + offsets * size[:, None], 0, height - 1.001)
    left, top = x.astype(int), y.astype(int)
    right, low = (x - left)[:, None, :], (y - top)[:, :, None]
    at, rows, columns = np.maximum(level - 1, 0)[:, None, None], top[:, :, None], left[:, None, :]
    above = levels[at, rows, columns] * (1 - right) + levels[at, rows, columns + 1] * right
    below = levels[at, rows + 1, columns] * (1 - right) + levels[at, rows + 1, columns + 1] * right
    patches = above * (1 - low) + below * low
    waves = np.einsum("vy,kyx,ux->kvu", _BASIS, patches, _BASIS)
    return np.stack([waves[:, down, side] for down, side in _WAVES], axis=1)
