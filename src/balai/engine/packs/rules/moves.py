"""Which moves are open where an application stands."""

from collections.abc import Mapping
from typing import Any

from .description import Move, Pack


def open_moves(pack: Pack, *, state: str, values: Mapping[str, Any], done: Mapping[str, int]) -> list[Move]:
    """The moves out of `state`, in the order of the pack. `done` counts moves by code; who may do them is not asked.

    A state that the flow does not have gives none.
    """
    return [move for move in pack.flow.moves if state in move.sources and is_open(move, values, done)]


def is_open(move: Move, values: Mapping[str, Any], done: Mapping[str, int]) -> bool:
    """Whether the region's values and what was done already leave this move open."""
    if move.if_value and not values.get(move.if_value):
        return False
    if move.unless_value and values.get(move.unless_value):
        return False
    return not move.most or done.get(move.code, 0) < move.most
