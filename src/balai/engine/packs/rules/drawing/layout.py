"""Where everything of the chart stands.

Lanes are columns and every state has a band of its own, so that a horizontal line in a band meets no other box. What
leads to the next band goes straight down; everything else leaves to the right, past a column that belongs to labels
alone, and returns on a track at the far right. So no line and no box can lie on a word.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from ..description import FlowState, Move, Pack
from .words import lines_of_move, ways_out

LANE = 190
BOX = 156
MARGIN = 12
HEADER = 44
LABELS = 196
TRACK = 18
LINE = 16
SMALL_LINE = 14
LABEL_WIDTH = 24
BOX_WIDTH = 17
LEAST_BOX = 52
ROW = 26
GAP = 34


@dataclass(slots=True)
class Way:
    """One arrow. `y` is the line that it leaves on (for one that goes straight down: where its label begins)."""

    move: Move | None
    source: str
    target: str
    label: list[str]
    small: list[str]
    is_otherwise: bool = False
    is_direct: bool = False
    y: int = 0

    @property
    def height(self) -> int:
        """The height of its label."""
        return len(self.label) * LINE + len(self.small) * SMALL_LINE


@dataclass(slots=True)
class Band:
    """A state and its place. `entry` is the line on which others come in from the right; 0 without any."""

    state: FlowState
    lane: int
    lines: list[str]
    top: int = 0
    height: int = 0
    entry: int = 0
    exits: list[Way] = field(default_factory=list)

    @property
    def middle(self) -> int:
        """The middle of the box from left to right."""
        return MARGIN + self.lane * LANE + LANE // 2

    @property
    def bottom(self) -> int:
        """Where the box ends."""
        return self.top + self.height


@dataclass(slots=True)
class Chart:
    """The whole picture: lanes by office, bands from top to bottom, tracks (x) by the state that they lead to."""

    lanes: list[str]
    start_lane: int
    bands: list[Band]
    tracks: dict[str, int]
    start: Way
    width: int = 0
    height: int = 0

    def band(self, code: str) -> Band:
        """The band of a state."""
        return next(band for band in self.bands if band.state.code == code)

    @property
    def labels_left(self) -> int:
        """Where the column of labels begins."""
        return MARGIN + len(self.lanes) * LANE


def lay_out(pack: Pack, language: str, wrap_box: list[list[str]], start: Way) -> Chart:
    """The places of everything; `wrap_box` are the lines of each state's name in the order of `in_order`."""
    lanes = lanes_of(pack)
    states = in_order(pack)
    bands = [
        Band(state, lanes.index(state.office), lines) for state, lines in zip(states, wrap_box, strict=True)
    ]
    chart = Chart(lanes, lanes.index(_start_office(pack)), bands, {}, start)
    _add_ways(pack, language, bands)
    _stack(chart)
    _lay_tracks(chart)
    return chart


def lanes_of(pack: Pack) -> list[str]:
    """The offices that hold something or begin it, the applicant leftmost."""
    used = {state.office for state in pack.flow.states} | {_start_office(pack)}
    return [office for office in ("APPLICANT", "VILLAGE", "AGENCY") if office in used]


def _start_office(pack: Pack) -> str:
    """Where a file begins: with the first who may file, by the pack's own answer where the region chooses."""
    offices = {role.code: role.office for role in pack.roles}
    chosen = {f"${spec.code}": spec.default for spec in pack.values if isinstance(spec.default, list | tuple)}
    filers = [code for filer in pack.filers for code in chosen.get(filer, [filer])]
    return next((offices[code] for code in filers if code in offices), "APPLICANT")


def in_order(pack: Pack) -> list[FlowState]:
    """The way of a file that succeeds first, then the side roads, then the other ends."""
    flow = pack.flow
    states = {state.code: state for state in flow.states}
    way, here = [flow.start], flow.start
    while here := next((code for code in _onward(pack, here) if code not in way), ""):
        way.append(here)
    rest = [state for state in flow.states if state.code not in way]
    return [states[code] for code in way] + sorted(rest, key=lambda state: state.is_final)


def _onward(pack: Pack, code: str) -> list[str]:
    """Where a state leads, the main move first; a way that only helps itself (such as an automatic one) last."""
    ways = [(move, target) for move, target, is_otherwise in ways_out(pack.flow, code) if not is_otherwise]
    if any(move.is_main for move, _ in ways):
        ways = [(move, target) for move, target in ways if move.is_main]
    return [target for _, target in ways]


def _add_ways(pack: Pack, language: str, bands: list[Band]) -> None:
    following = {band.state.code: after.state.code for band, after in pairwise(bands)}
    for band in bands:
        for move, target, is_otherwise in ways_out(pack.flow, band.state.code):
            label, small = lines_of_move(pack, move, language, is_otherwise, LABEL_WIDTH)
            way = Way(move, band.state.code, target, label, small, is_otherwise)
            has_direct = any(other.is_direct for other in band.exits)
            way.is_direct = following.get(band.state.code) == target and not has_direct
            band.exits.append(way)


def _stack(chart: Chart) -> None:
    """Bands from top to bottom, each as high as its name and its lines to the right ask for."""
    entered = {way.target for band in chart.bands for way in band.exits if not way.is_direct}
    y = MARGIN + HEADER + GAP // 2 + LEAST_BOX // 2
    y = _gap(chart.start, y + 12)
    for band in chart.bands:
        band.top = y
        inner = y + 8
        if band.state.code in entered:
            band.entry = inner + ROW // 2
            inner += ROW
        for way in (way for way in band.exits if not way.is_direct):
            way.y = inner + way.height + 4
            inner = way.y + 10
        band.height = max(LEAST_BOX, inner + 8 - y, len(band.lines) * LINE + 24)
        direct = [way for way in band.exits if way.is_direct]
        y = _gap(direct[0], band.bottom) if direct else band.bottom + GAP
    chart.height = chart.bands[-1].bottom + MARGIN * 2


def _gap(way: Way, top: int) -> int:
    """Where the next band begins below a way that goes straight down: its label has the gap to itself."""
    way.y = top + 8
    return top + 8 + way.height + GAP - 8


def _lay_tracks(chart: Chart) -> None:
    """A track for every state that is entered from the right; tracks that do not meet share a place."""
    spans: dict[str, tuple[int, int]] = {}
    for band in chart.bands:
        for way in (way for way in band.exits if not way.is_direct):
            entry = chart.band(way.target).entry
            low, high = spans.get(way.target, (entry, entry))
            spans[way.target] = (min(low, way.y), max(high, way.y))
    places: list[list[tuple[int, int]]] = []
    for code, (low, high) in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        place = next(
            (
                number
                for number, taken in enumerate(places)
                if all(high + 8 < begin or end + 8 < low for begin, end in taken)
            ),
            len(places),
        )
        if place == len(places):
            places.append([])
        places[place].append((low, high))
        chart.tracks[code] = chart.labels_left + LABELS + TRACK // 2 + place * TRACK
    chart.width = chart.labels_left + (LABELS + len(places) * TRACK if places else 0) + MARGIN
    # A label beside the last lane may reach beyond it.
    chart.width = max(chart.width, chart.labels_left + LABEL_WIDTH * 4)
