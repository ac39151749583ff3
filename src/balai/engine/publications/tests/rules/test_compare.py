"""What two versions have in common, and what not."""

import pytest

from balai.engine.publications.blocks import Bullets, Facts, Heading, PageBreak, Paragraph, Picture, Table
from balai.engine.publications.rules.compare import compare, table_changes, word_changes

HEAD = ("Program", "Pagu")


def table(*rows, headings=HEAD):
    return Table(headings, rows, caption="Program")


def kinds(before, after):
    """The changes of one chapter as (kind, shape)."""
    (chapter,) = compare([("A", "Bab", before)], [("A", "Bab", after)])
    return [(block.kind, block.shape) for block in chapter.blocks]


def test_chapters_come_and_go_in_their_places():
    one, two, three = [Paragraph("satu")], [Paragraph("dua")], [Paragraph("tiga")]
    found = compare([("A", "A", one), ("B", "B", two)], [("A", "A", one), ("C", "C", three)])
    assert [(one.code, one.kind) for one in found] == [("A", "SAME"), ("B", "REMOVED"), ("C", "ADDED")]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ([Paragraph("a")], [Paragraph("a")], []),
        ([Paragraph("a"), PageBreak()], [PageBreak(), Paragraph("a")], []),
        ([], [Heading("Baru")], [("ADDED", "Heading")]),
        ([Heading("Lama")], [], [("REMOVED", "Heading")]),
        ([Paragraph("satu dua tiga")], [Paragraph("satu dua empat")], [("CHANGED", "Paragraph")]),
        (
            [Paragraph("satu")],
            [Paragraph("lain sama sekali")],
            [("ADDED", "Paragraph"), ("REMOVED", "Paragraph")],
        ),
        ([Picture("<svg/>", "a", "Peta")], [Picture("<svg />", "a", "Peta")], [("CHANGED", "Picture")]),
        ([Bullets(("a b c d",))], [Bullets(("a b c e",))], [("CHANGED", "Bullets")]),
        ([Facts((("Pagu", "1"),))], [Facts((("Pagu", "2"),))], [("CHANGED", "Facts")]),
    ],
)
def test_blocks(before, after, wanted):
    assert kinds(before, after) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted", "same"),
    [
        (table(("A", "1"), ("B", "2")), table(("A", "1"), ("B", "3")), [("CHANGED", ["B"], ["2>3"])], 1),
        (table(("A", "1")), table(("A", "1"), ("B", "2")), [("ADDED", [], [">B", ">2"])], 1),
        (table(("A", "1"), ("B", "2")), table(("B", "2")), [("REMOVED", [], ["A>", "1>"])], 1),
        # First cells that repeat name no row: rows are the same by all they hold.
        (
            table(("A", "1"), ("A", "2")),
            table(("A", "1"), ("A", "3")),
            [("REMOVED", [], ["A>", "2>"]), ("ADDED", [], [">A", ">3"])],
            1,
        ),
        # A renamed column is one gone and one come.
        (
            table(("A", "1")),
            table(("A", "1"), headings=("Program", "Plafon")),
            [("CHANGED", ["A"], [">1", "1>"])],
            0,
        ),
    ],
)
def test_tables_by_row_and_cell(old, new, wanted, same):
    rows, kept = table_changes(old, new)
    told = [
        (
            row.kind,
            [cell.after for cell in row.cells if not cell.is_changed],
            [f"{cell.before}>{cell.after}" for cell in row.cells if cell.is_changed],
        )
        for row in rows
    ]
    assert (told, kept) == (wanted, same)


def test_words():
    assert word_changes("pagu naik dua kali", "pagu turun dua kali") == [
        ("SAME", "pagu "),
        ("REMOVED", "naik "),
        ("ADDED", "turun "),
        ("SAME", "dua kali"),
    ]
