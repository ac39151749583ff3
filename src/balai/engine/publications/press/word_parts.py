"""Pieces of a DOCX that python-docx has no words for, or only slow ones: fields, tables row by row, languages."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement

from balai.engine.publications.blocks import Table
from balai.engine.publications.rules.layout import may_break, shares, size

# Width of the line in twentieths of a point: 16 cm upright, 25.3 cm across.
_LINE = {False: 9072, True: 14345}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def plain_font(style: Any, name: str) -> None:
    """The font for every script: themes would otherwise put their own in its place."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), name)


def speak_indonesian(document: Any) -> None:
    """Spelling is checked as Indonesian; fields are refreshed when the file is opened."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(_element("w:lang", {"w:val": "id-ID"}))
    document.settings.element.append(_element("w:updateFields", {"w:val": "true"}))


def add_field(paragraph: Any, code: str, shown: str = "1") -> None:
    """A field such as PAGE; `shown` stands there until it is refreshed."""
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        if kind == "begin":
            instruction = _element("w:instrText", {})
            instruction.set(_SPACE, "preserve")
            instruction.text = f" {code} "
            paragraph.add_run()._r.append(instruction)
        elif kind == "separate":
            paragraph.add_run(shown)


def add_contents(document: Any, titles: Sequence[str]) -> None:
    """The field of the table of contents; until it is refreshed the titles of the chapters stand there."""
    add_field(document.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', "\n".join(titles) or " ")


def describe_picture(paragraph: Any, alt: str) -> None:
    """The words for who cannot see the picture of this paragraph."""
    for properties in paragraph._p.iter(qn("wp:docPr")):
        properties.set("descr", alt)


def add_facts(document: Any, rows: Iterable[tuple[str, str]]) -> None:
    """Terms with their values, without lines between the columns."""
    line = _LINE[False]
    body = _table(document, [line * 3 // 10, line * 7 // 10])
    for term, value in rows:
        row = _row(body, is_head=False, is_whole=True)
        _cell(row, term, points=10.5, colour="566062")
        _cell(row, value, points=10.5)
    document.add_paragraph()


def add_table(document: Any, table: Table, *, is_wide: bool) -> None:
    """A table whose header row is repeated on every page and whose short rows are never broken."""
    parts = shares(table)
    line, total = _LINE[is_wide], sum(parts) or 1
    body = _table(document, [line * part // total for part in parts])
    points, right = size(table), set(table.right)
    head = _row(body, is_head=True, is_whole=True)
    for at, text in enumerate(table.headings):
        _cell(head, text, points=points, is_bold=True, is_right=at in right, fill="E2EEEE")
    for texts in table.rows:
        row = _row(body, is_head=False, is_whole=not may_break(texts))
        for at, text in enumerate(texts):
            _cell(row, text, points=points, is_right=at in right)
    document.add_paragraph()


def _table(document: Any, widths: Sequence[int]) -> Any:
    # python-docx makes the empty table, so that it stands where its own paragraphs do; cells are written past it: its
    # own way of reaching a cell takes the square of the time.
    body = document.add_table(rows=0, cols=len(widths))._tbl
    properties = body.tblPr
    borders = _element("w:tblBorders", {})
    for side in ("top", "bottom", "insideH"):
        attributes = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C9C2B2"}
        borders.append(_element(f"w:{side}", attributes))
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        properties.remove(layout)
    look = properties.find(qn("w:tblLook"))
    for piece in (borders, _element("w:tblLayout", {"w:type": "fixed"})):
        look.addprevious(piece) if look is not None else properties.append(piece)
    for column, width in zip(body.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    return body


def _row(body: Any, *, is_head: bool, is_whole: bool) -> Any:
    row = SubElement(body, qn("w:tr"))
    properties = SubElement(row, qn("w:trPr"))
    if is_whole:
        SubElement(properties, qn("w:cantSplit"))
    if is_head:
        SubElement(properties, qn("w:tblHeader"))
    return row


def _cell(
    row: Any,
    text: str,
    *,
    points: float,
    is_bold: bool = False,
    is_right: bool = False,
    colour: str = "",
    fill: str = "",
) -> None:
    cell = SubElement(row, qn("w:tc"))
    properties = SubElement(cell, qn("w:tcPr"))
    if fill:
        SubElement(properties, qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): fill})
    paragraph = SubElement(cell, qn("w:p"))
    shape = SubElement(paragraph, qn("w:pPr"))
    SubElement(shape, qn("w:spacing"), {qn("w:before"): "30", qn("w:after"): "30", qn("w:line"): "240"})
    if is_right:
        SubElement(shape, qn("w:jc"), {qn("w:val"): "right"})
    run = SubElement(paragraph, qn("w:r"))
    look = SubElement(run, qn("w:rPr"))
    if is_bold:
        SubElement(look, qn("w:b"))
    if colour:
        SubElement(look, qn("w:color"), {qn("w:val"): colour})
    SubElement(look, qn("w:sz"), {qn("w:val"): str(round(points * 2))})
    for at, line in enumerate(text.strip().split("\n")):
        if at:
            SubElement(run, qn("w:br"))
        words = SubElement(run, qn("w:t"), {_SPACE: "preserve"})
        words.text = line


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
