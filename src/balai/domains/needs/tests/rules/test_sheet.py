"""Sheets as people send them: renamed titles, numbers with dots, days in four ways; nothing is lost."""

from datetime import date

import pytest

from balai.domains.needs.rules.sheet import COLUMNS, TITLES, Places, read_rows
from balai.domains.needs.terms import ADVICE_LABELS, MOST_ROWS, ODD_LABELS
from balai.domains.needs.tests.factories import book
from balai.foundation.errors import Refused
from balai.kits.spreadsheet import read_cells

TODAY = date(2026, 3, 2)
PLACES = Places(
    kecamatan={"rekaan hulu": "33.25.01", "rekaan hilir": "33.25.02"},
    desa={
        ("33.25.01", "sumberasih"): "33.25.01.2001",
        ("33.25.02", "sumberasih"): "33.25.02.2001",
        ("33.25.01", "banjarmaju"): "33.25.01.2002",
    },
    by_name={"sumberasih": ("33.25.01.2001", "33.25.02.2001"), "banjarmaju": ("33.25.01.2002",)},
)


def read(titles, *rows):
    cells = read_cells(book(titles, *rows), most_rows=MOST_ROWS)
    return read_rows(TITLES.table_of(cells), places=PLACES, today=TODAY)


def odd(row) -> list[tuple[str, str]]:
    return [(one["cell"], one["code"]) for one in [*row.faults, *row.warnings]]


def test_the_template_is_understood():
    titles = [title for title, _also in COLUMNS.values()]
    assert list(TITLES.meanings(titles).values()) == list(COLUMNS)


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Usulan", "title"),
        ("PERMASALAHAN", "title"),
        ("nama kebutuhan:", "title"),
        ("Kebutuhn", "title"),
        ("Uraian kebutuhan", "title"),
    ],
)
def test_a_renamed_title_is_found(title, meaning):
    assert TITLES.header_of([(1, ["Daftar"]), (4, ["No", title])]) == (4, {1: meaning})


def test_a_sheet_without_needs_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        read(["Nama", "Alamat"], ["x", "y"])
    assert (refused.value.code, refused.value.values["title"]) == ("FILE_NO_TITLE", "Kebutuhan")


@pytest.mark.parametrize(
    ("title", "cell", "value", "code"),
    [
        ("Sumber", "Polsek Rekaan", "POLICE", ""),
        ("Asal usulan", "pemerintah desa", "VILLAGE", ""),
        ("Sumber", "xyzzy", "INSTITUTION", "SOURCE_UNKNOWN"),
        ("Jumlah penerima manfaat", "1.200 jiwa", 1200, ""),
        ("Jumlah orang", "banyak", None, "PEOPLE_UNKNOWN"),
        ("Tanggal", "06/08/2019", "2019-08-06", ""),
        ("Tanggal", date(2019, 8, 6), "2019-08-06", ""),
        ("Tanggal", "2019", "2019-01-01", ""),
        ("Tanggal", "01-01-2031", "2026-03-02", "DAY_AHEAD"),
        ("Tanggal", "kemarin", "2026-03-02", "DAY_UNKNOWN"),
        ("Dimensi", "living", "LIVING", ""),
        ("Dimensi", "lain", "", "DIMENSION_UNKNOWN"),
        ("Kecamatan", "Kec. Rekaan Huluu", "33.25.01", ""),
        ("Kecamatan", "Entah", "", "KECAMATAN_UNKNOWN"),
        ("Kelurahan/Desa", "Banjarmaju", "33.25.01.2002", ""),
        ("Desa", "Sumberasih", "", "DESA_TWICE"),
        ("Desa", "Tiada", "", "DESA_UNKNOWN"),
    ],
)
def test_a_cell_is_read_with_patience(title, cell, value, code):
    (row,) = read(["Kebutuhan", title], ["Jembatan rekaan", cell])
    meaning = TITLES.meanings(["Kebutuhan", title])[1]
    assert row.values["area" if meaning in {"kecamatan", "desa"} else meaning] == value
    assert odd(row) == ([("B2", code)] if code else [])


def test_a_row_without_need_is_kept_out_and_its_cells_are_kept():
    first, second = read(["Kebutuhan", "Warna kesukaan"], ["", "biru"], ["Jembatan rekaan", "merah"])
    assert odd(first) == [("A2", "TITLE_MISSING")]
    assert first.extra == {"Warna kesukaan": "biru"}
    assert (second.extra, odd(second)) == ({"Warna kesukaan": "merah"}, [])


def test_everything_odd_has_words_and_advice():
    assert ODD_LABELS.keys() == ADVICE_LABELS.keys()
