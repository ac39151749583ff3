"""A book as DOCX, so that an office can go on writing in it: real headings, a field for the contents, repeated header
rows, pages across where tables are wide. Pictures come as PNG, ready made."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt, RGBColor

from balai.engine.publications.blocks import Block, Picture
from balai.engine.publications.content import blocks_of
from balai.engine.publications.press import word_parts as word
from balai.engine.publications.press.pdf import Imprint, drawings_png
from balai.engine.publications.press.sheets import eyebrows, fitted, laid_out
from balai.engine.publications.rules.drawing import standalone
from balai.engine.publications.rules.layout import Run, runs

_SHORT, _LONG = Cm(21), Cm(29.7)
_TEAL, _DEEP, _SOFT = RGBColor(0x0F, 0x4F, 0x5C), RGBColor(0x0A, 0x3A, 0x44), RGBColor(0x56, 0x60, 0x62)
_FONT = "Cambria"


def book_docx(content: Mapping[str, Any], imprint: Imprint, *, at: datetime) -> bytes:
    """The DOCX of a book; asks to refresh its table of contents when it is opened first."""
    document = Document()
    _styles(document)
    _about(document, content, imprint, at)
    _cover(document, content, imprint)
    chapters = content["chapters"]
    laid = [runs(laid_out(blocks_of(chapter))) for chapter in chapters]
    pictures = _pictures(laid)
    marks = eyebrows(chapter["title"] for chapter in chapters)
    for mark, chapter, parts in zip(marks, chapters, laid, strict=True):
        for at_run, run in enumerate(parts):
            _page(document, run, is_new_chapter=at_run == 0)
            if at_run == 0:
                title = f"{mark}  {chapter['title']}" if mark else chapter["title"]
                document.add_heading(title, level=1)
            for block in run.blocks:
                _add(document, block, run.is_wide, pictures)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.15
    for level, (points, colour) in enumerate(((20, _DEEP), (14, _TEAL), (12, _DEEP), (11, _SOFT)), 1):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(points), colour
        style.paragraph_format.space_before = Pt(0 if level == 1 else 14)
        style.paragraph_format.space_after = Pt(10 if level == 1 else 5)
        word.plain_font(style, _FONT)
    caption = document.styles["Caption"]
    caption.font.name, caption.font.size, caption.font.color.rgb = _FONT, Pt(9.5), _TEAL
    caption.paragraph_format.keep_with_next = True
    word.speak_indonesian(document)


def _about(document: Any, content: Mapping[str, Any], imprint: Imprint, at: datetime) -> None:
    about = document.core_properties
    about.title, about.subject, about.author = content["title"], content["subtitle"], imprint.region
    about.created = about.modified = at
    about.comments = ""
    about.language = "id-ID"


def _cover(document: Any, content: Mapping[str, Any], imprint: Imprint) -> None:
    section = document.sections[0]
    _measure(section, is_wide=False)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"{content['title']}"
    section.footer.paragraphs[0].text = f"{imprint.region} · {imprint.version} · "
    word.add_field(section.footer.paragraphs[0], "PAGE")
    for paragraph in (section.header.paragraphs[0], section.footer.paragraphs[0]):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), _SOFT
    lead = document.add_paragraph(f"Pemerintah {imprint.region}")
    lead.paragraph_format.space_after = Pt(150)
    title = document.add_paragraph(content["title"], style="Title")
    word.plain_font(document.styles["Title"], _FONT)
    document.styles["Title"].font.name, document.styles["Title"].font.color.rgb = _FONT, _DEEP
    title.paragraph_format.space_after = Pt(10)
    for text in (
        content["subtitle"],
        content["edition_label"],
        f"{imprint.version} · {imprint.date}",
        imprint.note,
        imprint.origin,
        f"Sidik isi (SHA-256): {imprint.digest}" if imprint.digest else "",
        imprint.address,
    ):
        if text:
            document.add_paragraph(text)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Daftar isi", style="Subtitle")
    word.add_contents(document, [chapter["title"] for chapter in content["chapters"]])


def _page(document: Any, run: Run, *, is_new_chapter: bool) -> None:
    """The page that the run needs: a section of its own where the paper turns, a break where a chapter begins."""
    is_wide = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if run.is_wide != is_wide:
        _measure(document.add_section(WD_SECTION.NEW_PAGE), is_wide=run.is_wide)
        document.sections[-1].different_first_page_header_footer = False
    elif is_new_chapter:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _measure(section: Any, *, is_wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = Cm(2.2 if is_wide else 2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)


def _pictures(laid: list[list[Run]]) -> dict[str, bytes]:
    """PNG by SVG."""
    drawings = {
        block.svg: standalone(block.svg).encode()
        for parts in laid
        for run in parts
        for block in run.blocks
        if isinstance(block, Picture)
    }
    names = {f"picture-{number}.svg": svg for number, svg in enumerate(drawings)}
    made = drawings_png({name: drawings[svg] for name, svg in names.items()})
    return {names[name]: png for name, png in made.items()}


def _add(document: Any, block: Block, is_wide: bool, pictures: Mapping[str, bytes]) -> None:
    match type(block).__name__:
        case "Heading":
            document.add_heading(block.text, level=min(max(block.level, 2), 4))
        case "Paragraph":
            for part in _split(block.text):
                document.add_paragraph(part)
        case "Bullets":
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case "Facts":
            word.add_facts(document, block.rows)
        case "Table":
            if block.caption:
                document.add_paragraph(f"Tabel: {block.caption}", style="Caption")
            word.add_table(document, block, is_wide=is_wide)
        case "Picture":
            width, _height = fitted(block.svg, is_wide)
            paragraph = document.add_paragraph()
            paragraph.add_run().add_picture(BytesIO(pictures[block.svg]), width=Cm(width))
            word.describe_picture(paragraph, block.alt)
            if block.caption:
                paragraph.paragraph_format.keep_with_next = True
                document.add_paragraph(f"Gambar: {block.caption}", style="Caption")
        case "Note":
            for part in _split(block.text):
                document.add_paragraph(part, style="Intense Quote")
        case "PageBreak":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
