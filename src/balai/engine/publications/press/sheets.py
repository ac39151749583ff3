"""From blocks to what the press is fed: plain values with every decision of layout made."""

from collections.abc import Iterable, Mapping
from typing import Any

from balai.engine.publications.blocks import Block, Picture, Table
from balai.engine.publications.content import blocks_of
from balai.engine.publications.rules import layout
from balai.engine.publications.rules.drawing import proportion, standalone

# Width and most height of a picture in cm, upright and across; below the title of a chapter it gets less.
BOXES = {False: (16.0, 19.0), True: (25.2, 13.4)}
TITLE_CM = 3.8
_NUMBERED = ("bab ", "lampiran", "bagian ", "ringkasan", "pengantar", "kata pengantar", "pendahuluan")


def eyebrows(titles: Iterable[str]) -> list[str]:
    """ "Bab 1", "Bab 2", … above the titles; none above a title that says by itself what it is."""
    found, number = [], 0
    for title in titles:
        if title.casefold().startswith(_NUMBERED):
            found.append("")
        else:
            number += 1
            found.append(f"Bab {number}")
    return found


def sheets(content: Mapping[str, Any]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The chapters for the press, and the drawings by file name."""
    drawings: dict[str, bytes] = {}
    chapters = content["chapters"]
    marks = eyebrows(chapter["title"] for chapter in chapters)
    made = [
        {
            "eyebrow": mark,
            "title": chapter["title"],
            "runs": [
                _run(run, drawings, is_first=at == 0)
                for at, run in enumerate(layout.runs(laid_out(blocks_of(chapter))))
            ],
        }
        for mark, chapter in zip(marks, chapters, strict=True)
    ]
    return made, drawings


def _run(run: layout.Run, drawings: dict[str, bytes], *, is_first: bool) -> dict[str, Any]:
    opens = is_first and run.is_wide
    return {
        "wide": run.is_wide,
        "blocks": [_fed(block, run.is_wide, opens, drawings) for block in run.blocks],
    }


def laid_out(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with tables that are too broad cut into parts."""
    return [
        part for block in blocks for part in (layout.parts(block) if isinstance(block, Table) else [block])
    ]


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs as lists of lines; an empty line stands between two paragraphs."""
    return [lines(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def lines(text: str, longest: int = layout.LONGEST_WORD * 3) -> list[str]:
    """A text as its lines, with places to break in what is too long for any line."""
    return [layout.breakable(line.strip(), longest) for line in text.strip().split("\n")]


def _fed(block: Block, is_wide: bool, opens: bool, drawings: dict[str, bytes]) -> dict[str, Any]:
    shape = type(block).__name__
    match shape:
        case "Heading":
            return {"shape": shape, "level": min(max(block.level, 2), 4), "text": lines(block.text)}
        case "Paragraph" | "Note":
            return {"shape": shape, "paragraphs": paragraphs(block.text)}
        case "Bullets":
            return {"shape": shape, "items": [lines(one) for one in block.items]}
        case "Facts":
            return {
                "shape": shape,
                "rows": [[lines(term, 24), lines(value, 40)] for term, value in block.rows],
            }
        case "Table":
            return _table(block)
        case "Picture":
            return _picture(block, is_wide, opens, drawings)
        case _:
            return {"shape": shape}


def _table(table: Table) -> dict[str, Any]:
    return {
        "shape": "Table",
        "caption": table.caption,
        "headings": [lines(text, layout.LONGEST_WORD) for text in table.headings],
        "rows": [[lines(text, layout.LONGEST_WORD) for text in row] for row in table.rows],
        "may_break": [layout.may_break(row) for row in table.rows],
        "shares": layout.shares(table),
        "right": list(table.right),
        "size": layout.size(table),
        "whole": layout.stays_whole(table),
    }


def _picture(picture: Picture, is_wide: bool, opens: bool, drawings: dict[str, bytes]) -> dict[str, Any]:
    name = f"picture-{len(drawings) + 1}.svg"
    drawings[name] = standalone(picture.svg).encode()
    width, height = fitted(picture.svg, is_wide, less=TITLE_CM if opens else 0)
    return {
        "shape": "Picture",
        "file": name,
        "alt": picture.alt,
        "caption": picture.caption,
        "width": width,
        "height": height,
    }


def fitted(svg: str, is_wide: bool, *, less: float = 0) -> tuple[float, float]:
    """Width and height in cm with the drawing's own proportion, within the box of the page less so much of its height."""
    most_wide, most_high = BOXES[is_wide]
    ratio = proportion(svg)
    width = min(most_wide, (most_high - less) * ratio)
    return round(width, 2), round(width / ratio, 2)
