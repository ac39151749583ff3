"""Flows: which moves are open, and that every mistake of a random flow is seen."""

import dataclasses
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.engine.packs.rules.description import Flow, FlowState, Move, Pack, Text
from balai.engine.packs.rules.drawing import draw_flow
from balai.engine.packs.rules.moves import open_moves
from balai.engine.packs.rules.soundness.flows import flow_faults
from balai.engine.packs.rules.soundness.money import money_faults

from .grants import grant, values


def moves(state: str, done: dict[str, int] | None = None, **given: Any) -> list[str]:
    return [move.code for move in open_moves(grant(), state=state, values=values(**given), done=done or {})]


def test_moves_of_a_state() -> None:
    assert moves("VERIFYING") == ["verify", "ask", "refuse", "withdraw"]
    assert moves("VERIFYING", {"ask": 2}) == ["verify", "ask", "refuse", "withdraw"]
    assert moves("VERIFYING", {"ask": 3}) == ["verify", "refuse", "withdraw"]
    assert moves("PAID") == []
    assert moves("NOWHERE") == []


def test_moves_depend_on_the_region() -> None:
    switched = dataclasses.replace(grant().flow.moves[0], if_value="asks_certificate")
    other = dataclasses.replace(grant().flow.moves[0], code="other", unless_value="asks_certificate")
    pack = with_flow(Flow("VERIFYING", grant().flow.states, (switched, other), {}))
    for answer, code in ((True, "verify"), (False, "other")):
        found = open_moves(pack, state="VERIFYING", values={"asks_certificate": answer}, done={})
        assert [move.code for move in found] == [code]


def with_flow(flow: Flow) -> Pack:
    return dataclasses.replace(grant(), flow=flow, places={})


LIMITS = {"limits": [{"code": "ANSWER", "amount": 1, "unit": "HOURS"}], "ladder": []}
CODES = "ABCDE"


def flow_of(edges: dict[str, tuple[str, str, int]], finals: set[str]) -> Flow:
    states = tuple(
        FlowState(
            code, Text(code, code), "CLOSED" if code in finals else "IN_PROGRESS", is_final=code in finals
        )
        for code in CODES
    )
    moves = tuple(
        Move(f"m{name}", Text("x", "x"), (source,), target, ("verifier",), most=most)
        for name, (source, target, most) in edges.items()
        if source not in finals
    )
    return Flow("A", states, moves, LIMITS)


edge = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), st.sampled_from([0, 0, 0, 1, 2]))
flows = st.builds(
    flow_of,
    st.dictionaries(st.integers(0, 99).map(str), edge, max_size=9),
    st.sets(st.sampled_from("BCDE"), min_size=1, max_size=3),
)


def walk(flow: Flow, most_steps: int) -> tuple[set[str], bool]:
    """Every walk, move by move, by brute force: the states that are met, and whether some walk never has to end."""
    met, endless = {flow.start}, False
    waiting: list[tuple[str, tuple[tuple[str, int], ...], int]] = [(flow.start, (), 0)]
    seen = set()
    while waiting:
        here, done, steps = waiting.pop()
        if steps > most_steps:
            endless = True
            continue
        for move in flow.moves:
            counts = Counter(dict(done))
            if here in move.sources and (not move.most or counts[move.code] < move.most):
                counts[move.code] += 1 if move.most else 0
                after = (move.target, tuple(sorted(counts.items())), steps + 1)
                met.add(move.target)
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
    return met, endless


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(flows)
def test_random_flows_are_judged_as_walking_them_judges(flow: Flow) -> None:
    said = [fault for fault in flow_faults(with_flow(flow)) if fault.file == "flow.yaml"]
    met, endless = walk(flow, 16)
    never = {
        fault.field.removeprefix("states.") for fault in said if "tidak pernah tercapai" in fault.message
    }
    assert never == set(CODES) - met
    rings = [fault for fault in said if "berputar" in fault.message]
    # A ring that is never reached is a fault as well; one that is reached is always seen.
    assert rings or not endless
    stuck = {
        fault.field.removeprefix("states.") for fault in said if "jalan ke status akhir" in fault.message
    }
    for code in met - stuck:
        assert ends(flow, code), f"{code} cannot end and nobody said so"


def ends(flow: Flow, code: str) -> bool:
    found, waiting = {code}, [code]
    while waiting:
        here = waiting.pop()
        beyond = {move.target for move in flow.moves if here in move.sources and not move.most} - found
        found |= beyond
        waiting += beyond
    return any(flow.state(one).is_final for one in found)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(flows)
def test_every_flow_can_be_drawn(flow: Flow) -> None:
    draw_flow(with_flow(flow))


money_edge = st.tuples(
    st.sampled_from("ABC"),
    st.sampled_from(CODES),
    st.sampled_from([(), ("RESERVE",), ("PAY",), ("RELEASE",), ("RESERVE", "PAY")]),
)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.lists(money_edge, max_size=7))
def test_money_is_never_paid_without_being_reserved(edges: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """If nothing is wrong, no walk of eight moves pays what was not reserved, pays twice, or ends with a reservation."""
    moves = tuple(
        Move(
            f"m{n}",
            Text("", ""),
            (source,),
            target,
            ("verifier",),
            effects,
            otherwise="E" if "RESERVE" in effects else "",
        )
        for n, (source, target, effects) in enumerate(edges)
    )
    states = tuple(FlowState(code, Text("", ""), "CLOSED", is_final=code in "DE") for code in CODES)
    pack = with_flow(Flow("A", states, moves, LIMITS))
    ways = [fault for fault in money_faults(pack) if fault.field != "money"]
    wrong = any(_goes_wrong(moves, "A", "FREE", 8))
    assert bool(ways) == wrong


def _goes_wrong(moves: tuple[Move, ...], here: str, standing: str, left: int) -> Any:
    if here in "DE" and standing == "RESERVED":
        yield True
    for move in moves if left else ():
        if here in move.sources:
            after = standing
            for effect in move.effects:
                if (effect == "RESERVE" and after != "FREE") or (effect == "PAY" and after != "RESERVED"):
                    yield True
                    return
                after = {"RESERVE": "RESERVED", "PAY": "PAID"}.get(
                    effect, "FREE" if after == "RESERVED" else after
                )
            yield from _goes_wrong(moves, move.target, after, left - 1)
            if move.otherwise:
                yield from _goes_wrong(moves, move.otherwise, standing, left - 1)
