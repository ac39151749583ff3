"""The files of a version: what stands in them, and that texts stay texts."""

import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from balai.engine.publications.content import write
from balai.engine.publications.kinds import publication
from balai.engine.publications.press.pdf import Imprint, book_pdf
from balai.engine.publications.press.sheets import eyebrows
from balai.engine.publications.press.word import book_docx
from balai.engine.publications.public import Paragraph
from balai.engine.publications.tests.books import CODE, EDITION, NASTY, shelf

AT = datetime(2026, 11, 28, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
IMPRINT = Imprint(
    region="Kabupaten Rekaan",
    version="Versi 1",
    date="28 November 2026",
    issued="Diterbitkan 28 November 2026",
    note=NASTY,
    digest="ab" * 32,
    address="contoh.invalid/terbitan",
    url="https://contoh.invalid/terbitan",
)


def content(**writers):
    with shelf(**writers):
        return write(publication(CODE), EDITION, on=AT.date()).content


def pages(pdf: bytes) -> list[str]:
    """The text of every page, as another program reads it."""
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in told.stdout.decode().split("\f")]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads the text with poppler")
def test_pdf_holds_every_block_as_text_and_never_as_markup():
    pdf = book_pdf(content(), IMPRINT, at=AT)
    assert book_pdf(content(), IMPRINT, at=AT) == pdf
    found = pages(pdf)
    whole = " ".join(found)
    # Lines end anywhere. Imprint, contents, heading, paragraph, bullet, facts (twice), 40 rows.
    assert "".join(whole.split()).count("".join(NASTY.split())) == 47
    for words in ("Buku Uji", "Tahun 2026", "Versi 1", "Daftar isi", "Baris dua.", "Rp 39.000", "isi32"):
        assert words in whole
    assert sum("Program Pagu Catatan" in page for page in found) >= 2  # the header row is repeated
    with pikepdf.open(BytesIO(pdf)) as book:
        wide = [page for page in book.pages if page.mediabox[2] > page.mediabox[3]]
        assert len(wide) == 1  # picture and parts of the broad table share it
        assert str(book.docinfo["/Title"]) == "Buku Uji"
        assert book.Root.MarkInfo.Marked
        with book.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


@pytest.mark.slow
def test_a_sign_without_a_letter_costs_the_archive_mark_and_not_the_book():
    pdf = book_pdf(content(ISI=lambda *_: [Paragraph("Senyum 𓀀 😀")]), IMPRINT, at=AT)
    with pikepdf.open(BytesIO(pdf)) as book, book.open_metadata() as about:
        assert "pdfaid:part" not in about


@pytest.mark.slow
def test_docx_has_real_headings_fields_repeated_rows_and_pages_across():
    book = Document(BytesIO(book_docx(content(), IMPRINT, at=AT)))
    headings = [(p.style.name, p.text) for p in book.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "Bab ISI"), ("Heading 2", NASTY)]
    xml = book.element.xml
    assert 'TOC \\o "1-2"' in xml and xml.count("<w:tblHeader/>") == 4
    long = next(table for table in book.tables if len(table.rows) == 41)
    assert [cell.text for cell in long.rows[40].cells] == ["Program 39", "Rp 39.000", NASTY]
    assert [section.orientation for section in book.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert len(book.inline_shapes) == 1 and 'descr="Gambar rekaan"' in xml
    assert book.core_properties.title == "Buku Uji"


def test_a_title_that_says_what_it_is_gets_no_number():
    titles = ["Ringkasan", "Dimensi", "Bab II Arah", "Peta jalan", "Lampiran"]
    assert eyebrows(titles) == ["", "Bab 1", "", "Bab 2", ""]
