"""A radar of components as SVG. Pure; the numbers stand in the table beside it."""

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

SIDE, MIDDLE, RADIUS, LETTERS, MARGIN = 360, 180, 108, 18, 56
# Lines differ by dash as well as by colour.
STYLES = (
    ("#0f5c5c", "", "0.16"),
    ("#9a6b00", "6 4", "0.08"),
    ("#5b5b7a", "2 4", "0"),
)


def radar(
    spokes: Sequence[str],
    rings: Sequence[Sequence[float | None]],
    *,
    lowest: float,
    highest: float,
    names: Sequence[str],
) -> str:
    """A ring per row of `rings` over at least three `spokes`, "" with fewer. A missing value leaves its corner out."""
    if len(spokes) < 3 or highest <= lowest:
        return ""
    body = [_web(len(spokes), share) for share in (0.25, 0.5, 0.75, 1.0)]
    body += [_label(number, len(spokes), label) for number, label in enumerate(spokes)]
    for (colour, dash, fill), ring in zip(STYLES, rings, strict=False):
        corners = [
            _place(number, len(spokes), (value - lowest) / (highest - lowest))
            for number, value in enumerate(ring)
            if value is not None
        ]
        if corners:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
            body.append(
                f'<polygon points="{points}" fill="{colour}" fill-opacity="{fill}" stroke="{colour}" stroke-width="2.5" '
                f'stroke-dasharray="{dash or "none"}"/>'
            )
    said = escape(f"{', '.join(names)}: {', '.join(spokes)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{MARGIN} 0 {SIDE + 2 * MARGIN} {SIDE - 50}" role="img" aria-label="{said}">'
        f"{''.join(body)}{_legend(names)}</svg>"
    )


def _place(number: int, count: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * number / count - pi / 2
    reach = RADIUS * max(0.0, min(1.0, share))
    return MIDDLE + reach * cos(angle), MIDDLE - 30 + reach * sin(angle)


def _web(count: int, share: float) -> str:
    points = " ".join(
        f"{x:.1f},{y:.1f}" for x, y in (_place(number, count, share) for number in range(count))
    )
    return f'<polygon points="{points}" fill="none" stroke="#8a8a80" stroke-opacity="0.45"/>'


def _label(number: int, count: int, label: str) -> str:
    angle = 2 * pi * number / count - pi / 2
    x, y = MIDDLE + (RADIUS + 14) * cos(angle), MIDDLE - 26 + (RADIUS + 16) * sin(angle)
    anchor = "middle" if abs(cos(angle)) < 0.2 else ("start" if cos(angle) > 0 else "end")
    text = label if len(label) <= LETTERS else label[: LETTERS - 1].rstrip() + "…"
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" fill="currentColor">{escape(text)}</text>'


def _legend(names: Sequence[str]) -> str:
    rows, width = [], SIDE / max(1, len(names))
    for number, (name, (colour, dash, _fill)) in enumerate(zip(names, STYLES, strict=False)):
        x = number * width + 6
        rows.append(
            f'<path d="M{x:.0f} 300h24" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash or "none"}"/>'
            f'<text x="{x + 30:.0f}" y="304" font-size="12" fill="currentColor">{escape(name)}</text>'
        )
    return "".join(rows)
