"""The books are written by the data: nothing without data, and what the data say in the place where it belongs."""

from decimal import Decimal

import pytest

from balai.domains.masterplan.actions.strategy import write_strategy
from balai.domains.masterplan.books import action_plan, analysis, plan, summary
from balai.domains.masterplan.books.pieces import figure, millions
from balai.domains.masterplan.books.register import CHAPTERS
from balai.domains.masterplan.terms_strategy import Thing
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, planner
from balai.domains.masterplan.tests.factories_strategy import make_rules
from balai.engine.people.testing import make_opd
from balai.engine.publications.public import Facts, Heading, Picture, Table

TODAY = NOON.date()


@pytest.mark.parametrize(
    ("value", "wanted"), [("68.42", "68,42"), ("70.00", "70"), ("1250.50", "1.250,5"), (None, "–")]
)
def test_a_figure_is_written_without_zeros_that_say_nothing(value, wanted):
    assert figure(None if value is None else Decimal(value)) == wanted


def test_money_of_many_years_is_in_millions():
    assert (millions(1_250_500_000), millions(None)) == ("1.250,5", "–")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "chapter", [row for row in CHAPTERS if row[1] not in {"GLANCE", "FUTURE", "ORGANISATION"}]
)
def test_a_chapter_of_an_empty_plan_is_left_out(chapter):
    make_plan()
    assert list(chapter[4]("rekaan", TODAY)) == []
    assert list(chapter[4]("tidak-ada", TODAY)) == []


def put(thing, **given):
    write_strategy(thing=thing, plan_id=make_plan().pk, given=given, by=planner(), at=NOON)


@pytest.mark.django_db
def test_the_first_book_says_what_was_scored_and_found():
    make_rules()
    put(Thing.READINESS, criterion="S1", mark="GOOD", reason="Setiap OPD punya pelaksana")
    put(Thing.SWOT, quadrant="THREAT", text="Abrasi pantai rekaan")
    blocks = analysis.ready("rekaan", TODAY)
    assert blocks[0].text.startswith("Dari 2 butir rubrik, 1 sudah dinilai: 100% baik, 0% sedang, 0% buruk.")
    assert any(isinstance(block, Picture) for block in blocks)
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    assert (
        "Ada pelaksana (SDM pelaksana dan penerima manfaat)",
        "Baik",
        "Setiap OPD punya pelaksana",
    ) in rows
    assert ("Ada jaringan (Digital/TIK)", "belum dinilai", "–") in rows
    swot = analysis.swot("rekaan", TODAY)
    assert swot[0] == Heading("Ancaman") and swot[1].items == ("Abrasi pantai rekaan",)


@pytest.mark.django_db
def test_the_second_book_has_a_card_and_yearly_tables_for_every_programme_but_proposals():
    opd = make_opd("SATU")
    make_programme("R-01", lead_id=opd.pk, targets={2019: "1 dokumen"}, ceilings={2019: 250_000_000})
    make_programme("R-02")
    proposed = make_programme("R-03")
    proposed.state = "PROPOSED"
    proposed.save()
    blocks = action_plan.action_plan("rekaan", TODAY)
    cards = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert cards == ["R-01  Program rekaan R-01", "R-02  Program rekaan R-02"]
    facts = next(block for block in blocks if isinstance(block, Facts))
    assert ("Penanggung jawab", "Dinas Satu") in facts.rows
    targets, money = (block for block in blocks if isinstance(block, Table))
    assert targets.rows[0][4] == "1 dokumen" and targets.headings[4:] == (
        "2019",
        "2020",
        "2021",
        "2022",
        "2023",
    )
    assert money.rows[-1] == ("", "Jumlah", "", "250,0", "0,0", "0,0", "0,0", "0,0", "250,0")
    roadmap = plan.roadmap("rekaan", TODAY)
    assert [row[0] for row in roadmap[-1].rows] == ["R-01", "R-02"]
    glance = dict(summary.at_a_glance("rekaan", TODAY)[0].rows)
    assert (glance["Program"], glance["Tanpa penanggung jawab"]) == (
        "2, di antaranya 0 quick win",
        "1 program",
    )
