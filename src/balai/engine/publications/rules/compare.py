"""What is different between two versions: by chapter and block; in tables by row with marked cells, in texts by word."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from balai.engine.publications.blocks import Block, Bullets, Facts, Heading, Note, PageBreak, Paragraph, Table

SAME, CHANGED, ADDED, REMOVED = "SAME", "CHANGED", "ADDED", "REMOVED"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell before and after; equal where it stayed."""

    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table: its kind of change and its cells, in the columns of the newer table."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block that is new, gone or different. `words` are runs (kind, text) of a changed text, `rows` the rows of a table
    that are not as they were below `headings`, `same_rows` how many others there are."""

    kind: str
    shape: str
    name: str
    before: Block | None = None
    after: Block | None = None
    words: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[RowChange, ...] = ()
    same_rows: int = 0


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """A chapter with its blocks that are not as they were."""

    kind: str
    code: str
    title: str
    blocks: tuple[BlockChange, ...] = field(default=())
    same_blocks: int = 0


Chapter = tuple[str, str, Sequence[Block]]  # code, title, blocks


def compare(before: Sequence[Chapter], after: Sequence[Chapter]) -> list[ChapterChange]:
    """Every chapter of both, in the order of the newer book; what is gone stands after what it followed."""
    old, new = {one[0]: one for one in before}, {one[0]: one for one in after}
    found = []
    for code in _merged([one[0] for one in before], [one[0] for one in after]):
        if code not in old:
            found.append(_whole(ADDED, new[code]))
        elif code not in new:
            found.append(_whole(REMOVED, old[code]))
        else:
            found.append(_chapter(old[code], new[code]))
    return found


def _merged(before: Sequence[str], after: Sequence[str]) -> list[str]:
    order = list(after)
    for at, code in enumerate(before):
        if code not in order:
            place = order.index(before[at - 1]) + 1 if at and before[at - 1] in order else 0
            order.insert(place, code)
    return order


def _whole(kind: str, chapter: Chapter) -> ChapterChange:
    code, title, blocks = chapter
    return ChapterChange(kind, code, title, tuple(_one(kind, block) for block in _told(blocks)))


def _told(blocks: Iterable[Block]) -> list[Block]:
    """Page breaks are no content."""
    return [block for block in blocks if not isinstance(block, PageBreak)]


def _chapter(old: Chapter, new: Chapter) -> ChapterChange:
    before, after = _told(old[2]), _told(new[2])
    changes: list[BlockChange] = []
    same = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            same += i2 - i1
        else:
            changes.extend(_exchanged(before[i1:i2], after[j1:j2]))
    kind = SAME if not changes and old[1] == new[1] else CHANGED
    return ChapterChange(kind, new[0], new[1], tuple(changes), same)


def _exchanged(gone: Sequence[Block], come: Sequence[Block]) -> Iterator[BlockChange]:
    """Blocks that stand where others stood: what is of the same kind and name is the same one, changed."""
    left = list(gone)
    for block in come:
        twin = _twin(block, left)
        if twin is None:
            yield _one(ADDED, block)
        else:
            for other in left[: left.index(twin)]:
                yield _one(REMOVED, other)
            del left[: left.index(twin) + 1]
            yield _changed(twin, block)
    for other in left:
        yield _one(REMOVED, other)


def _twin(block: Block, among: Sequence[Block]) -> Block | None:
    like = [one for one in among if type(one) is type(block)]
    named = [one for one in like if name(block) and name(one) == name(block)]
    if named:
        return named[0]
    near = [one for one in like if _nearness(one, block) >= 0.5]
    return near[0] if near else None


def _nearness(one: Block, other: Block) -> float:
    if isinstance(one, Table) and isinstance(other, Table):
        return 1.0 if not one.caption and not other.caption and one.headings == other.headings else 0.0
    return SequenceMatcher(None, _words(_text(one)), _words(_text(other)), autojunk=False).ratio()


def _one(kind: str, block: Block) -> BlockChange:
    gone, come = (block, None) if kind == REMOVED else (None, block)
    return BlockChange(kind, type(block).__name__, name(block), gone, come)


def _changed(old: Block, new: Block) -> BlockChange:
    shape = type(new).__name__
    if isinstance(old, Table) and isinstance(new, Table):
        rows, same = table_changes(old, new)
        headings = (*new.headings, *(one for one in old.headings if one not in new.headings))
        return BlockChange(CHANGED, shape, name(new), old, new, (), headings, tuple(rows), same)
    if isinstance(old, Facts) and isinstance(new, Facts):
        rows, same = table_changes(Table(("", " "), old.rows), Table(("", " "), new.rows))
        return BlockChange(CHANGED, shape, name(new), old, new, (), ("", ""), tuple(rows), same)
    words = () if shape == "Picture" else tuple(word_changes(_text(old), _text(new)))
    return BlockChange(CHANGED, shape, name(new), old, new, words)


def name(block: Block) -> str:
    """What a block is called in a list of changes; "" for running text."""
    return getattr(block, "caption", "") or (block.text if isinstance(block, Heading) else "")


def _text(block: Block) -> str:
    if isinstance(block, Heading | Paragraph | Note):
        return block.text
    if isinstance(block, Bullets):
        return "\n".join(block.items)
    if isinstance(block, Facts):
        return "\n".join(f"{term} {value}" for term, value in block.rows)
    return name(block)


def table_changes(old: Table, new: Table) -> tuple[list[RowChange], int]:
    """Rows that are not as they were, in order, and how many are. Columns are told by their heading, rows by their first
    cell where that is theirs alone, else by what stands in them."""
    gone = [one for one in old.headings if one not in new.headings]
    columns = [*new.headings, *gone]
    before = [_in_columns(row, old.headings, columns) for row in old.rows]
    after = [_in_columns(row, new.headings, columns) for row in new.rows]
    keys = _keys(before, after)
    rows, same = [], 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            for one, other in zip(before[i1:i2], after[j1:j2], strict=True):
                if one == other:
                    same += 1
                else:
                    rows.append(_row(CHANGED, one, other))
        else:
            rows += [_row(REMOVED, row, ("",) * len(columns)) for row in before[i1:i2]]
            rows += [_row(ADDED, ("",) * len(columns), row) for row in after[j1:j2]]
    return rows, same


def _in_columns(row: Sequence[str], headings: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    known = dict(zip(headings, row, strict=True)) if len(set(headings)) == len(headings) else None
    if known is None:  # two columns of one name: as they stand
        return tuple([*row, *[""] * (len(columns) - len(row))][: len(columns)])
    return tuple(known.get(column, "") for column in columns)


def _keys(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> tuple[list[Hashable], list[Hashable]]:
    def is_unique(rows: list[tuple[str, ...]]) -> bool:
        firsts = [row[0] for row in rows]
        return all(firsts) and len(set(firsts)) == len(firsts)

    if before and after and is_unique(before) and is_unique(after):
        return [row[0] for row in before], [row[0] for row in after]
    return list(before), list(after)


def _row(kind: str, before: Sequence[str], after: Sequence[str]) -> RowChange:
    return RowChange(kind, tuple(Cell(*pair) for pair in zip(before, after, strict=True)))


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """Runs of words that stayed, went or came, in reading order."""
    old, new = _words(before), _words(after)
    found: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(new[j1:j2])))
        else:
            found += [(REMOVED, "".join(old[i1:i2]))] if i2 > i1 else []
            found += [(ADDED, "".join(new[j1:j2]))] if j2 > j1 else []
    return found


def _words(text: str) -> list[Any]:
    return re.findall(r"\S+\s*", text)
