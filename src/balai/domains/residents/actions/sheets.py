"""Spreadsheets out: the register in the columns of village files, an empty one to fill in, and a file's faults in colour."""

import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from balai.domains.residents.models import Finding, Import, Resident
from balai.domains.residents.queries import masked
from balai.domains.residents.rules.cells import shown
from balai.domains.residents.rules.columns import BY_CODE, COLUMNS, RESIDENT_COLUMNS
from balai.domains.residents.rules.faults import ADVICE_LABELS, WHAT_LABELS, address
from balai.kits.ui.words import said

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_NOTES = 5_000


class Book:
    """A workbook in which nothing that looks like a formula or a link becomes one; the same data are the same bytes."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self.out, {**options, "strings_to_numbers": False})
        self.book.set_properties({"created": datetime(2000, 1, 1)})
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#DCEBE9", "border": 1, "num_format": "@"}
        )
        self.text = self.book.add_format({"num_format": "@"})

    def sheet(self, name: str, titles: list[str]) -> Worksheet:
        """A sheet whose cells are all text, so that no program eats digits; with a header that stays in sight."""
        page = self.book.add_worksheet(name)
        page.set_column(0, max(len(titles) - 1, 0), 18, self.text)
        for place, title in enumerate(titles):
            page.write_string(0, place, title, self.head)
        page.freeze_panes(1, 0)
        return page

    def bytes(self) -> bytes:
        self.book.close()
        return self.out.getvalue()


def register_sheet(rows: Iterable[Resident], *, is_masked: bool = True) -> bytes:
    """The people in the 43 columns, in the order in which they came; numbers masked unless said otherwise.

    In full, importing it again into an empty register gives the same register.
    """
    book = Book()
    page = book.sheet("Penduduk", [column.code for column in RESIDENT_COLUMNS])
    for number, row in enumerate(rows, 1):
        person = row.person
        for place, column in enumerate(RESIDENT_COLUMNS):
            value = person.get(column.code, "")
            if column.code == "nik" and not value:
                value = "0"
            elif is_masked and column.is_secret:
                value = masked(value)
            if value:
                page.write_string(number, place, value, book.text)
    return book.bytes()


def template_sheet(kind: str) -> bytes:
    """An empty table with the right header, one invented person, and a second sheet that explains the columns."""
    book = Book()
    columns = COLUMNS[kind]
    page = book.sheet("Data", [column.code for column in columns])
    example = {
        "nama": "Contoh Rekaan", "nik": "0", "sex": "P", "tanggallahir": "31/01/1990", "agama_id": "Islam",
        "kk_level": "Kepala keluarga", "rt": "001", "rw": "002", "alamat": "Jl. Contoh 1", "desa": "Contohsari",
    }  # fmt: skip
    for place, column in enumerate(columns):
        if column.code in example:
            page.write_string(1, place, example[column.code], book.text)
    page = book.sheet("Petunjuk", ["Kolom", "Arti", "Isi yang diterima"])
    page.set_column(2, 2, 90)
    for number, column in enumerate(columns, 1):
        choices = "; ".join(f"{code} = {name}" for code, name in column.choices.items())
        for place, text in enumerate((column.code, column.label, choices)):
            page.write_string(number, place, text[:32_000], book.text)
    return book.bytes()


def faults_sheet(made: Import) -> bytes:
    """The file with its faulty cells in colour, at the same addresses; and a list of the faults. Numbers are masked."""
    book = Book()
    red = book.book.add_format({"bg_color": "#F8D0CC", "num_format": "@"})
    yellow = book.book.add_format({"bg_color": "#FFF0C2", "num_format": "@"})
    page = book.book.add_worksheet("Berkas")
    _copy(page, made, book)
    listed = book.sheet("Kesalahan", ["Sel", "Kolom", "Isi", "Yang salah", "Saran", "Jenis"])
    listed.set_column(3, 4, 60)
    cells = {row.number: row.current for row in made.rows.iterator(chunk_size=1000)}
    for number, finding in enumerate(made.findings.order_by("row", "place", "pk").iterator(), 1):
        texts = cells.get(finding.row, [])
        text = _masked(made, finding, texts)
        what, advice = words_of(finding)
        _mark(
            page,
            finding,
            text,
            red if finding.is_error else yellow,
            note=what if number <= MOST_NOTES else "",
        )
        kind = "Salah" if finding.is_error else "Peringatan"
        line = (
            address(finding.row, finding.place),
            finding.values.get("column", ""),
            text,
            what,
            advice,
            kind,
        )
        for place, word in enumerate(line):
            listed.write_string(number, place, word)
    return book.bytes()


def _copy(page: Worksheet, made: Import, book: Book) -> None:
    secret = {place for place, code in made.columns.items() if BY_CODE[made.kind][code].is_secret}
    for place, title in enumerate(made.titles):
        page.write_string(max(made.header_row - 1, 0), place, title, book.head)
    for row in made.rows.iterator(chunk_size=1000):
        for place, cell in enumerate(row.current):
            text = shown(cell)
            if text:
                page.write_string(row.number - 1, place, masked(text) if place in secret else text, book.text)


def _mark(page: Worksheet, finding: Finding, text: str, colour: Format, *, note: str) -> None:
    place = max(finding.place, 0)
    page.write_string(finding.row - 1, place, text, colour)
    if note:
        page.write_comment(finding.row - 1, place, note)


def _masked(made: Import, finding: Finding, cells: list) -> str:
    place = max(finding.place, 0)
    text = shown(cells[place]) if place < len(cells) else ""
    column = BY_CODE[made.kind].get(made.columns.get(place, ""))
    return masked(text) if column is None or column.is_secret else text


def words_of(finding: Finding) -> tuple[str, str]:
    """What is wrong and what to do, in the language of the request."""
    values = {
        name: said(value) if isinstance(value, str) else value for name, value in finding.values.items()
    }
    return said(WHAT_LABELS[finding.code]).format(**values), said(ADVICE_LABELS[finding.code]).format(
        **values
    )
