"""Two pictures laid on each other: how much of the one is in the other, and where it is not. Pure; no database, no files.

A copy, however cropped, saved or lit, fits everywhere once it lies right: two scales and two shifts say how. Two photos of
one place by two hands fit nowhere well, because no scale and shift undoes another point of view.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

_SIDE = 320  # pictures are laid on each other in this size
_ROUNDS = 10
_GUIDE = 6  # pixels: what is coarser does not guide the one picture onto the other
_COARSE = 3  # pixels: what changes more slowly is light, which does not count
_BLOCK = 20
_TEXTURE = 4.0  # grey levels: a flat block says nothing
_SAME = 0.85  # correlation from which a block is the same
_LEAST_BLOCKS = 12
_MOST_BOXES = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """How an old picture lies under a new one: a place (x, y) of the new one, in shares of its longest side, is
    `scale` * (x, y) + (`right`, `down`) in the old one's; of the mirrored new one where `mirrored`."""

    scale: float
    right: float
    down: float
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """`share` of the blocks with something on them that are the same; `covered` how much of the new picture lies within
    the old one; `changed` the boxes that are not the same (left, top, right, bottom as shares of the new picture)."""

    share: float
    covered: float
    changed: list[list[float]] = field(default_factory=list)


def compare(new: Image.Image, old: Image.Image, fit: Fit) -> Comparison | None:
    """Lay them on each other as `fit` says, move a little until they lie best, and compare block by block.

    None where there is too little to be seen on either.
    """
    if fit.mirrored:
        new = new.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    here = _grey(new, _SIDE / max(new.size))
    there = _grey(old, _SIDE / fit.scale / max(old.size))
    moved = _aligned(
        here, there, np.array([1.0, 1.0, fit.right * _SIDE / fit.scale, fit.down * _SIDE / fit.scale])
    )
    under, inside = _warped(there, moved, here.shape)
    same, seen = _blocks(_detail(here), _detail(under), inside)
    if seen.sum() < _LEAST_BLOCKS:
        return None
    boxes = list(_boxes(seen & ~same))
    if fit.mirrored:
        boxes = [[1 - right, top, 1 - left, bottom] for left, top, right, bottom in boxes]
    return Comparison(float((same & seen).sum() / seen.sum()), float(inside.mean()), boxes)


def _grey(picture: Image.Image, scale: float) -> np.ndarray:
    size = tuple(max(_BLOCK, round(side * scale)) for side in picture.size)
    resized = picture.convert("L").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(resized, np.float32)


def _warped(there: np.ndarray, moved: np.ndarray, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The old picture as it lies under the new one, and where it lies at all. `moved`: scales and shifts in pixels."""
    across, along, right, down = moved
    height, width = shape
    picture = Image.fromarray(there, mode="F")
    # Pillow counts from the middle of pixels.
    data = (across, 0.0, right + (across - 1) / 2, 0.0, along, down + (along - 1) / 2)
    laid = picture.transform((width, height), Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)
    x = across * np.arange(width) + right
    y = along * np.arange(height) + down
    inside = ((y >= 0) & (y <= there.shape[0] - 1))[:, None] & ((x >= 0) & (x <= there.shape[1] - 1))[None]
    return np.asarray(laid, np.float32), inside


def _aligned(here: np.ndarray, there: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Scales and shifts under which the old picture lies best (Gauss and Newton, on what is neither light nor grain)."""
    height, width = here.shape
    wanted = _smooth(here, 1) - _smooth(here, _GUIDE)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    best, least = moved, np.inf
    for _ in range(_ROUNDS):
        under, inside = _warped(there, moved, here.shape)
        under = _smooth(under, 1) - _smooth(under, _GUIDE)
        if inside.mean() < 0.3:
            break
        gain = float((wanted * under)[inside].sum() / max(1e-6, (under**2)[inside].sum()))
        left = np.where(inside, wanted - gain * under, 0)
        # What is far off is another thing, not the same thing moved.
        limit = 2.5 * float(np.median(np.abs(left[inside]))) + 1e-6
        weight = np.where(inside, np.minimum(1, limit / (np.abs(left) + 1e-6)), 0)
        error = float((weight * left**2).sum() / weight.sum())
        if error < least:
            best, least = moved, error
        down, right = np.gradient(gain * under)
        slopes = np.stack([(right * x).ravel(), (down * y).ravel(), right.ravel(), down.ravel()])
        weighted = slopes * weight.ravel()
        try:
            step = np.linalg.solve(weighted @ slopes.T + 1e-3 * np.eye(4), weighted @ left.ravel())
        except np.linalg.LinAlgError:
            break
        moved = moved + step
        if np.abs(step[:2]).max() * width < 0.02 and np.abs(step[2:]).max() < 0.02:
            break
    return best


def _detail(grey: np.ndarray) -> np.ndarray:
    """What is left without light and shadow, which a program changes easily. The finest detail tells most: it survives
    saving and cropping, and no two photos share it."""
    return grey - _smooth(grey, _COARSE)


def _smooth(grey: np.ndarray, radius: int) -> np.ndarray:
    """Twice the mean of a square around each pixel: nearly a Gaussian."""
    for _ in range(2):
        for axis in (0, 1):
            pad = [(0, 0), (0, 0)]
            pad[axis] = (radius + 1, radius)
            sums = np.cumsum(np.pad(grey, pad, mode="edge"), axis=axis, dtype=np.float64)
            after = sums[2 * radius + 1 :] if axis == 0 else sums[:, 2 * radius + 1 :]
            before = sums[: -(2 * radius + 1)] if axis == 0 else sums[:, : -(2 * radius + 1)]
            grey = ((after - before) / (2 * radius + 1)).astype(np.float32)
    return grey


def _blocks(here: np.ndarray, under: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which blocks are the same, and which have something on them at all."""
    rows, columns = here.shape[0] // _BLOCK, here.shape[1] // _BLOCK

    def cut(values: np.ndarray) -> np.ndarray:
        whole = values[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK)
        return whole.swapaxes(1, 2).reshape(rows, columns, -1)

    one, other = cut(here), cut(under)
    one, other = one - one.mean(axis=2, keepdims=True), other - other.mean(axis=2, keepdims=True)
    one_size, other_size = np.sqrt((one**2).mean(axis=2)), np.sqrt((other**2).mean(axis=2))
    alike = (one * other).mean(axis=2) / np.maximum(1e-6, one_size * other_size)
    seen = (np.maximum(one_size, other_size) > _TEXTURE) & (cut(inside).mean(axis=2) > 0.95)
    return alike > _SAME, seen


def _boxes(differ: np.ndarray) -> Iterator[list[float]]:
    """Boxes around blocks that hang together, the largest first."""
    rows, columns = differ.shape
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(differ), strict=True)}
    groups: list[list[tuple[int, int]]] = []
    while left:
        group, border = [], [left.pop()]
        while border:
            row, column = border.pop()
            group.append((row, column))
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= near
            border += near
        groups.append(group)
    for group in sorted(groups, key=len, reverse=True)[:_MOST_BOXES]:
        if len(group) >= 2:
            down, right = [row for row, _ in group], [column for _, column in group]
            yield [min(right) / columns, min(down) / rows, (max(right) + 1) / columns, (max(down) + 1) / rows]
