"""Small charts drawn on the server as SVG, each with its numbers as a table. No script, no inline style.

Drawings stretch to their box (`preserveAspectRatio="none"`); all words stand outside of the SVG as HTML, so that they
keep their size on a phone. Values are plain numbers (a Decimal keeps its places), None is a gap.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import segno
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 300, 100
TICKS = 6  # most labels that fit under a chart on a phone
Number = float | Decimal
Point = tuple[str, Number | None]


def _number(value: Number | None) -> str:
    if value is None:
        return "–"
    return number_format(round(value, 1) if isinstance(value, float) else value, force_grouping=True)


def _top(values: Iterable[Number | None]) -> Number:
    return max((value for value in values if value is not None), default=0) or 1


def _whole(value: Number) -> Number:
    """100 and not 100,0: the places of a scale are only written where they say something."""
    return int(value) if value == int(value) else value


def _places(
    values: Sequence[Number | None],
    *,
    top: Number,
    width: float,
    height: float,
    pad: float = 0,
    low: Number = 0,
) -> list[str]:
    """Where each value stands, "x y"; "" for a gap."""
    step, high = width / max(1, len(values) - 1), float(top) - float(low) or 1.0
    return [
        ""
        if value is None
        else f"{index * step:.1f} {height - pad - (height - 2 * pad) * (float(value) - float(low)) / high:.1f}"
        for index, value in enumerate(values)
    ]


def _path(places: Sequence[str]) -> str:
    """Return the `d` of a line through the places; a gap lifts the pen."""
    words, pen = [], "M"
    for place in places:
        words.append(f"{pen}{place}" if place else "")
        pen = "L" if place else "M"
    return "".join(words)


def sparkline(values: Sequence[Number | None], *, label: str = "", low: Number = 0) -> SafeString:
    """Return a tiny line that begins at `low`; its label says first, last and highest value for those who do not see it.

    A line with gaps shows its points, so that a value between two gaps is seen.
    """
    seen = [value for value in values if value is not None]
    if not seen:
        return mark_safe("")
    said = _("dari %(first)s ke %(last)s, tertinggi %(top)s") % {
        "first": _number(seen[0]),
        "last": _number(seen[-1]),
        "top": _number(max(seen)),
    }
    places = _places(values, top=_top(values), width=100, height=24, pad=2, low=low)
    dots = "".join(f"M{place}h0" for place in places if place) if "" in places else ""
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="s-line s-0" d="{}"/>{}</svg>',
        f"{label}: {said}" if label else said,
        _path(places),
        format_html('<path class="s-line s-dot s-0" d="{}"/>', dots) if dots else "",
    )


def meter(value: float, *, of: float = 100, label: str = "") -> SafeString:
    """Return a bar `value / of` long; with a label it is a progress bar, without one it is decoration."""
    share = 0 if not of else max(0, min(100, round(100 * value / of)))
    speech = mark_safe('aria-hidden="true"')
    if label:
        speech = format_html(
            'role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{}" aria-label="{}"',
            share,
            label,
        )
    return format_html(
        '<svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" {}><rect width="100" height="4"/>'
        '<rect class="bar" width="{}" height="4"/></svg>',
        speech,
        share,
    )


def bars(rows: Sequence[Sequence[Any]], *, title: str = "", unit: str = "") -> SafeString:
    """Return a table with a bar per `(label, value[, url])`, longest bar = highest value."""
    top = _top(row[1] for row in rows)
    body = format_html_join(
        "",
        '<tr><th scope="row">{}{}</th><td class="num">{}</td></tr>',
        ((_linked(row), meter(row[1] or 0, of=top), _number(row[1])) for row in rows),
    )
    caption = format_html("<caption>{}</caption>", _titled(title, unit)) if title else ""
    return format_html('<table class="table bars">{}<tbody>{}</tbody></table>', caption, body)


def _linked(row: Sequence[Any]) -> SafeString:
    url = row[2] if len(row) > 2 else ""
    return format_html('<a href="{}">{}</a>', url, row[0]) if url else format_html("{}", row[0])


def histogram(buckets: Sequence[tuple[str, int]], *, title: str = "", unit: str = "") -> SafeString:
    """Return a column per `(label, count)`, with its table."""
    top = _top(count for _label, count in buckets)
    width = WIDTH / max(1, len(buckets))
    columns = format_html_join(
        "",
        '<rect class="s-bar" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (f"{index * width + width * 0.1:.1f}", f"{HEIGHT - h:.1f}", f"{width * 0.8:.1f}", f"{h:.1f}")
            for index, h in enumerate(HEIGHT * (count or 0) / top for _label, count in buckets)
        ),
    )
    labels = [label for label, _count in buckets]
    table = _table([unit or _("Jumlah")], [(label, [count]) for label, count in buckets])
    return _figure(title=title, unit=unit, top=top, drawing=columns, labels=labels, table=table, bins=True)


def line_chart(
    series: Mapping[str, Sequence[Point]], *, title: str = "", unit: str = "", low: Number = 0
) -> SafeString:
    """Return up to four lines over the same labels; lines differ by dash as well as by colour.

    A line with gaps shows its points, so that a value between two gaps is seen. `low` is where the drawing begins;
    other than 0 it is written at the foot of the scale.
    """
    names = list(series)[:4]
    labels = [label for label, _value in series[names[0]]] if names else []
    columns = [[value for _label, value in series[name]] for name in names]
    top = _top(value for column in columns for value in column)
    places = [_places(values, top=top, width=WIDTH, height=HEIGHT, low=low) for values in columns]
    lines = format_html_join(
        "", '<path class="s-line s-{}" d="{}"/>', ((index, _path(line)) for index, line in enumerate(places))
    ) + format_html_join(
        "",
        '<path class="s-line s-dot s-{}" d="{}"/>',
        (
            (index, "".join(f"M{place}h0" for place in line if place))
            for index, line in enumerate(places)
            if "" in line
        ),
    )
    rows = [(label, [column[index] for column in columns]) for index, label in enumerate(labels)]
    legend = _legend(names) if len(names) > 1 else mark_safe("")
    table = _table(names, rows)
    return _figure(
        title=title, unit=unit, top=top, low=low, drawing=lines, labels=labels, table=table, legend=legend
    )


def _legend(names: Sequence[str]) -> SafeString:
    items = format_html_join(
        "",
        '<li><svg viewBox="0 0 28 12" aria-hidden="true"><path class="s-line s-{}" d="M0 6H28"/></svg>{}</li>',
        enumerate(names),
    )
    return format_html('<ul class="legend">{}</ul>', items)


def _titled(title: str, unit: str) -> str:
    return format_html("{} ({})", title, unit) if unit else title


def _figure(
    *,
    title: str,
    unit: str,
    top: Number,
    low: Number = 0,
    drawing: SafeString,
    labels: Sequence[str],
    table: SafeString,
    legend: SafeString | str = "",
    bins: bool = False,
) -> SafeString:
    grid = mark_safe(
        "".join(
            f'<path class="s-grid" d="M0 {y}H{WIDTH}"/>'
            for y in (0, HEIGHT // 4, HEIGHT // 2, 3 * HEIGHT // 4)
        )
    )
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><div class="chart-y" aria-hidden="true"><span>{}</span></div>'
        '<svg class="plot" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>{}'
        '<div class="chart-x{}" aria-hidden="true">{}</div>{}{}</figure>',
        _titled(title, unit),
        _number(_whole(top)),
        WIDTH,
        HEIGHT,
        grid,
        drawing,
        format_html('<div class="chart-y" aria-hidden="true"><span>{}</span></div>', _number(low))
        if low
        else "",
        " chart-bins" if bins else "",
        _ticks(labels, bins=bins),
        legend,
        _behind(title, table),
    )


def numbers_behind(
    title: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[Number | None]]]
) -> SafeString:
    """The numbers of a drawing as a table that opens below it."""
    return _behind(title, _table(names, rows))


def _behind(title: str, table: SafeString) -> SafeString:
    return format_html(
        '<details class="chart-numbers"><summary>{}<span class="visually-hidden">: {}</span></summary>{}</details>',
        _("Lihat angka"),
        title,
        table,
    )


def _ticks(labels: Sequence[str], *, bins: bool) -> SafeString:
    """Return the labels under a chart; too many are thinned out, bins keep their empty places."""
    every = -(-len(labels) // TICKS) or 1
    shown = [label if index % every == 0 else "" for index, label in enumerate(labels)]
    if not bins:
        shown = [label for label in shown if label]
    return format_html_join("", "<span>{}</span>", ((label,) for label in shown))


def _table(names: Sequence[str], rows: Sequence[tuple[str, Sequence[Number | None]]]) -> SafeString:
    head = format_html_join("", '<th scope="col" class="num">{}</th>', ((name,) for name in names))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (label, format_html_join("", '<td class="num">{}</td>', ((_number(value),) for value in values)))
            for label, values in rows
        ),
    )
    return format_html(
        '<div class="table-box" tabindex="0" role="region" aria-label="{}"><table class="table"><thead><tr>'
        '<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        _("Tabel angka"),
        _("Rincian"),
        head,
        body,
    )


def qr(text: str, *, label: str = "") -> SafeString:
    """Return a QR code (error correction M) as inline SVG."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    speech = format_html('<svg role="img" aria-label="{}" ', label or _("Kode QR"))
    return mark_safe(drawn.replace("<svg ", speech, 1))
