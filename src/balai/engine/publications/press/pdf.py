"""A book as PDF: one run of Typst over frozen blocks. No database, no clock, no network, no file but ours."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import segno
import typst

from balai.engine.publications.press.sheets import paragraphs, sheets

_SOURCE = Path(__file__).with_name("book.typ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on the cover and behind it, beside the content. `digest` and `url` are "" for a preview."""

    region: str
    version: str
    date: str
    issued: str
    note: str = ""
    origin: str = ""
    digest: str = ""
    address: str = ""
    url: str = ""


def book_pdf(content: Mapping[str, Any], imprint: Imprint, *, at: datetime, logo: bytes = b"") -> bytes:
    """The PDF (tagged, PDF/A-2a where every sign of the text has a letter in the fonts). The same content, imprint and
    moment give the same bytes."""
    chapters, drawings = sheets(content)
    title = content["title"]
    book = {
        **asdict(imprint),
        "title": title,
        "title_size": 34 if len(title) <= 40 else 28 if len(title) <= 80 else 22,
        "subtitle": content["subtitle"],
        "edition": content["edition_label"],
        "note": paragraphs(imprint.note),
        "has_logo": bool(logo),
        "has_qr": bool(imprint.url),
        "chapters": chapters,
    }
    files = {"main.typ": source(), "book.json": json.dumps(book, ensure_ascii=False).encode(), **drawings}
    if logo:
        files["logo"] = logo
    if imprint.url:
        files["qr.svg"] = _qr(imprint.url)
    try:
        return _compiled(files, at, pdf_standards="a-2a")
    except typst.TypstError:
        # A sign that no font has must not keep a book of 300 pages from being printed: archives can wait, readers not.
        return _compiled(files, at)


def _compiled(files: Mapping[str, bytes], at: datetime, **options: Any) -> bytes:
    return typst.compile(
        dict(files),
        root=_empty_folder(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        timestamp=int(at.timestamp()),
        **options,
    )


def drawings_png(drawings: Mapping[str, bytes], *, ppi: int = 180) -> dict[str, bytes]:
    """Drawings as PNG by name, in one run: for programs that cannot show SVG."""
    if not drawings:
        return {}
    names = list(drawings)
    pages = "\n".join(f'#page(image("{name}", width: 25cm))' for name in names)
    text = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    made = typst.compile(
        {"main.typ": text.encode(), **drawings},
        root=_empty_folder(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=ppi,
    )
    return dict(zip(names, made if isinstance(made, list) else [made], strict=True))


@cache
def source() -> bytes:
    """The layout of books."""
    return _SOURCE.read_bytes()


def _qr(address: str) -> bytes:
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, scale=4)
    return out.getvalue()


@cache
def fonts() -> typst.Fonts:
    """The fonts inside the typst wheel and no others: a book looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@cache
def _empty_folder() -> str:
    """The only folder that Typst may look into holds nothing."""
    return mkdtemp(prefix="balai-books-")
