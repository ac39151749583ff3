"""Charts as files of their own: SVG with its words inside, for papers, slides and messages. What stands on pages is in
`charts.py`, `heat.py` and `area_maps.py`. The browser makes a PNG of the same file, see `frontend/src/modules/picture.js`.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from balai.kits.ui.charts import Number, Point, _number, _path, _places, _top, _whole
from balai.kits.ui.heat import tone

WIDTH = 840
_LEFT, _INNER, _HEIGHT = 60, 720, 340
# Letters that fit on a line at the sizes of title and source.
_TITLE_LETTERS, _SOURCE_LETTERS = 58, 105
INK, SOFT, LINE, MAIN = "#1d2729", "#566062", "#d9d2c3", "#0f4f5c"
# Ink that prints in black and white too: lines differ by dash as well.
_LINES = ((MAIN, ""), ("#8a3b00", "8 4"), ("#1b4f9c", "3 3"), ("#6b1f6b", "12 4 3 4"))
# From none to most; dark words stay readable on every one.
SHADES = ("#ffffff", "#e2eaeb", "#c5d5d8", "#a9c0c4", "#8cabb1", "#6f959d")
_LABELS = 12


def sheet(*, title: str, unit: str, source: str, body: SafeString, height: float) -> str:
    """An SVG file: title, unit, the drawing (`height` high, its origin at the left edge of the words), and its source."""
    lines, notes = wrap(title, _TITLE_LETTERS), wrap(source, _SOURCE_LETTERS)
    top = 34 + 28 * len(lines) + (26 if unit else 0) + 16
    whole = round(top + height + 38 + 18 * len(notes))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" '
        'font-family="system-ui, Roboto, \'Noto Sans\', \'Liberation Sans\', sans-serif" font-size="15" fill="{}">'
        '<title>{}</title><rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="8" fill="{}"/>'
        "{}{}<g transform=\"translate({} {})\">{}</g>{}</svg>",
        WIDTH, whole, WIDTH, whole, INK, title, MAIN,
        _words(lines, first=50, step=28, size=23, weight=700),
        format_html('<text x="{}" y="{}" fill="{}">{}</text>', _LEFT, 48 + 28 * len(lines), SOFT, unit) if unit else "",
        _LEFT, top, body,
        _words(notes, first=top + height + 38, step=18, size=13, weight=400),
    )  # fmt: skip


def _words(lines: Sequence[str], *, first: float, step: int, size: int, weight: int) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>',
        (
            (_LEFT, round(first + step * n), size, weight, INK if weight > 400 else SOFT, line)
            for n, line in enumerate(lines)
        ),
    )


def line_chart_file(series: Mapping[str, Sequence[Point]], *, title: str, unit: str, source: str) -> str:
    """Up to four lines over the same labels, with scale and legend."""
    names = list(series)[:4]
    labels = [label for label, _value in series[names[0]]] if names else []
    columns = [[value for _label, value in series[name]] for name in names]
    top = _scale(_top(value for column in columns for value in column))
    lines = format_html_join(
        "",
        '<path d="{0}" fill="none" stroke="{1}" stroke-width="2.5" stroke-linejoin="round" stroke-dasharray="{2}"/>{3}',
        (
            (_path(places), *_LINES[index], _dots(places, _LINES[index][0]))
            for index, places in enumerate(
                _places(column, top=top, width=_INNER, height=_HEIGHT) for column in columns
            )
        ),
    )
    legend = _legend(names) if len(names) > 1 else mark_safe("")
    body = _grid(top) + lines + _ticks(labels, step=_INNER / max(1, len(labels) - 1)) + legend
    height = _HEIGHT + 34 + (24 * len(names) + 14 if legend else 0)
    return sheet(title=title, unit=unit, source=source, body=body, height=height)


def histogram_file(buckets: Sequence[tuple[str, int]], *, title: str, unit: str, source: str) -> str:
    """A column per `(label, count)`, the count written on it."""
    top, step = _scale(_top(count for _label, count in buckets)), _INNER / max(1, len(buckets))
    columns = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (round((n + 0.1) * step), _HEIGHT - h, round(step * 0.8), h, MAIN, round((n + 0.5) * step), _HEIGHT - h - 8,
             _number(count))
            for n, (count, h) in enumerate((count, round(_HEIGHT * (count or 0) / top)) for _label, count in buckets)
        ),
    )  # fmt: skip
    ticks = _ticks([label for label, _count in buckets], step=step, start=step / 2)
    # The highest column carries its number above the scale.
    body = format_html('<g transform="translate(0 18)">{}{}{}</g>', _grid(top), columns, ticks)
    return sheet(title=title, unit=unit, source=source, body=body, height=_HEIGHT + 52)


def heat_grid_file(
    rows: Sequence[tuple[str, Sequence[int]]], columns: Sequence[str], *, title: str, unit: str, source: str
) -> str:
    """Numbers under `columns`, darker where they are higher."""
    most = max((number for _label, numbers in rows for number in numbers), default=0)
    side, high = (_INNER - 90) // max(1, len(columns)), 46
    head = format_html_join(
        "",
        '<text x="{}" y="14" text-anchor="middle" fill="{}">{}</text>',
        ((90 + n * side + side // 2, SOFT, name) for n, name in enumerate(columns)),
    )
    cells = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (90 + n * side, 26 + line * high, side - 4, high - 4, SHADES[shade], 88 + n * side + side // 2,
             53 + line * high, number)
            for line, (_label, numbers) in enumerate(rows)
            for n, (number, shade) in enumerate((number, tone(number, most)) for number in numbers)
        ),
    )  # fmt: skip
    names = format_html_join(
        "",
        '<text x="0" y="{}">{}</text>',
        ((53 + line * high, label) for line, (label, _n) in enumerate(rows)),
    )
    return sheet(
        title=title, unit=unit, source=source, body=head + cells + names, height=26 + high * len(rows)
    )


def _dots(places: Sequence[str], colour: str) -> SafeString:
    """Points, where a line has gaps: a value between two gaps would not be seen."""
    if "" not in places:
        return mark_safe("")
    return format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="4" fill="{}"/>',
        ((*place.split(), colour) for place in places if place),
    )


def _grid(top: Number) -> SafeString:
    return format_html_join(
        "",
        '<path d="M0 {}H{}" stroke="{}"/><text x="-8" y="{}" text-anchor="end" font-size="13" fill="{}">{}</text>',
        (
            (f"{y:.0f}", _INNER, LINE, f"{y + 5:.0f}", SOFT, _number(_whole(float(top) * part / 4)))
            for part, y in ((part, _HEIGHT * (1 - part / 4)) for part in range(5))
        ),
    )


def _scale(most: Number) -> float:
    """The top of a scale of four even steps that are easy to read: 24 for 23, 60 for 50, 100 for 100."""
    steps = (part * 10**power for power in range(12) for part in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
    return 4 * next(step for step in steps if step == int(step) and 4 * step >= most)


def _ticks(labels: Sequence[str], *, step: float, start: float = 0) -> SafeString:
    every = -(-len(labels) // _LABELS) or 1
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle" font-size="13" fill="{}">{}</text>',
        (
            (round(start + n * step), _HEIGHT + 24, SOFT, label)
            for n, label in enumerate(labels)
            if n % every == 0
        ),
    )


def _legend(names: Sequence[str]) -> SafeString:
    first = _HEIGHT + 62
    return format_html_join(
        "",
        '<path d="M0 {}h36" stroke="{}" stroke-width="2.5" stroke-dasharray="{}"/><text x="46" y="{}">{}</text>',
        (
            (f"{first + 24 * n - 5:.0f}", *_LINES[n], f"{first + 24 * n:.0f}", name)
            for n, name in enumerate(names)
        ),
    )
