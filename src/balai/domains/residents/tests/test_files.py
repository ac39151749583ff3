"""Files as they come: encodings and separators, and what must not come in."""

import io
import zipfile
from datetime import date

import pytest

from balai.domains.residents.actions.uploading import REFUSAL_LABELS, read_file
from balai.domains.residents.rules import workbook
from balai.domains.residents.rules.dangers import SheetRefused
from balai.domains.residents.tests.factories import csv, person, table, xlsx
from balai.foundation.errors import Refused

ROWS = table([person(1), person(2)])


def read(data: bytes) -> dict:
    return workbook.read_sheet(data, kind="RESIDENTS")


def refusal(data: bytes) -> tuple[str, dict]:
    with pytest.raises(SheetRefused) as refused:
        read(data)
    values = refused.value.values
    assert REFUSAL_LABELS[refused.value.code].format(**values)
    return refused.value.code, values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_encodings_and_separators(encoding, sign):
    rows = table([person(1, tempatlahir="Kudés")])
    found = read(csv(rows, sign=sign, encoding=encoding))
    assert [cells[:43] for _, cells in found["rows"]] == [rows[0], rows[1]]


def test_an_excel_hint_for_the_separator_counts_as_a_row():
    found = read(b"sep=;\r\n" + csv(ROWS))
    assert [number for number, _ in found["rows"]] == [2, 3, 4]


def test_excel_keeps_days_numbers_and_places():
    rows = [[], ["judul"], ["NIK", "NAMA", "TGL LHR"], [3523183101900001, "Contoh", date(1990, 1, 31)]]
    found = read(xlsx(rows))
    assert found["rows"] == [
        (2, ["judul"]), (3, ["NIK", "NAMA", "TGL LHR"]), (4, [3523183101900001, "Contoh", {"day": "1990-01-31"}])
    ]  # fmt: skip


def test_the_sheet_with_the_header_is_taken():
    def more(book, page):
        book.add_worksheet("Catatan").write(0, 0, "Bukan ini")

    found = read(xlsx(ROWS, sheet="Isi", touch=more))
    assert (found["sheet"], found["others"]) == ("Isi", ["Catatan"])


def test_formulas_are_named():
    def formulas(book, page):
        page.write_formula("D5", "=A1")
        page.write_formula("G17", "=SUM(1,2)", None, 3)

    code, values = refusal(xlsx(ROWS, touch=formulas))
    assert code == "HAS_FORMULAS" and "D5, G17" in values["cells"]


def test_merged_cells_in_the_table_are_named_and_titles_above_it_are_not():
    code, values = refusal(xlsx(ROWS, touch=lambda book, page: page.merge_range("B3:C4", "x")))
    assert (code, values["cells"]) == ("HAS_MERGED_CELLS", "B3:C4")
    title = [["", ""], [], *ROWS]
    assert read(xlsx(title, touch=lambda book, page: page.merge_range("A1:F1", "DATA PENDUDUK")))["rows"]


def repacked(data: bytes, **parts: bytes) -> bytes:
    """A workbook with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_macros_are_refused():
    assert refusal(repacked(xlsx(ROWS), **{"xl/vbaProject.bin": b"x"}))[0] == "HAS_MACROS"


@pytest.mark.slow
def test_a_million_empty_rows_take_neither_memory_nor_time():
    data = xlsx(ROWS)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    empty = b'<row spans="1:1"><c s="1"/></row>' * 1_048_573
    full = repacked(data, **{SHEET: sheet.replace(b"</sheetData>", empty + b"</sheetData>")})
    assert len(read_file(full, kind="RESIDENTS")["rows"]) == 3


def test_a_cell_far_away_is_refused_before_it_costs_anything():
    data = xlsx(ROWS, touch=lambda book, page: page.write_string(1_048_575, 5, "x"))
    assert refusal(data) == ("FAR_CELL", {"cell": "baris 1048576", "most": 50_020})
    data = xlsx(ROWS, touch=lambda book, page: page.write_string(3, 16_000, "x"))
    assert refusal(data)[0] == "TOO_WIDE"


@pytest.mark.slow
def test_bombs_are_refused():
    bomb = repacked(xlsx(ROWS), **{"xl/media/x": b"\0" * (260 * 1024 * 1024)})
    assert len(bomb) < 2_000_000 and refusal(bomb)[0] == "FILE_BOMB"


def test_a_library_that_gives_up_hurts_nobody():
    lie = repacked(
        xlsx(ROWS), **{SHEET: b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'}
    )
    with pytest.raises(Refused) as refused:
        read_file(lie, kind="RESIDENTS")
    assert refused.value.code in REFUSAL_LABELS


@pytest.mark.slow
def test_many_repeated_cells_of_a_document_die_in_their_own_process():
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell></table:table-row>'
    with pytest.raises(Refused) as refused:
        read_file(document(row), kind="RESIDENTS")
    assert refused.value.code in {"FILE_BOMB", "FILE_BROKEN", "TOO_MANY_ROWS", "TOO_WIDE"}


def document(rows: str) -> bytes:
    """An OpenDocument spreadsheet with these rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return out.getvalue()


def row_of(*texts: str, extra: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"{extra}><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def test_a_document_is_read_and_its_dangers_are_told():
    good = row_of("NIK", "NAMA") + row_of("0", "Contoh")
    assert read(document(good))["rows"] == [(1, ["NIK", "NAMA"]), (2, ["0", "Contoh"])]
    assert refusal(document(good + row_of("x", extra=' table:formula="of:=1"')))[0] == "HAS_FORMULAS"
    assert (
        refusal(document(good + row_of("x", extra=' table:number-columns-spanned="2"')))[0]
        == "HAS_MERGED_CELLS"
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04rusak", "FILE_BROKEN"), (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "FILE_LOCKED"),
     (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "HAS_MACROS"), (b"<html><table><tr><td>NIK", "NOT_A_SHEET_BUT_A_PAGE"),
     (b"%PDF-1.7", "NOT_A_SHEET"), (b"nik;nama\r\n\x81\x8d;x", "ENCODING_UNKNOWN"), (b"nik;nama\r\n1;\0x", "ENCODING_UNKNOWN"),
     (b'nik;nama\r\n1;"tak tertutup', "QUOTES_BROKEN"), (b"\r\n\r\n", "FILE_EMPTY"), (csv([["nik"] * 300]), "TOO_WIDE")],
)  # fmt: skip
def test_what_is_not_a_table_is_told_in_a_sentence(data, code):
    assert refusal(data)[0] == code


def test_too_many_rows():
    assert refusal(b"nik;nama\n" + b"1;Contoh\n" * 50_030)[0] == "TOO_MANY_ROWS"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "FILE_EMPTY"), (b"x" * (20 * 1024 * 1024 + 1), "FILE_LARGE")]
)
def test_sizes(data, code):
    with pytest.raises(Refused) as refused:
        read_file(data, kind="RESIDENTS")
    assert refused.value.code == code
