"""Every formula by its table: published results, shipped editions, and what a checker says of bad ones."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from balai.domains.evaluation.rules.checking import faults, is_incomplete
from balai.domains.evaluation.rules.definition import Definition, number, read_definition
from balai.domains.evaluation.rules.drawing import radar
from balai.domains.evaluation.rules.levels import level_of
from balai.domains.evaluation.rules.scoring import differences, improvement, scored, shares, value_of
from balai.domains.evaluation.rules.yearly import reached
from balai.domains.evaluation.terms import FAULT_LABELS, Fault
from balai.foundation.errors import Refused
from balai.foundation.satisfaction import EXACT, ROUNDED, satisfaction

SHIPPED = Path(__file__).parents[6] / "regions/national/evaluation"
KEDIRI = {"BASELINE": "3.60", "OUTPUT": "3.21", "OUTCOME": "3.23", "IMPACT": "3.07", "QUICK_WIN": "3.65"}
DIMENSIONS = {
    "GOVERNANCE": "2.75", "BRANDING": "2.75", "ECONOMY": "3.50", "SOCIETY": "3.33", "LIVING": "3.33", "ENVIRONMENT": "2.75",
}  # fmt: skip


def edition(instrument: str, code: str) -> Definition:
    file = yaml.safe_load((SHIPPED / f"{instrument}.yaml").read_text(encoding="utf-8"))
    return read_definition(next(one for one in file["editions"] if one["code"] == code))


def exact(given: dict[str, str]) -> dict[str, Fraction]:
    return {row: Fraction(level) for row, level in given.items()}


SHIPPED_EDITIONS = [
    (path.stem, one["code"])
    for path in sorted(SHIPPED.glob("*.yaml"))
    for one in yaml.safe_load(path.read_text(encoding="utf-8"))["editions"]
]


@pytest.mark.parametrize(("instrument", "code"), SHIPPED_EDITIONS)
def test_shipped_editions_can_be_scored_or_say_why_not(instrument, code):
    found = edition(instrument, code)
    if is_incomplete(found):
        assert (instrument, code, found.rows()) == ("spbe", "2025", [])
    else:
        assert faults(found) == []


@pytest.mark.parametrize(("code", "index"), [("2022", "3.315"), ("sleman", "3.257")])
def test_kediri_by_both_sets_of_weights(code, index):
    assert scored(edition("kominfo", code), exact(KEDIRI)).index == Decimal(index)


def test_without_weights_kediri_has_the_plain_mean():
    plain = read_definition(
        {
            "scale": {"min": "1", "max": "4"},
            "places": 3,
            "parts": [{"code": row, "label": row} for row in KEDIRI],
        }
    )
    assert (faults(plain), scored(plain, exact(KEDIRI)).index) == ([], Decimal("3.352"))


def test_impact_is_the_mean_of_the_six_dimensions():
    impact = next(part for part in edition("kominfo", "2022").parts if part.code == "IMPACT")
    value = value_of(impact, exact(DIMENSIONS))
    assert value is not None
    assert round(float(value), 3) == 3.068


def test_improvement_is_this_year_less_last_year():
    assert improvement(Decimal("3.31"), Decimal("3.06")) == Decimal("0.25")
    assert improvement(Decimal("3.31"), None) is None


@pytest.mark.parametrize(
    ("level", "index", "band"),
    [
        ("1", "1.00", "Kurang"),
        ("2", "2.00", "Cukup"),
        ("3", "3.00", "Baik"),
        ("4", "4.00", "Sangat baik"),
        ("5", "5.00", "Memuaskan"),
    ],
)
def test_spbe_is_the_sum_of_weight_times_level_by_hundred(level, index, band):
    spbe = edition("spbe", "2020")
    found = scored(spbe, {row.code: Fraction(level) for row in spbe.rows()})
    assert (found.index, found.band and found.band.label) == (Decimal(index), band)


def test_a_level_more_of_an_spbe_row_adds_its_weight():
    share = shares(edition("spbe", "2020"))
    assert (share["1"], share["11"], share["21"], share["32"], share["47"]) == tuple(
        Fraction(weight) / 100 for weight in ("1.3", "2.5", "1.5", "2.75", "3")
    )
    assert sum(share.values()) == 1


@pytest.mark.parametrize(
    ("level", "grade"),
    [
        ("90.01", "AA"),
        ("90", "A"),
        ("80", "BB"),
        ("70", "B"),
        ("60", "CC"),
        ("50", "C"),
        ("30", "D"),
        ("0", "D"),
    ],
)
def test_sakip_bands_begin_above_their_bound(level, grade):
    sakip = edition("sakip", "2021")
    found = scored(sakip, {row.code: Fraction(level) for row in sakip.rows()})
    assert found.band is not None
    assert found.band.code == grade


def test_sakip_counts_use_more_than_presence():
    share = shares(edition("sakip", "2021"))
    assert [share[row] * 100 for row in ("P1", "P2", "P3", "L3", "E3")] == [
        6,
        9,
        15,
        Fraction("7.5"),
        Fraction("12.5"),
    ]


@pytest.mark.parametrize(("code", "mode"), [("2017", EXACT), ("2017-0,11", ROUNDED)])
def test_satisfaction_agrees_with_the_regulation_in_both_modes(code, mode):
    totals = (105, 101, 100, 116, 102, 105, 106, 115, 105)
    found = scored(
        edition("ikm", code), {f"U{place}": Fraction(total, 29) for place, total in enumerate(totals, 1)}
    )
    wanted = satisfaction(totals, 29, mode=mode)
    assert wanted is not None
    assert (found.index, found.band and found.band.code) == (wanted.index, wanted.grade)


def test_a_missing_row_is_named_and_never_zero():
    given = exact({"BASELINE": "3", "OUTCOME": "3", "QUICK_WIN": "3", **DIMENSIONS, "OUTPUT_POLICY": "3"})
    found = scored(edition("kominfo", "2022"), given)
    assert (found.index, [row.code for row in found.missing]) == (None, ["OUTPUT_BODY", "OUTPUT_BUDGET"])
    assert [(one.part.code, one.filled, one.rows) for one in found.parts if one.value is None] == [
        ("OUTPUT", 1, 3)
    ]


def test_the_largest_disagreement_comes_first():
    own = exact({"BASELINE": "3", "OUTCOME": "3", "QUICK_WIN": "2", "ECONOMY": "3"})
    other = exact({"BASELINE": "2", "OUTCOME": "2", "QUICK_WIN": "2", "ECONOMY": "3.5"})
    found = differences(edition("kominfo", "2022"), own, other)
    assert [(one.row.code, one.gap) for one in found] == [
        ("OUTCOME", -1),
        ("BASELINE", -1),
        ("ECONOMY", Fraction(1, 2)),
    ]
    assert found[0].effect == Fraction("-0.3")


def rows(*weights: str | None) -> list[dict]:
    return [
        {"code": f"A{place}", "label": f"Unsur {place}", "weight": weight}
        for place, weight in enumerate(weights)
    ]


GOOD: dict = {"scale": {"min": "1", "max": "4"}, "total": "100", "parts": rows("60", "40")}
BAD = [
    ({"parts": rows("60", "35")}, Fault.SUM, {"where": "seluruhnya", "sum": "95", "wanted": "100"}),
    ({"parts": rows("60", "40.5")}, Fault.SUM, {"where": "seluruhnya", "sum": "100.5", "wanted": "100"}),
    ({"parts": rows("100", None)}, Fault.HOLE, {"row": "Unsur 1"}),
    ({"parts": [*rows("60"), *rows("40")]}, Fault.DOUBLE, {"code": "A0", "count": "2"}),
    ({"parts": rows("110", "-10")}, Fault.NOT_POSITIVE, {"row": "Unsur 1", "weight": "-10"}),
    ({"parts": rows("enam puluh", "40")}, Fault.NOT_NUMBER, {"row": "Unsur 0", "weight": "enam puluh"}),
    ({"parts": []}, Fault.EMPTY, {}),
    ({"scale": {"min": "4", "max": "1"}}, Fault.SCALE, {"low": "4", "high": "1"}),
    ({"rows": 3}, Fault.COUNT, {"found": "2", "wanted": "3"}),
    ({"parts": [{"code": "B", "label": "Induk", "weight": "100", "parts": rows("60", "30")}]}, Fault.SUM, {"where": "Induk", "sum": "90", "wanted": "100"}),
    ({"parts": [{**row, "levels": "HILANG"} for row in rows("60", "40")]}, Fault.LEVELS_UNKNOWN, {"row": "Unsur 0", "levels": "HILANG"}),
    ({"scale": {"min": "1", "max": "2", "step": "1"}, "levels": {"L": {"1": {"label": "Satu"}}}}, Fault.LEVEL_MISSING, {"levels": "L", "level": "2"}),
    ({"bands": [{"from": "2", "label": "Baik"}]}, Fault.BAND_HOLE, {"low": "1", "least": "2"}),
    ({"bands": [{"from": "1", "label": "Baik"}, {"from": "1", "label": "Cukup"}]}, Fault.BAND_DOUBLE, {"least": "1", "count": "2"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "fault", "values"), BAD)
def test_what_is_wrong_with_an_edition_is_said_with_its_numbers(change, fault, values):
    assert faults(read_definition(GOOD)) == []
    found = faults(read_definition({**GOOD, **change}))
    assert (fault, values) in [(one.fault, one.values) for one in found]
    assert all("{" not in FAULT_LABELS[one.fault].format(**one.values) for one in found)


@pytest.mark.parametrize(
    ("text", "level"),
    [("3", "3"), ("3,21", "3.21"), (" 3.21 ", "3.21"), ("105/35", "3"), ("", None)],
)
def test_levels_are_read_as_people_write_them(text, level):
    kominfo = edition("kominfo", "2022")
    assert level_of(kominfo, kominfo.rows()[0], text) == (None if level is None else Fraction(level))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("baik", "LEVEL_UNREADABLE"),
        ("4.01", "LEVEL_OFF_SCALE"),
        ("0,99", "LEVEL_OFF_SCALE"),
        ("3.215", "LEVEL_OFF_SCALE"),
        ("1e3", "LEVEL_UNREADABLE"),
    ],
)
def test_other_levels_are_refused_at_their_row(text, code):
    kominfo = edition("kominfo", "2022")
    with pytest.raises(Refused) as refused:
        level_of(kominfo, kominfo.rows()[0], text)
    assert (refused.value.code, refused.value.field) == (code, "BASELINE")


@pytest.mark.parametrize("text", ["", "x", "1/0", "1e9", "1_0", None, True])
def test_what_is_no_number_is_none(text):
    assert number(text) is None


def test_programmes_are_reproduced_to_the_digit():
    table = [
        (39, 35, "89.7"), (7, 6, "85.7"), (10, 8, "80.0"), (6, 5, "83.3"), (12, 10, "83.3"), (6, 6, "100.0"), (80, 70, "87.5"),
    ]  # fmt: skip
    found = [
        reached("", Decimal(target), Decimal(count), Decimal(percent)) for target, count, percent in table
    ]
    assert [one.agrees for one in found] == [True] * len(table)
    assert not reached("", Decimal(39), Decimal(34), Decimal("89.7")).agrees


def test_a_radar_needs_three_spokes_and_escapes_its_words():
    assert radar(["a", "b"], [[1, 2]], lowest=1, highest=4, names=["x"]) == ""
    drawn = radar(["<b>", "b", "c"], [[1, None, 4]], lowest=1, highest=4, names=["Mandiri"])
    assert "&lt;b&gt;" in drawn
    assert "<b>" not in drawn
