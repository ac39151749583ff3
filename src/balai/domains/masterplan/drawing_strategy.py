"""The radar of readiness. Pure; the same picture on a page and in a book."""

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

SIZE, RADIUS, MIDDLE_X, MIDDLE_Y = (400, 316), 112, 200, 160
RINGS = (25, 50, 75, 100)


def radar(rows: Sequence[tuple[str, int | None]], *, alt: str) -> str:
    """An SVG of (label, 0..100) on as many axes as rows; a row without a value keeps its axis and has no corner."""
    count = max(len(rows), 3)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]} {SIZE[1]}" role="img"'
        f' aria-label="{escape(alt)}" font-family="sans-serif" font-size="15">'
    ]
    for ring in RINGS:
        corners = " ".join(_at(index, count, ring) for index in range(count))
        parts.append(f'<polygon points="{corners}" fill="none" stroke="#8a8478" stroke-width="0.8"/>')
        x, y = _place(0, count, ring)
        parts.append(f'<text x="{x + 5:.1f}" y="{y + 12:.1f}" font-size="11" fill="#6b665c">{ring}</text>')
    for index, (label, value) in enumerate(rows):
        x, y = _place(index, count, 100)
        parts.append(
            f'<line x1="{MIDDLE_X}" y1="{MIDDLE_Y}" x2="{x:.1f}" y2="{y:.1f}" stroke="#8a8478" stroke-width="0.8"/>'
        )
        parts.append(_label(index, count, label, value))
    known = [(index, value) for index, (_label_, value) in enumerate(rows) if value is not None]
    if len(known) > 2:
        corners = " ".join(_at(index, count, value) for index, value in known)
        parts.append(
            f'<polygon points="{corners}" fill="#0f766e" fill-opacity="0.18" stroke="#0f766e" stroke-width="2.5"/>'
        )
    for index, value in known:
        x, y = _place(index, count, value)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="#0f766e"/>')
    return "".join([*parts, "</svg>"])


def _label(index: int, count: int, label: str, value: int | None) -> str:
    x, y = _place(index, count, 114)
    side = cos(_angle(index, count))
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    told = "–" if value is None else str(value)
    name = label.partition(" (")[0]
    return (
        f'<text text-anchor="{anchor}" fill="currentColor"><tspan x="{x:.1f}" y="{y - 3:.1f}" font-weight="bold">'
        f'{escape(told)}</tspan><tspan x="{x:.1f}" y="{y + 13:.1f}">{escape(name)}</tspan></text>'
    )


def _angle(index: int, count: int) -> float:
    return 2 * pi * index / count - pi / 2


def _place(index: int, count: int, value: float) -> tuple[float, float]:
    angle, reach = _angle(index, count), RADIUS * value / 100
    return MIDDLE_X + reach * cos(angle), MIDDLE_Y + reach * sin(angle)


def _at(index: int, count: int, value: float) -> str:
    x, y = _place(index, count, value)
    return f"{x:.1f},{y:.1f}"
