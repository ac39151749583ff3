"""Sheets that people send: what cannot be read is refused in words, and their titles are found whatever they are called."""

import pytest

from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, workbook
from balai.kits.spreadsheet import CELL_LIMIT, read_cells
from balai.kits.titles import LOOKED_AT, Titles, letters

TITLES = Titles({"name": ("Nama", ("judul",)), "amount": ("Jumlah", ("banyaknya",))}, needed="name")


def book(*rows) -> bytes:
    titles, *body = rows
    return workbook(Sheet("A", titles, body))


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"not a sheet", "FILE_UNREADABLE"), (b"PK\x03\x04broken", "FILE_UNREADABLE"), (book([]), "FILE_EMPTY")],
)
def test_a_file_that_is_none_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        read_cells(data, most_rows=10)
    assert (refused.value.code, refused.value.field) == (code, "file")


def test_titles_do_not_count_among_the_rows_that_may_come():
    rows = [[f"Rekaan {number}"] for number in range(20 + LOOKED_AT)]
    assert len(read_cells(book(*rows), most_rows=20)) == 20 + LOOKED_AT
    with pytest.raises(Refused) as refused:
        read_cells(book(*rows), most_rows=19)
    assert (refused.value.code, refused.value.values["most"]) == ("FILE_TOO_LONG", 19)


def test_a_long_cell_comes_longer_than_any_field():
    ((_number, cells),) = read_cells(book(["x" * 9000]), most_rows=1)
    assert len(cells[0]) == CELL_LIMIT


def test_a_table_begins_below_its_titles_and_leaves_out_empty_rows():
    table = TITLES.table_of(
        read_cells(book(["Daftar", ""], ["Banyaknya", "JUDUL"], [], ["3", "Rekaan"]), most_rows=9)
    )
    assert (table.titles, table.fields) == (["Banyaknya", "JUDUL"], {0: "amount", 1: "name"})
    assert table.rows == [(4, ["3", "Rekaan"])]


def test_a_table_without_the_title_that_is_needed_is_refused_by_its_name():
    with pytest.raises(Refused) as refused:
        TITLES.table_of([(1, ["Warna"]), (2, ["biru"])])
    assert refused.value.code == "FILE_NO_TITLE"
    assert "“Nama”" in refused.value.message


def test_of_two_titles_that_mean_the_same_the_nearer_counts():
    assert TITLES.meanings(["Jumlh", "Jumlah"]) == {1: "amount"}


def test_columns_have_letters():
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
