"""What a flow allows now: pure questions about states and moves of a pack."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from balai.engine.packs.public import Flow, FlowState, Move


def counted(moves: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """How often each move was done, from who did it."""
    return {code: len(who) for code, who in moves.items()}


def effect_of(move: Move, name: str) -> str:
    """The argument of an effect (`ISSUE letter` -> `letter`); "" when the move does not have it."""
    return next((effect.partition(" ")[2] for effect in move.effects if effect.startswith(f"{name} ")), "")


def with_effect(flow: Flow, state: str, effect: str) -> Move | None:
    """The first move out of a state that has this effect; None without one."""
    return next((move for move in flow.moves if state in move.sources and effect in move.effects), None)


def states_before(flow: Flow, effect: str) -> list[str]:
    """The states from which a move with this effect leads."""
    return sorted({source for move in flow.moves if effect in move.effects for source in move.sources})


def open_in(flow: Flow, values: Mapping[str, Any]) -> list[Move]:
    """The moves that exist with the region's values: some packs have a step that only some regions take."""
    return [
        move
        for move in flow.moves
        if (not move.if_value or values.get(move.if_value))
        and not (move.unless_value and values.get(move.unless_value))
    ]


def reached(flow: Flow, values: Mapping[str, Any]) -> list[FlowState]:
    """The states that an application can come to with the region's values, in the order of the pack."""
    moves, found, fresh = open_in(flow, values), set[str](), {flow.start}
    while fresh:
        found |= fresh
        onward = [move for move in moves if fresh & set(move.sources)]
        fresh = {code for move in onward for code in (move.target, move.otherwise) if code} - found
    return [state for state in flow.states if state.code in found]


def main_path(flow: Flow, values: Mapping[str, Any]) -> list[FlowState]:
    """The states that an ordinary application passes, from the start to its good end."""
    path = [flow.state(flow.start)]
    while not path[-1].is_final:
        seen = {state.code for state in path}
        onward = [
            move
            for move in open_in(flow, values)
            if path[-1].code in move.sources and move.target not in seen
        ]
        onward.sort(key=lambda move: (not move.is_main, not flow.state(move.target).is_good))
        if not onward:
            break
        path.append(flow.state(onward[0].target))
    return path


def leads_on(flow: Flow, moves: Iterable[Move]) -> bool:
    """Whether one of the moves takes the application further instead of ending it: then it waits for whoever has it."""
    return any(not flow.state(move.target).is_final for move in moves)
