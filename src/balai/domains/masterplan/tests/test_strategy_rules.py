"""Shares and elements of readiness, dates of obligations, gates: tables without a database."""

from datetime import date

import pytest
import yaml
from django.conf import settings

from balai.domains.masterplan.rules.decrees import next_due
from balai.domains.masterplan.rules.strategy import Criterion, by_element, read_rubric, shares, weakest
from balai.domains.masterplan.rules.workshops import LACK_LABELS, Facts, check
from balai.domains.masterplan.terms_strategy import PARTS, Element, Mark
from balai.domains.masterplan.terms_workshops import Gate, Sheet


def shipped(name: str, code: str):
    rows = yaml.safe_load((settings.REGIONS_DIR / "national" / "masterplan" / name).read_text())["parameters"]
    return next(row["value"] for row in rows if row["code"] == code)


@pytest.mark.parametrize(
    ("good", "medium", "poor", "wanted"),
    [
        (51, 32, 17, (51, 32, 17)),  # Wonogiri as published
        (1, 1, 1, (34, 33, 33)),
        (2, 2, 3, (29, 28, 43)),
        (0, 0, 5, (0, 0, 100)),
        (0, 0, 0, (0, 0, 0)),
    ],
)
def test_shares_are_whole_percents_that_make_a_hundred(good, medium, poor, wanted):
    found = shares([Mark.GOOD] * good + [Mark.MEDIUM] * medium + [Mark.POOR] * poor)
    assert tuple(found.values()) == wanted


def test_an_element_is_the_mean_of_what_is_scored():
    rubric = [Criterion(code, part, "", "", "", "") for code, part in (("A", "PEOPLE"), ("B", "BUDGET"), ("C", "DIGITAL"), ("D", "RULES"))]  # fmt: skip
    found = {one.element: one for one in by_element(rubric, {"A": "GOOD", "B": "MEDIUM", "C": "POOR"})}
    assert (found[Element.STRUCTURE].score, found[Element.STRUCTURE].asked) == (75, 2)
    assert (found[Element.INFRASTRUCTURE].score, found[Element.SUPERSTRUCTURE].score) == (0, None)
    assert weakest(list(found.values())) == [Element.INFRASTRUCTURE, Element.STRUCTURE]


def test_the_shipped_rubric_asks_about_every_part_and_its_codes_are_once():
    rubric = read_rubric(shipped("readiness.yaml", "masterplan.readiness_rubric"))
    assert {one.part for one in rubric} == {part.code for part in PARTS}
    assert len({one.code for one in rubric}) == len(rubric)


@pytest.mark.parametrize(
    ("first", "months", "on", "wanted"),
    [
        (date(2026, 3, 1), 0, date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), 0, date(2026, 3, 2), None),
        (date(2020, 1, 31), 12, date(2026, 2, 1), date(2027, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 1, 31), 6, date(2026, 7, 31), date(2026, 7, 31)),
    ],
)
def test_the_next_date_of_an_obligation(first, months, on, wanted):
    assert next_due(first, months, on=on) == wanted


FULL = Facts(
    asked=2, scored=2, swot={"Kekuatan": 2}, keywords=3, candidates={"Smart Living": 1}, quick_wins={"Smart Living": 1},
    led={"Smart Living": 1}, outsiders={"BUMD": 1}, versions={"B1": 2}, final_quick_wins=3, has_visit=True,
)  # fmt: skip
EMPTY = Facts(
    asked=2, scored=1, swot={"Kekuatan": 1}, keywords=2, candidates={"Smart Living": 0}, quick_wins={"Smart Living": 0},
    led={"Smart Living": 0}, outsiders={"BUMD": 0}, open_remarks={"B1": 2}, versions={"B1": 1}, book_titles={"B1": "Buku I"},
    without_horizon=4, final_quick_wins=2, unsigned=("Kepala daerah",),
)  # fmt: skip
LACKING = {
    Gate.READINESS_SCORED: "1 dari 2 butir kesiapan belum dinilai",
    Gate.SWOT_QUADRANTS: "kotak SWOT Kekuatan berisi kurang dari 2 butir",
    Gate.KEYWORDS: "kata kunci visi baru 2 dari 3",
    Gate.CANDIDATES: "belum ada calon inovasi untuk Smart Living",
    Gate.OUTSIDERS: "belum tercatat hadir: BUMD",
    Gate.QUICK_WINS: "belum ada calon quick win untuk Smart Living",
    Gate.ACTION_PLAN: "belum ada program berpenanggung jawab untuk Smart Living",
    Gate.REMARKS: "2 catatan reviu belum diselesaikan",
    Gate.BOOK: "Buku I baru terbit 1 dari 2 versi",
    Gate.ROADMAP: "4 program belum punya periode peta jalan",
    Gate.FINAL_QUICK_WINS: "quick win final baru 2 dari 3",
    Gate.SIGNED: "komitmen belum ditandatangani Kepala daerah",
    Gate.VISIT: "hasil kunjungan lapangan belum dicatat",
}
LEAST = {Gate.SWOT_QUADRANTS: 2, Gate.KEYWORDS: 3, Gate.BOOK: 2, Gate.FINAL_QUICK_WINS: 3}


@pytest.mark.parametrize("gate", Gate)
def test_a_gate_is_met_or_says_what_is_missing(gate):
    row = {"check": gate.value, "label": "rekaan", "least": LEAST.get(gate, 1)}
    row |= {"book": "B1"} if gate is Gate.BOOK else {}
    (met,), (lacking,) = check([row], FULL), check([row], EMPTY)
    assert met.is_met
    assert lacking.pattern.format(**lacking.values) == LACKING[gate]
    assert lacking.pattern == LACK_LABELS[gate]


def test_the_shipped_stages_name_known_gates_and_sheets():
    stages = shipped("bimtek.yaml", "masterplan.bimtek_stages")
    assert [row["stage"] for row in stages] == [1, 2, 3, 4]
    for row in stages:
        assert {gate["check"] for gate in row["gates"]} <= set(Gate)
        assert set(row["sheets"]) <= set(Sheet)
