"""How blocks are laid out on paper: what lies across, how wide a column is, when a table becomes several."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from balai.engine.publications.blocks import Block, Heading, PageBreak, Picture, Table

# More columns than these do not fit a page that can still be read, upright and across.
MOST_COLUMNS, MOST_COLUMNS_WIDE = 8, 12
# A word that is longer gets places where it may be broken, because hyphenation is off.
LONGEST_WORD = 22
# A row with a cell longer than this may run on over the page; any other stays in one piece.
LONGEST_WHOLE_CELL = 600
# So many signs of text do not deserve a page of their own.
SHORT = 900
# A table with no more rows stays on one page.
MOST_WHOLE_ROWS = 12
_JOINTS = re.compile(r"([/\\._\-@?&=:,;|])(?=\S)")
# A zero-width space: a line may end here, and nothing is seen of it otherwise.
JOINT = "\u200b"


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that share one kind of page: upright, or across."""

    is_wide: bool
    blocks: tuple[Block, ...]


def runs(blocks: Iterable[Block]) -> list[Run]:
    """Blocks gathered by the page they need. A heading goes with what it heads, never alone on the page before."""
    found: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        is_wide = bool(getattr(block, "wide", False))
        if not found or found[-1][0] != is_wide:
            led = _led(found[-1][1]) if found and is_wide else []
            found.append((is_wide, [*led, block]))
        else:
            found[-1][1].append(block)
    return _joined([(is_wide, part) for is_wide, part in found if part])


def _joined(found: list[tuple[bool, list[Block]]]) -> list[Run]:
    """A few lines between two pages that lie across lie across too: no page for them alone."""
    made: list[tuple[bool, list[Block]]] = []
    for at, (is_wide, part) in enumerate(found):
        is_between = 0 < at < len(found) - 1 and not is_wide and _is_short(part)
        if made and (is_between or made[-1][0] == is_wide):
            made[-1][1].extend(part)
        else:
            made.append((is_wide, list(part)))
    return [Run(is_wide, tuple(part)) for is_wide, part in made]


def _is_short(part: list[Block]) -> bool:
    if any(isinstance(block, Table | Picture | PageBreak) for block in part):
        return False
    return sum(len(str(block)) for block in part) <= SHORT


def _led(before: list[Block]) -> list[Block]:
    """Takes the headings at the end of `before` away and returns them."""
    led: list[Block] = []
    while before and isinstance(before[-1], Heading):
        led.insert(0, before.pop())
    return led


def parts(table: Table) -> list[Table]:
    """The table, or, where it has too many columns to be read, several whose first column is the same. Nothing is lost:
    the parts stand below each other under one caption."""
    most = MOST_COLUMNS_WIDE if table.wide else MOST_COLUMNS
    if not table.wide and len(table.headings) > MOST_COLUMNS:
        return parts(replace(table, wide=True))
    count = len(table.headings)
    if count <= most:
        return [table]
    pieces = -(-(count - 1) // (most - 1))
    size = -(-(count - 1) // pieces)
    cuts = [range(start, min(start + size, count)) for start in range(1, count, size)]
    return [_part(table, (0, *cut), number, len(cuts)) for number, cut in enumerate(cuts, 1)]


def _part(table: Table, columns: Sequence[int], number: int, of: int) -> Table:
    caption = f"{table.caption} ({number}/{of})" if table.caption else ""
    return Table(
        headings=tuple(table.headings[at] for at in columns),
        rows=tuple(tuple(row[at] for at in columns) for row in table.rows),
        caption=caption,
        widths=tuple(table.widths[at] for at in columns) if table.widths else (),
        right=tuple(new for new, at in enumerate(columns) if at in table.right),
        wide=table.wide,
    )


def shares(table: Table) -> list[int]:
    """The share of the line that each column gets: as told, or by what stands in it. A column is never narrower than its
    longest word, and long texts do not starve the others."""
    if table.widths:
        return list(table.widths)
    return [_share(table.headings[at], [row[at] for row in table.rows]) for at in range(len(table.headings))]


def _share(heading: str, cells: list[str]) -> int:
    words = [min(len(word), LONGEST_WORD) for text in (heading, *cells) for word in text.split()]
    lengths = [len(text) for text in cells]
    middle = sum(lengths) / len(lengths) if lengths else len(heading)
    # Less than in proportion: a column with four times the text gets two and a half times the width, and lines even out.
    return max(max(words, default=1) + 1, round(2.4 * middle**0.65), 4)


def size(table: Table) -> float:
    """Letters of a table in points: smaller with more columns."""
    columns = len(table.headings)
    return 9.5 if columns <= 4 else 9 if columns <= 6 else 8 if columns <= 9 else 7.2


def may_break(row: Sequence[str]) -> bool:
    """Whether a row may run on over the page: only one that is long."""
    return any(len(text) > LONGEST_WHOLE_CELL for text in row)


def stays_whole(table: Table) -> bool:
    """Whether a table is small enough never to be broken over two pages."""
    return len(table.rows) <= MOST_WHOLE_ROWS and not any(
        len(text) > 120 for row in table.rows for text in row
    )


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """The text with places to break in words that would not fit: after joints such as `/`, else anywhere."""
    if len(text) <= longest:
        return text
    return re.sub(rf"\S{{{longest + 1},}}", lambda hit: _broken(hit.group(), longest), text)


def _broken(word: str, longest: int) -> str:
    pieces = _JOINTS.sub(r"\1" + JOINT, word).split(JOINT)
    return JOINT.join(
        piece[at : at + longest] for piece in pieces for at in range(0, max(len(piece), 1), longest)
    )
