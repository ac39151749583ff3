"""What lies across, what is cut in parts, what may break."""

import pytest

from balai.engine.publications.blocks import Heading, PageBreak, Paragraph, Picture, Table
from balai.engine.publications.rules import layout

H, P = Heading("Judul"), Paragraph("Teks.")
WIDE = Picture("<svg/>", "gambar", wide=True)
LONG = Paragraph("kata " * 400)


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        ([P, H], [(False, [P, H])]),
        (
            [P, H, WIDE, P],
            [(False, [P]), (True, [H, WIDE]), (False, [P])],
        ),  # a heading goes with what it heads
        ([H, WIDE], [(True, [H, WIDE])]),
        ([WIDE, P, WIDE], [(True, [WIDE, P, WIDE])]),  # no page for one line
        ([WIDE, LONG, WIDE], [(True, [WIDE]), (False, [LONG]), (True, [WIDE])]),
        ([WIDE, PageBreak(), WIDE], [(True, [WIDE]), (False, [PageBreak()]), (True, [WIDE])]),
        ([], []),
    ],
)
def test_runs(blocks, wanted):
    assert [(run.is_wide, list(run.blocks)) for run in layout.runs(blocks)] == wanted


@pytest.mark.parametrize(
    ("columns", "wide", "sizes"),
    [(8, False, [8]), (9, False, [9]), (12, True, [12]), (33, True, [12, 12, 11])],
)
def test_a_table_with_too_many_columns_becomes_several_that_lose_nothing(columns, wide, sizes):
    names = tuple(f"K{n}" for n in range(columns))
    table = Table(names, (names, names), caption="Tabel", right=(columns - 1,), wide=wide)
    parts = layout.parts(table)
    assert [len(part.headings) for part in parts] == sizes
    assert all(part.headings[0] == "K0" and part.wide == (columns > 8) for part in parts)
    assert ["K0"] + [name for part in parts for name in part.rows[1][1:]] == list(names)
    assert [part.headings[at] for part in parts for at in part.right] == [names[-1]]


def test_shares_follow_what_stands_in_the_columns():
    rows = (("2026", "Uraian yang panjang sekali " * 8, "10"), ("2027", "Pendek", "11"))
    year, text, number = layout.shares(Table(("Tahun", "Uraian", "Nilai"), rows))
    assert text > 3 * year and text > 3 * number and number >= len("Nilai")
    assert layout.shares(Table(("A", "B"), (), widths=(1, 3))) == [1, 3]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "kata biasa saja, walau kalimatnya panjang sekali",
            "kata biasa saja, walau kalimatnya panjang sekali",
        ),
        ("lihat https://contoh.example/a/b", "lihat https:|/|/|contoh.|example/|a/|b"),
        ("x" * 25, "x" * 22 + "|xxx"),
    ],
)
def test_long_words_may_break(text, wanted):
    assert layout.breakable(text) == wanted.replace("|", layout.JOINT)
