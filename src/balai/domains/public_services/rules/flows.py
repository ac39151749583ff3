"""What a flow allows now: pure questions about states and moves of a pack."""

from collections.abc import Mapping, Sequence

from balai.engine.packs.public import Flow, Move


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
