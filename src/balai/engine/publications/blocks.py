"""What a chapter is made of: a handful of shapes that PDF, DOCX, screen and comparison all know."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; `level` 2 stands right below the chapter's own title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line inside begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with their values: (term, value)."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below headings, all of them texts. `widths` are shares of the line, one per column; `right` names the columns
    (from 0) that are set flush right; a `wide` one lies across on a page of its own."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: SVG without scripts, and the words for who cannot see it."""

    svg: str
    alt: str
    caption: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A framed remark: what is invented ("contoh"), missing or unverified."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Facts | Table | Picture | Note | PageBreak
_SHAPES: dict[str, type] = {
    shape.__name__: shape for shape in (Heading, Paragraph, Bullets, Facts, Table, Picture, Note, PageBreak)
}


def packed(block: Block) -> dict[str, Any]:
    """A block as it is kept in a version: its shape and its fields."""
    return {"shape": type(block).__name__, **asdict(block)}


def unpacked(row: dict[str, Any]) -> Block:
    """The block that was packed. Raises KeyError for a shape that this program does not know."""
    fields = {name: _tuples(value) for name, value in row.items() if name != "shape"}
    return _SHAPES[row["shape"]](**fields)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value
