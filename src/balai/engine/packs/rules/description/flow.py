"""The way of a file: states, moves, and letters that are issued on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .words import NO_TEXT, Text, find


@dataclass(frozen=True, slots=True)
class FlowState:
    """A state of the flow. `stage` is what it means to the clocks: a `State` of the case engine; `office` who holds
    it; `wait` (a number of days or `$value`) and `reason` belong to ON_HOLD. `is_good`: it counts as served."""

    code: str
    label: Text
    stage: str
    office: str = "AGENCY"
    is_final: bool = False
    is_good: bool = False
    wait: int | str = 0
    reason: str = ""
    tone: str = ""


# What a move does besides moving. A letter is issued by "ISSUE <letter>", a message told by "TELL <message>".
EFFECTS = ("RESERVE", "RELEASE", "PAY", "RECORD_DEATH", "ISSUE", "TELL", "HOLD_UNIQUE", "FREE_UNIQUE")
NEEDS = ("TEXT", "RECEIPT", "CHANNEL", "SIGNATURE")


@dataclass(frozen=True, slots=True)
class Move:
    """A move of the flow. `otherwise`: where it leads when the money is not there; `not_by`: moves whose author may
    not do this one; `most`: how often, for a move that leads back; `if_value`: only where that value is true."""

    code: str
    label: Text
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...]
    effects: tuple[str, ...] = ()
    otherwise: str = ""
    needs: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    most: int = 0
    if_value: str = ""
    unless_value: str = ""
    done: Text = NO_TEXT
    is_main: bool = False
    icon: str = "check"
    tone: str = ""
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """States and moves. `clocks` is a clock set as the case engine reads it; amounts may be `$value`."""

    start: str
    states: tuple[FlowState, ...]
    moves: tuple[Move, ...]
    clocks: Mapping[str, Any]

    def state(self, code: str) -> FlowState:
        """The state with that code. Raises KeyError."""
        return find(self.states, code)

    def move(self, code: str) -> Move:
        """The move with that code. Raises KeyError."""
        return find(self.moves, code)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that the service issues. `pattern` of its number: {number} {code} {village} {roman_month} {year};
    `signer` is a role of the pack; `template` a Typst file of the pack; `series`: VILLAGE_YEAR or AGENCY_YEAR."""

    code: str
    title: Text
    template: str
    classification: str
    pattern: str
    signer: str
    series: str = "VILLAGE_YEAR"
