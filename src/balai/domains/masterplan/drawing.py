"""The roadmap as a picture: bars over years, by dimension. Pure: words come in said, colours are attributes so that the
picture also stands in a book, and classes so that a page may dress it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from balai.domains.masterplan.rules.roadmap import Span

# Fill, edge, and a dash where the edge is broken: states differ without colour too.
STATE_LOOKS = {
    "PROPOSED": ("#ffffff", "#857c6b", "3 2"),
    "PLANNED": ("#e3ecf8", "#1c4a84", ""),
    "RUNNING": ("#e0a83a", "#85570f", ""),
    "DONE": ("#1b6338", "#1b6338", ""),
    "STOPPED": ("#fbe5e1", "#9c2318", "5 3"),
}
INK, SOFT, LINE, GROUND, BAND, TODAY, DIAMOND = (
    "#1d2729", "#566062", "#e0d8c8", "#ffffff", "#f6f1e6", "#9c2318", "#c98a1b",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One programme: its words, its years, its state; `moment` (a year with its fraction) is where a quick win ends."""

    title: str
    span: Span
    state: str
    url: str = ""
    is_quick_win: bool = False
    moment: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around the bars: (label, span) of the bands, (state, label) of the legend, today, quick win."""

    bands: tuple[tuple[str, Span], ...]
    states: tuple[tuple[str, str], ...]
    today: str
    quick_win: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Shape:
    width: int
    label: int
    row: int
    bar: int
    letters: int
    font: int


WIDE = _Shape(width=1040, label=368, row=25, bar=13, letters=57, font=12)
# Words above the bars instead of beside them: legible on a phone without turning it.
NARROW = _Shape(width=340, label=0, row=38, bar=11, letters=50, font=12)
HEAD, GROUP, LEGEND = 54, 30, 30


def draw(
    groups: Sequence[tuple[str, Sequence[Bar]]],
    *,
    years: range,
    today: float,
    words: Words,
    narrow: bool = False,
) -> str:
    """An SVG of its own. `groups` are (heading, bars); `today` outside of the years draws no line."""
    shape = NARROW if narrow else WIDE
    height = (
        HEAD + sum(GROUP + shape.row * len(bars) for _heading, bars in groups) + _legend_height(shape, words)
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="roadmap" viewBox="0 0 {shape.width} {height}"'
        f' width="{shape.width}" height="{height}" role="group" aria-label="{escape(words.alt)}"'
        f' font-family="system-ui, Noto Sans, Liberation Sans, sans-serif" font-size="{shape.font}">',
        f'<rect class="rm-ground" width="{shape.width}" height="{height}" fill="{GROUND}"/>',
        *_years(shape, years, words, height - _legend_height(shape, words)),
    ]
    top = HEAD
    for heading, bars in groups:
        parts.append(_text(4, top + 20, heading, weight=700, size=shape.font + 1))
        top += GROUP
        for bar in bars:
            parts.append(_bar(shape, years, bar, top, words))
            top += shape.row
    if years.start <= today < years.stop:
        x = _x(shape, years, today)
        parts.append(
            f'<path class="rm-today" d="M{x:.1f} {HEAD - 6}V{top}" stroke="{TODAY}" stroke-width="1.5"'
            f' stroke-dasharray="4 3"/><text class="rm-today-text" x="{x:.1f}" y="{HEAD - 10}" text-anchor="middle"'
            f' font-size="10" fill="{TODAY}">{escape(words.today)}</text>'
        )
    return "".join([*parts, *_legend(shape, words, top + 20), "</svg>"])


def _x(shape: _Shape, years: range, moment: float) -> float:
    return shape.label + (moment - years.start) * (shape.width - shape.label - 8) / len(years)


def _years(shape: _Shape, years: range, words: Words, bottom: int) -> list[str]:
    parts = []
    for number, (label, span) in enumerate(words.bands):
        left, right = _x(shape, years, span.first), _x(shape, years, span.last + 1)
        if number % 2 == 0:
            parts.append(
                f'<rect class="rm-band" x="{left:.1f}" y="0" width="{right - left:.1f}" height="{bottom}" fill="{BAND}"/>'
            )
        shown = label if right - left > 7 * len(label) else label.split()[-1]
        size = 11 if right - left > 6 * len(shown) else 8
        parts.append(_text((left + right) / 2, 13, shown, soft=True, size=size, anchor="middle"))
    for year in years:
        x = _x(shape, years, year)
        shown = f"{year % 100:02d}" if shape is NARROW else str(year)
        parts.append(f'<path class="rm-line" d="M{x:.1f} 20V{bottom}" stroke="{LINE}" stroke-width="1"/>')
        parts.append(_text(x + 3, 29, shown, soft=True, size=11))
    return parts


def _bar(shape: _Shape, years: range, bar: Bar, top: int, words: Words) -> str:
    left, right = _x(shape, years, bar.span.first) + 2, _x(shape, years, bar.span.last + 1) - 2
    fill, edge, dash = STATE_LOOKS[bar.state]
    y = top + shape.row - shape.bar - 6
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    said = dict(words.states)[bar.state]
    drawn = (
        _text(4, top + (14 if shape is NARROW else 17), _short(bar.title, shape.letters))
        + f'<rect class="rm-bar rm-{bar.state.lower()}" x="{left:.1f}" y="{y}" width="{max(right - left, 4):.1f}"'
        f' height="{shape.bar}" rx="3" fill="{fill}" stroke="{edge}"{broken}/>'
    )
    if bar.is_quick_win:
        x, middle, half = (
            _x(shape, years, bar.moment or bar.span.last + 0.5),
            y + shape.bar / 2,
            shape.bar / 2 + 2,
        )
        drawn += (
            f'<path class="rm-diamond" d="M{x:.1f} {middle - half}L{x + half:.1f} {middle}L{x:.1f} {middle + half}'
            f'L{x - half:.1f} {middle}Z" fill="{DIAMOND}" stroke="{GROUND}"/>'
        )
    period = str(bar.span.first) if bar.span.first == bar.span.last else f"{bar.span.first}–{bar.span.last}"
    title = f"<title>{escape(f'{bar.title} · {period} · {said}')}</title>"
    return f'<a href="{escape(bar.url)}">{title}{drawn}</a>' if bar.url else f"<g>{title}{drawn}</g>"


def _legend_items(words: Words) -> list[tuple[str, str]]:
    return [*words.states, ("", words.quick_win)]


def _legend_height(shape: _Shape, words: Words) -> int:
    return 14 + LEGEND * -(-len(_legend_items(words)) // _per_line(shape)) if shape is NARROW else 14 + LEGEND


def _per_line(shape: _Shape) -> int:
    return 3 if shape is NARROW else 10


def _legend(shape: _Shape, words: Words, top: int) -> list[str]:
    parts, step = [], 112 if shape is NARROW else 140
    for number, (state, label) in enumerate(_legend_items(words)):
        line, place = divmod(number, _per_line(shape))
        x, y = 6 + place * step, top + line * LEGEND
        if state:
            fill, edge, dash = STATE_LOOKS[state]
            broken = f' stroke-dasharray="{dash}"' if dash else ""
            parts.append(
                f'<rect class="rm-bar rm-{state.lower()}" x="{x}" y="{y - 9}" width="20" height="10" rx="2"'
                f' fill="{fill}" stroke="{edge}"{broken}/>'
            )
        else:
            parts.append(
                f'<path class="rm-diamond" d="M{x + 10} {y - 11}l7 7l-7 7l-7 -7Z" fill="{DIAMOND}" stroke="{GROUND}"/>'
            )
        parts.append(_text(x + 26, y, label, soft=True, size=11))
    return parts


def _text(
    x: float,
    y: float,
    words: str,
    *,
    soft: bool = False,
    weight: int = 400,
    size: int = 12,
    anchor: str = "start",
) -> str:
    colour, name = (SOFT, "rm-soft") if soft else (INK, "rm-text")
    return (
        f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )


def _short(title: str, letters: int) -> str:
    return title if len(title) <= letters else title[: letters - 1].rstrip() + "…"
