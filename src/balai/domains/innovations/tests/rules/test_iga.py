"""The national index as data: what is off about an edition, the formula against published rows, entry, paper beside life."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from balai.domains.innovations.loading_iga import _editions
from balai.domains.innovations.rules.iga import faults, read
from balai.domains.innovations.rules.iga_entry import hindrances, quadrant
from balai.domains.innovations.rules.iga_scores import band, benefit_level, index, maturity, raises, score
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_maturity import Aspect, Quadrant
from balai.engine.organizations.public import read_yaml

FILE = Path(settings.ROOT) / "regions" / "national" / "innovations" / "iga.yaml"
EDITIONS = {one["code"]: one["definition"] for one in _editions(read_yaml(FILE))}


@pytest.mark.parametrize(
    ("code", "region", "each", "number", "affairs", "count", "found", "category"),
    [
        # The rows that the published formula must give.
        ("2026", 63, 111, 200, 6, "76.00", "100.00", "VERY"),
        ("2027", 40, 70, 20, 6, "7.60", "47.04", ""),
        ("2027", 40, 70, 20, 5, "0", "44.00", ""),
        ("2027", 40, 80, 8, 6, "3.04", "35.50", ""),
        ("2027", 40, 80, 14, 6, "5.32", "50.13", ""),
        # More than two hundred innovations count as two hundred; nothing at all is not rated.
        ("2026", 63, 111, 201, 6, "76.00", "100.00", "VERY"),
        ("2026", 0, 0, 0, 6, "0.00", "0.00", "UNRATED"),
        # 2023 knows no minimum of basic services.
        ("2023", 63, 111, 10, 0, "3.80", "71.12", "VERY"),
    ],
)
def test_the_index(code, region, each, number, affairs, count, found, category):
    made = index(
        read(EDITIONS[code]), region=Decimal(region), maturities=[Decimal(each)] * number, affairs=affairs
    )
    assert (made.count, made.index, made.band) == (Decimal(count), Decimal(found), category)


@pytest.mark.parametrize(
    ("code", "number", "category"),
    [
        ("2026", "65.01", "VERY"),
        ("2026", "65.00", "INNOVATIVE"),
        ("2026", "40.01", "INNOVATIVE"),
        ("2026", "40.00", "LESS"),
        ("2023", "60.00", "INNOVATIVE"),
        ("2023", "34.99", "LESS"),
        # 2024 has no word for nothing, and 2027 none at all.
        ("2024", "0.00", ""),
        ("2027", "80.00", ""),
    ],
)
def test_categories(code, number, category):
    assert band(read(EDITIONS[code]), Decimal(number)) == category


def test_the_sheets_reach_their_published_maxima():
    rules = read(EDITIONS["2026"])
    full = {aspect: {line.code: 3 for line in rules.of(aspect)} for aspect in Aspect}
    assert [len(full[aspect]) for aspect in Aspect] == [20, 20]
    assert [score(rules, full[aspect], aspect) for aspect in Aspect] == [Decimal(63), Decimal(111)]
    assert maturity(rules, {"16": 2, "33": 3, "35": 1}) == Decimal(3 * 2 + 3 * 3 + 4)
    with pytest.raises(ValueError, match="no level"):
        maturity(rules, {"1": 2})


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("2021", ["NO_ROWS"]),
        ("2022", ["NO_ROWS"]),
        ("2023", []),
        ("2024", ["DIVISOR_MISSING"]),
        ("2025", ["DIVISOR_MISSING"]),
        ("2026", []),
        ("2027", []),
        ("2028", []),
        ("2029", []),
    ],
)
def test_what_the_real_editions_lack(code, wanted):
    assert [fault for fault, _values in faults(read(EDITIONS[code]))] == wanted


def broken(**change):
    raw = deepcopy(EDITIONS["2026"])
    raw.update(change)
    return raw


def rows(number, **change):
    raw = deepcopy(EDITIONS["2026"])
    raw["rows"][number].update(change)
    return raw


def without(number):
    raw = deepcopy(EDITIONS["2026"])
    del raw["rows"][number]
    return raw


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (rows(0, weight="2"), ("MAXIMUM", {"aspect": "REGION", "sum": "66", "published": "63"})),
        (rows(20, weight=None), ("ROW_WEIGHT", {"row": "16"})),
        (rows(20, levels=["SK", "", "perda"]), ("ROW_LEVELS", {"row": "16"})),
        (rows(20, levels=["SK"]), ("ROW_LEVELS", {"row": "16"})),
        (rows(1, code="1"), ("ROW_TWICE", {"row": "1"})),
        (rows(37, measured_by="tidak-ada"), ("ROW_BASES", {"row": "33", "name": "tidak-ada"})),
        (without(20), ("ROW_MISSING", {"row": "16"})),
        (
            broken(maxima={"region": "63", "count": "76", "total": "250"}),
            ("MAXIMUM_MISSING", {"aspect": "INNOVATION"}),
        ),
        (broken(count={"weight": "0.40", "most": 200}), ("COUNT", {"sum": "80", "published": "76"})),
        (broken(count={}), ("COUNT_MISSING", {})),
        (broken(divisor=None), ("DIVISOR_MISSING", {})),
        (
            broken(
                bands=[
                    {"code": "LESS", "from": "0", "to": "40"},
                    {"code": "VERY", "from": "40.50", "to": "100"},
                ]
            ),
            ("BANDS_GAP", {"low": "40", "high": "40,5"}),
        ),
        (
            broken(
                bands=[{"code": "LESS", "from": "0", "to": "40"}, {"code": "VERY", "from": "40", "to": "100"}]
            ),
            ("BANDS_OVERLAP", {"at": "40"}),
        ),
    ],
)
def test_what_is_off_is_named(raw, fault):
    assert fault in faults(read(raw))


@pytest.mark.parametrize(
    ("basis", "amount", "level"),
    [
        ("a", "0", 0), ("a", "1", 1), ("a", "200", 1), ("a", "201", 2), ("a", "500", 2), ("a", "501", 3), ("a", "90000", 3),
        ("b", "4.99", 0), ("b", "5.00", 1), ("b", "20.00", 1), ("b", "20.004", 1), ("b", "20.01", 2), ("b", "50.01", 3),
        ("c", "0", 0), ("c", "10.00", 1), ("c", "10.01", 2), ("c", "31", 3),
        ("d", "9.99", 1), ("d", "10", 2), ("d", "20", 3), ("e", "100", 1), ("e", "101", 2), ("e", "201", 3),
        ("f", "0", 0), ("f", "1", 1), ("f", "2", 2), ("f", "3", 3), ("f", "4", 3),
    ],
)  # fmt: skip
def test_benefit_on_each_basis(basis, amount, level):
    found = {one.code: one for one in read(EDITIONS["2026"]).bases["benefit"]}
    assert benefit_level(found[basis], Decimal(amount)) == level


def test_the_cheapest_step_first():
    rules = read(EDITIONS["2026"])
    levels = {line.code: 3 for line in rules.of(Aspect.INNOVATION)} | {"35": 1, "16": 2, "22": 0}
    proven = set(levels) - {"16", "31", "22"}
    found = raises(rules, levels, proven=proven, aspect=Aspect.INNOVATION)
    assert [(one.line.code, one.towards, one.gain, one.is_claim) for one in found] == [
        # Nine claimed points without a paper, six more, then what the next level brings.
        ("31", 3, Decimal(9), True),
        ("16", 2, Decimal(6), True),
        ("35", 2, Decimal(4), False),
        ("22", 1, Decimal(1), False),
    ]


MANDATORY = {"16", "17", "32", "33", "35"}


@pytest.mark.parametrize(
    ("adopted", "now", "former", "filled", "wanted"),
    [
        (date(2024, 1, 1), 60, [], MANDATORY, []),
        (date(2025, 12, 31), 60, [("2025", 59)], MANDATORY, []),
        (date(2023, 12, 31), 60, [], MANDATORY, ["WINDOW"]),
        (date(2026, 1, 1), 60, [], MANDATORY, ["WINDOW"]),
        (None, 60, [], MANDATORY, ["NO_DATE"]),
        (date(2024, 5, 1), 60, [("2025", 60)], MANDATORY, ["NO_GROWTH"]),
        (date(2024, 5, 1), 90, [("2024", 50), ("2025", 60)], MANDATORY, ["REPEATS"]),
        (date(2024, 5, 1), 60, [], MANDATORY - {"35"}, ["MANDATORY"]),
    ],
)
def test_who_may_be_entered(adopted, now, former, filled, wanted):
    found = hindrances(
        read(EDITIONS["2026"]),
        adopted=adopted,
        now=Decimal(now),
        former=[(code, Decimal(number)) for code, number in former],
        filled=filled,
    )
    assert [code for code, _values in found] == wanted


@pytest.mark.parametrize(
    ("paper", "life", "number", "wanted"),
    [
        (0.9, Life.ALIVE, 80, Quadrant.BOTH),
        (0.9, Life.WEAKENING, 55, Quadrant.BOTH),
        (0.9, Life.DORMANT, 10, Quadrant.PAPER_ONLY),
        (0.9, Life.DEAD, 0, Quadrant.PAPER_ONLY),
        # A gate made it critical though its index is high.
        (0.9, Life.CRITICAL, 72, Quadrant.PAPER_ONLY),
        (0.5, Life.WEAKENING, 49, Quadrant.PAPER_ONLY),
        (0.49, Life.ALIVE, 80, Quadrant.LIFE_ONLY),
        (0.1, Life.DEAD, 0, Quadrant.NEITHER),
        (0.9, Life.UNMEASURED, None, Quadrant.UNKNOWN),
        (0.9, Life.UNPROVEN, 60, Quadrant.UNKNOWN),
        (0.9, Life.NEW, 60, Quadrant.UNKNOWN),
        (0.9, Life.ENDED, None, Quadrant.UNKNOWN),
    ],
)
def test_paper_beside_life(paper, life, number, wanted):
    assert quadrant(paper, life, number) is wanted
