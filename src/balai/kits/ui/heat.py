"""A grid of numbers with tones behind them: a table like any other, so that everybody reads the same."""

from collections.abc import Sequence
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TONES = 5


def heat_grid(
    rows: Sequence[tuple[str, Sequence[int]]], columns: Sequence[str], *, title: str, corner: str = ""
) -> SafeString:
    """Return the table of `(label, numbers)` under `columns`; the tone of a cell is its share of the highest number."""
    top = max((number for _label, numbers in rows for number in numbers), default=0)
    head = format_html_join("", '<th scope="col" class="num">{}</th>', ((name,) for name in columns))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (
                label,
                format_html_join(
                    "", '<td class="num heat-tone-{}">{}</td>', ((tone(n, top), n) for n in numbers)
                ),
            )
            for label, numbers in rows
        ),
    )
    return format_html(
        '<div class="table-box" tabindex="0" role="region" aria-label="{}"><table class="table heat-grid"><caption>{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        title,
        title,
        corner,
        head,
        body,
    )


def tone(number: float, top: float) -> int:
    """0 for nothing, 1 … TONES for the fifths of the highest number."""
    return 0 if number <= 0 or top <= 0 else min(TONES, ceil(number * TONES / top))
