"""The chart as SVG: shapes and words in the colour of the text around it, so that it fits light and dark pages."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from ..description import Pack
from .layout import (
    BOX,
    BOX_WIDTH,
    GAP,
    HEADER,
    LANE,
    LEAST_BOX,
    LINE,
    MARGIN,
    SMALL_LINE,
    Band,
    Chart,
    Way,
    in_order,
    lay_out,
)
from .words import WORDS, described


def draw_flow(pack: Pack, language: str = "id") -> str:
    """The flow as an `<svg>` element in that language (`id` or `en`), with a title and a description in words.

    Its own width and height are in the element: let it scroll where the page is narrower. Nothing in it is styled by
    `style` or scripted; classes `flow-…` are there for a style sheet that wants more.
    """
    language = "en" if language == "en" else "id"
    names = [wrap(state.label.in_language(language), BOX_WIDTH) or [state.code] for state in in_order(pack)]
    start = Way(None, "", pack.flow.start, [WORDS[language]["file"]], [], is_direct=True)
    chart = lay_out(pack, language, names, start)
    name, words = f"flow-{escape(pack.id)}", WORDS[language]
    title = words["title"].format(pack.name.in_language(language))
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-chart" width="{chart.width}" height="{chart.height}"'
            f' viewBox="0 0 {chart.width} {chart.height}" role="img" aria-labelledby="{name}-title {name}-desc"'
            ' font-family="system-ui, sans-serif" font-size="13" fill="currentColor" stroke="none">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(described(pack, language))}</desc>',
            *_lanes(chart, language),
            *_start(chart, language),
            *(part for band in chart.bands for part in _band(chart, band)),
            "</svg>",
        ]
    )


def _lanes(chart: Chart, language: str) -> Iterator[str]:
    """Columns told apart by their ground, not by lines: a line would cut through labels."""
    yield '<g class="flow-lanes">'
    for number, office in enumerate(chart.lanes):
        x = MARGIN + number * LANE
        shade = "0.07" if number % 2 == 0 else "0.025"
        yield _rect(x, MARGIN, LANE, chart.height - MARGIN * 2, "flow-lane", f'fill-opacity="{shade}"')
        yield _rect(x, MARGIN, LANE, HEADER, "flow-lane-head", 'fill-opacity="0.07"')
        yield _text(x + LANE // 2, MARGIN + HEADER // 2 + 5, WORDS[language][office], 'font-weight="600"')
    yield "</g>"


def _start(chart: Chart, language: str) -> Iterator[str]:
    """The mark at which everything begins, and the arrow to the first state."""
    x = MARGIN + chart.start_lane * LANE + LANE // 2
    top = MARGIN + HEADER + GAP // 2 - 5
    height = LEAST_BOX // 2 + 10
    yield f'<g class="flow-start">{_pill(x - 48, top, 96, height, 1.5)}'
    yield f"{_text(x, top + height // 2 + 5, WORDS[language]['start'])}</g>"
    yield from _down(chart.start, x, top + height, chart.bands[0])


def _band(chart: Chart, band: Band) -> Iterator[str]:
    yield from _state(band)
    for way in band.exits:
        if way.is_direct:
            yield from _down(way, band.middle, band.bottom, chart.band(way.target))
        else:
            yield from _around(chart, band, way)


def _state(band: Band) -> Iterator[str]:
    """A box; an end is round, a good end has a double line. Where somebody decides, each way out has a diamond."""
    left, state = band.middle - BOX // 2, band.state
    kind = "flow-good" if state.is_good else "flow-end" if state.is_final else "flow-step"
    yield f'<g class="flow-state {kind}">'
    if state.is_final:
        yield _pill(left, band.top, BOX, band.height, 1.5)
        if state.is_good:
            yield _pill(left + 4, band.top + 4, BOX - 8, band.height - 8, 1)
    else:
        shape = 'rx="4" fill-opacity="0.04" stroke="currentColor" stroke-width="1.5"'
        yield _rect(left, band.top, BOX, band.height, "flow-box", shape)
    first = band.top + (band.height - len(band.lines) * LINE) // 2 + 12
    for number, line in enumerate(band.lines):
        yield _text(band.middle, first + number * LINE, line, 'font-weight="600"')
    if len(band.exits) > 1:
        for way in band.exits:
            x, y = (band.middle, band.bottom) if way.is_direct else (band.middle + BOX // 2, way.y)
            yield f'<path class="flow-choice" d="M{x} {y - 6}l6 6l-6 6l-6 -6z"/>'
    yield "</g>"


def _down(way: Way, x: int, y: int, target: Band) -> Iterator[str]:
    """Straight down to the next band, with a bend where that is another lane."""
    bend = target.top - 18
    points = [(x, y), (x, bend), (target.middle, bend), (target.middle, target.top)]
    yield _arrow(points if x != target.middle else [points[0], points[-1]], way.is_otherwise, "down")
    yield from _label(way, x + 10, way.y)


def _around(chart: Chart, band: Band, way: Way) -> Iterator[str]:
    """To the right, along the track of its target, and back into the target from the right."""
    target, track = chart.band(way.target), chart.tracks[way.target]
    points = [
        (band.middle + BOX // 2, way.y),
        (track, way.y),
        (track, target.entry),
        (target.middle + BOX // 2, target.entry),
    ]
    yield _arrow(points, way.is_otherwise, "left")
    yield from _label(way, chart.labels_left + 10, way.y - way.height - 5)


def _label(way: Way, x: int, top: int) -> Iterator[str]:
    y = top
    for line in way.label:
        y += LINE
        yield _text(x, y - 3, line, 'class="flow-label"', anchor="start")
    for line in way.small:
        y += SMALL_LINE
        yield _text(x, y - 3, line, 'class="flow-who" font-size="11" fill-opacity="0.75"', anchor="start")


def _arrow(points: list[tuple[int, int]], is_dashed: bool, head: str) -> str:
    way = " ".join(f"{'M' if number == 0 else 'L'}{x} {y}" for number, (x, y) in enumerate(points))
    dashed = ' stroke-dasharray="5 4"' if is_dashed else ""
    x, y = points[-1]
    tip = f"M{x} {y}l-5 -9h10z" if head == "down" else f"M{x} {y}l9 -5v10z"
    return (
        f'<path class="flow-move" d="{way}" fill="none" stroke="currentColor" stroke-width="1.5"'
        f' stroke-linejoin="round"{dashed}/><path class="flow-tip" d="{tip}"/>'
    )


def _text(x: int, y: int, words: str, more: str = "", anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" stroke="none" {more}>{escape(words)}</text>'


def _rect(x: int, y: int, width: int, height: int, name: str, more: str) -> str:
    return f'<rect class="{name}" x="{x}" y="{y}" width="{width}" height="{height}" {more}/>'


def _pill(x: int, y: int, width: int, height: int, line: float) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{min(height // 2, 26)}" fill-opacity="0.04"'
        f' stroke="currentColor" stroke-width="{line}"/>'
    )
