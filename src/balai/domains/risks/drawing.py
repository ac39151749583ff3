"""The heat map as a drawing for books, with its numbers as words."""

from collections.abc import Mapping, Sequence

from django.utils.html import escape

from balai.domains.risks.models import Risk
from balai.domains.risks.queries.reference import Reference

CELL, LEFT, TOP = 84, 190, 8
# Print keeps its own colours: the five of the regulation, light enough for black figures.
FILLS = {"blue": "#cfe3f5", "green": "#cfe9d3", "yellow": "#f8efb5", "orange": "#f8d3a6", "red": "#f3b3aa"}


def heat_map(of: Reference, cells: Mapping[tuple[int, int], Sequence[Risk]]) -> str:
    """SVG: likelihood upwards, impact to the right, in each cell its value and how many risks stand there."""
    likelihoods, impacts = of.steps("likelihoods"), of.steps("impacts")
    parts = []
    for k, label, _example in likelihoods:
        y = TOP + (5 - k) * CELL
        parts.append(
            f'<text x="{LEFT - 10}" y="{y + 46}" text-anchor="end" font-size="13">{k} {escape(label)}</text>'
        )
        for d in range(1, 6):
            value = of.matrix.value(k, d)
            x, fill = LEFT + (d - 1) * CELL, FILLS.get(of.matrix.level(value).colour, "#eee")
            parts.append(
                f'<rect x="{x}" y="{y}" width="{CELL - 3}" height="{CELL - 3}" fill="{fill}" stroke="#888"/>'
            )
            parts.append(f'<text x="{x + 7}" y="{y + 17}" font-size="11" fill="#444">{value}</text>')
            if count := len(cells.get((k, d), ())):
                parts.append(
                    f'<text x="{x + CELL / 2 - 1:.0f}" y="{y + 53}" text-anchor="middle" font-size="26" font-weight="bold">{count}</text>'
                )
    for d, label, _example in impacts:
        x, y = LEFT + (d - 1) * CELL + 40, TOP + 5 * CELL + 18
        first, _space, second = label.partition(" ")
        parts.append(f'<text x="{x}" y="{y}" text-anchor="middle" font-size="12">{d} {escape(first)}</text>')
        parts.append(
            f'<text x="{x}" y="{y + 15}" text-anchor="middle" font-size="12">{escape(second)}</text>'
        )
    width, height = LEFT + 5 * CELL + 10, TOP + 5 * CELL + 44
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">{"".join(parts)}</svg>'


def in_words(of: Reference, cells: Mapping[tuple[int, int], Sequence[Risk]]) -> str:
    """The same for who cannot see it: how many risks of each level."""
    counts: dict[str, int] = {}
    for (k, d), risks in cells.items():
        level = of.matrix.level(of.matrix.value(k, d)).code
        counts[level] = counts.get(level, 0) + len(risks)
    return ", ".join(
        f"{of.label('levels', one.code)}: {counts.get(one.code, 0)}" for one in reversed(of.matrix.levels)
    )
