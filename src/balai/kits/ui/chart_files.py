"""Line charts as files of their own: SVG with its words inside, for papers and slides. What stands on pages is in `charts.py`."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from balai.kits.ui.charts import Point, _number, _path, _places, _top

_WIDTH, _HEIGHT, _LEFT, _TOP = 720, 360, 60, 60
# Ink that prints in black and white too: lines differ by dash as well.
_LINES = (("#0b5d3b", ""), ("#8a3b00", "8 4"), ("#1b4f9c", "3 3"), ("#6b1f6b", "12 4 3 4"))
_LABELS = 12


def line_chart_file(series: Mapping[str, Sequence[Point]], *, title: str, unit: str, source: str) -> str:
    """The text of an SVG file: up to four lines over the same labels, title, scale, legend, and where it comes from."""
    names = list(series)[:4]
    labels = [label for label, _value in series[names[0]]] if names else []
    columns = [[value for _label, value in series[name]] for name in names]
    top = _top(value for column in columns for value in column)
    lines = format_html_join(
        "",
        '<path d="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}"/>',
        (
            (_path(_places(column, top=top, width=_WIDTH, height=_HEIGHT)), *_LINES[index])
            for index, column in enumerate(columns)
        ),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="14" fill="#1a1a1a">'
        '<title>{}</title><rect width="100%" height="100%" fill="#fff"/><text x="{}" y="24" font-size="18">{}</text>'
        '<text x="{}" y="46">{}</text><g transform="translate({} {})">{}{}{}</g>{}<text x="{}" y="{}" font-size="12">{}</text></svg>',
        _WIDTH + 2 * _LEFT,
        _HEIGHT + 3 * _TOP + 24 * len(names),
        title,
        _LEFT,
        title,
        _LEFT,
        unit,
        _LEFT,
        _TOP,
        _grid(top),
        lines,
        _ticks(labels),
        _legend(names),
        _LEFT,
        _HEIGHT + 2.6 * _TOP + 24 * len(names),
        source,
    )


def _grid(top: float) -> SafeString:
    return format_html_join(
        "",
        '<path d="M0 {}H{}" stroke="#ccc"/><text x="-8" y="{}" text-anchor="end">{}</text>',
        (
            (f"{y:.0f}", _WIDTH, f"{y + 5:.0f}", _number(round(float(top) * part / 4, 1)))
            for part, y in ((part, _HEIGHT * (1 - part / 4)) for part in range(5))
        ),
    )


def _ticks(labels: Sequence[str]) -> SafeString:
    every, step = -(-len(labels) // _LABELS) or 1, _WIDTH / max(1, len(labels) - 1)
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{n * step:.0f}", _HEIGHT + 22, label) for n, label in enumerate(labels) if n % every == 0),
    )


def _legend(names: Sequence[str]) -> SafeString:
    if not names:
        return mark_safe("")
    first = _HEIGHT + 1.9 * _TOP
    return format_html_join(
        "",
        '<path d="M{} {}h36" stroke="{}" stroke-width="2.5" stroke-dasharray="{}"/><text x="{}" y="{}">{}</text>',
        (
            (_LEFT, f"{first + 24 * n - 5:.0f}", *_LINES[n], _LEFT + 46, f"{first + 24 * n:.0f}", name)
            for n, name in enumerate(names)
        ),
    )
