"""Decision tables: what officers write, which row holds, and the proof that there is exactly one."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.engine.packs.rules.conditions import allowed, parse_condition
from balai.engine.packs.rules.description import DecisionTable, TableInput, TableRow, Text
from balai.engine.packs.rules.explaining import explain_table
from balai.engine.packs.rules.proofs import prove
from balai.engine.packs.rules.tables import row_for

from .grants import grant, values

DAYS = TableInput("days", "INTEGER", Text("Hari", "Days"), 0, 100)
LISTED = TableInput("listed", "BOOLEAN", Text("Terdaftar", "Listed"))
WALL = TableInput("wall", "CHOICE", Text("Dinding", "Wall"), choices=("BAMBOO", "WOOD", "BRICK"))


def table(*rows: dict[str, Any], inputs: tuple[TableInput, ...] = (DAYS, LISTED, WALL)) -> DecisionTable:
    return DecisionTable(
        inputs, tuple(TableRow(number, when, {}, number) for number, when in enumerate(rows, 1))
    )


@pytest.mark.parametrize(
    ("written", "column", "yes", "no"),
    [
        ("<= 60", DAYS, [0, 60], [61]),
        ("<60", DAYS, [59], [60]),
        (">= 60", DAYS, [60, 100], [59]),
        ("> $limit", DAYS, [61], [60]),
        ("1..7", DAYS, [1, 7], [0, 8]),
        ("1 .. $limit", DAYS, [1, 60], [0, 61]),
        ("!= 5", DAYS, [4, 6], [5]),
        ("= 5", DAYS, [5], [4]),
        (5, DAYS, [5], [6]),
        ([1, 3], DAYS, [1, 3], [2]),
        ("$limit", DAYS, [60], [61]),
        ("> $none", DAYS, [], [0, 100]),
        (True, LISTED, [True], [False]),
        ("false", LISTED, [False], [True]),
        ("$ask", LISTED, [True], [False]),
        ("WOOD", WALL, ["WOOD"], ["BRICK"]),
        (["BAMBOO", "WOOD"], WALL, ["BAMBOO", "WOOD"], ["BRICK"]),
        ("!= BRICK", WALL, ["BAMBOO"], ["BRICK"]),
        ("$walls", WALL, ["WOOD", "BRICK"], ["BAMBOO"]),
    ],
    ids=str,
)
def test_conditions(written: Any, column: TableInput, yes: list[Any], no: list[Any]) -> None:
    given = {"limit": 60, "none": None, "ask": True, "walls": ["WOOD", "BRICK"]}
    reach = allowed(parse_condition(written, column), column, given)
    assert [answer in reach for answer in yes + no] == [True] * len(yes) + [False] * len(no)


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("banyak", DAYS), ("1..", DAYS), (True, DAYS), ([], DAYS), ("> 1.5", DAYS), ("> 1", LISTED), ("ya", LISTED),
        ("STONE", WALL), ("A..B", WALL), (7, WALL), ({"a": 1}, DAYS),
    ],
    ids=str,
)  # fmt: skip
def test_conditions_that_cannot_be_read(written: Any, column: TableInput) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_condition(written, column)


def test_a_hole_has_an_example() -> None:
    proof = prove(table({"days": "<= 60"}, {"days": "> 60", "listed": True}), {})
    assert proof.holes == [{"days": 61, "listed": False, "wall": "BAMBOO"}]


def test_an_overlap_names_both_rows() -> None:
    proof = prove(table({"days": "<= 60"}, {"days": ">= 60"}), {})
    assert proof.overlaps == {(1, 2): {"days": 60, "listed": True, "wall": "BAMBOO"}}


def test_a_row_that_never_holds_is_not_used() -> None:
    assert prove(table({}, {"days": "50..40"}), {}).used == {1}


def test_large_tables_are_walked_quickly() -> None:
    """Twenty columns of yes and no are a million combinations; only what differs is walked."""
    columns = tuple(TableInput(f"c{n}", "BOOLEAN", Text("", "")) for n in range(20))
    rows = [{f"c{n}": False for n in range(m)} | {f"c{m}": True} for m in range(20)]
    last = {f"c{n}": False for n in range(20)}
    assert prove(table(*rows, last, inputs=columns), {}).holds
    assert prove(table(*rows, inputs=columns), {}).holes == [last]


def test_unknown_inputs_are_not_guessed() -> None:
    rows = table({"days": "<= 60", "listed": True}, {"days": "> 60", "listed": True}, {"listed": False})
    assert row_for(rows, {"days": None, "listed": False, "wall": None}, {}).number == 3  # type: ignore[union-attr]
    assert row_for(rows, {"days": None, "listed": True}, {}) is None
    assert row_for(rows, {"days": 5000, "listed": True}, {}).number == 2  # type: ignore[union-attr]
    assert row_for(rows, {"days": -4, "listed": True}, {}).number == 1  # type: ignore[union-attr]


def test_officers_read_the_table() -> None:
    amount = grant().money.amount  # type: ignore[union-attr]
    given = values(full_days=30, late_amount_rupiah=500000)
    rows = explain_table(grant(), amount, given)  # type: ignore[arg-type]
    assert [(row.conditions, row.result) for row in rows] == [
        (("paling banyak 30",), "Rp 1.000.000"),
        (("lebih dari 30",), "Rp 500.000"),
    ]
    row = explain_table(grant(), grant().eligibility, given, "en")[1]
    assert row.conditions == ("no", "yes", "anything", "anything")
    assert (row.result, row.message[:36]) == ("refused", "The limit of 60 days has passed. You")


small = TableInput("n", "INTEGER", Text("", ""), 0, 6)
code = TableInput("c", "CHOICE", Text("", ""), choices=("A", "B", "C"))
truth = TableInput("t", "BOOLEAN", Text("", ""))
numbers = st.integers(-1, 7).map(str) | st.just("$v")
number_conditions = st.one_of(
    st.builds(lambda op, n: f"{op} {n}", st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), numbers),
    st.builds(lambda a, b: f"{a}..{b}", numbers, numbers),
    st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.integers(0, 6),
)
rows = st.fixed_dictionaries(
    {},
    optional={
        "n": number_conditions,
        "c": st.sampled_from(["A", "B", "!= C"]) | st.lists(st.sampled_from("ABC"), min_size=1, max_size=2),
        "t": st.booleans(),
    },
)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(rows, min_size=1, max_size=6), st.none() | st.integers(-1, 7))
def test_the_proof_agrees_with_looking_at_every_input(whens: list[dict[str, Any]], value: int | None) -> None:
    built, given_values = table(*whens, inputs=(small, code, truth)), {"v": value}
    columns = {column.code: column for column in built.inputs}
    reaches = [
        {
            name: allowed(parse_condition(written, columns[name]), columns[name], given_values)
            for name, written in when.items()
        }
        for when in whens
    ]
    holes, pairs, used = 0, set(), set()
    for n in range(7):
        for c in "ABC":
            for t in (True, False):
                inputs = {"n": n, "c": c, "t": t}
                holding = [
                    number
                    for number, row in enumerate(reaches, 1)
                    if all(inputs[name] in reach for name, reach in row.items())
                ]
                holes += not holding
                used |= set(holding)
                pairs |= set(pairwise(holding))
                one = row_for(built, inputs, given_values)
                assert (one.number if one else None) == (holding[0] if len(holding) == 1 else None)
    proof = prove(built, given_values)
    assert (proof.holds, bool(proof.holes), set(proof.overlaps), proof.used) == (
        not holes and not pairs, bool(holes), pairs, used,
    )  # fmt: skip
