"""A thread as a picture: columns in the order of the story, lines from cause to effect. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balai.engine.threads.kinds import Knot

End = tuple[str, str]
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, HEAD = 190, 56, 46, 16, 30
LINE_LETTERS = 25


@dataclass(frozen=True, slots=True)
class Box:
    """A knot in its place; `lines` are its title in at most two lines."""

    knot: Knot
    x: int
    y: int
    lines: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes, heads of the columns (x, label) and curves as SVG paths, in units of the view box."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    heads: tuple[tuple[int, str], ...]
    curves: tuple[str, ...]


def draw(
    knots: Mapping[End, Knot], ties: Sequence[tuple[End, End]], here: End, columns: Sequence[tuple[str, str]]
) -> Picture:
    """The picture of a walk. `columns` are (kind, label) in the order of the story; kinds without a knot take no room."""
    used = [(kind, label) for kind, label in columns if any(end[0] == kind for end in knots)]
    places: dict[End, tuple[int, int]] = {}
    for column, (kind, _label) in enumerate(used):
        for row, end in enumerate(sorted(end for end in knots if end[0] == kind)):
            places[end] = (column * (BOX_WIDTH + GAP_X), HEAD + row * (BOX_HEIGHT + GAP_Y))
    boxes = tuple(
        Box(knots[end], x, y, wrapped(knots[end].title), end == here) for end, (x, y) in places.items()
    )
    height = max((y for _x, y in places.values()), default=0) + BOX_HEIGHT
    width = max(1, len(used)) * (BOX_WIDTH + GAP_X) - GAP_X
    heads = tuple((column * (BOX_WIDTH + GAP_X), label) for column, (_kind, label) in enumerate(used))
    curves = tuple(_curve(places[start], places[end]) for start, end in ties if {start, end} <= places.keys())
    return Picture(width, height, boxes, heads, curves)


def wrapped(title: str) -> tuple[str, ...]:
    """A title in two lines of a box, the rest cut with an ellipsis."""
    lines, rest = [], title.split()
    for _ in range(2):
        line = ""
        while rest and len(line) + len(rest[0]) + 1 <= LINE_LETTERS:
            line = f"{line} {rest.pop(0)}".strip()
        if not line and rest:
            line = rest.pop(0)[: LINE_LETTERS - 1] + "…"
        lines.append(line)
    if rest:
        lines[1] = lines[1][: LINE_LETTERS - 1].rstrip() + "…"
    return tuple(line for line in lines if line)


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    """From the right side of one box to the left side of the next; backwards and within a column it bows out."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT // 2
    if x2 > x1:
        middle = (x1 + x2) // 2
        return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    bow = GAP_X // 2
    return (
        f"M{x1} {y1}C{x1 + bow} {y1} {x1 + bow} {(y1 + y2) // 2} {x1} {y2}"
        if start[0] == end[0]
        else (f"M{start[0]} {y1}C{start[0] - bow} {y1} {x2 + BOX_WIDTH + bow} {y2} {x2 + BOX_WIDTH} {y2}")
    )
