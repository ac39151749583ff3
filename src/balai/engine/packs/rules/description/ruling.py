"""What is computed and decided: facts, tables, money, and what the rules said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .words import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something computed from the answers: `function` of `facts.FUNCTIONS` with its arguments."""

    code: str
    function: str
    arguments: Mapping[str, Any]
    label: Text


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column of a decision table. `type`: BOOLEAN, INTEGER (with bounds) or CHOICE (with codes)."""

    code: str
    type: str
    label: Text
    minimum: int = 0
    maximum: int = 0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """`when`: input code -> condition as written; absent inputs match anything. `then`: what follows."""

    number: int
    when: Mapping[str, Any]
    then: Mapping[str, Any]
    line: int = 0


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Exactly one row holds for every possible input: overlaps and holes are errors."""

    inputs: tuple[TableInput, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Unique:
    """Two applications with the same `fields` cannot both live. Where a field of them is empty, `without` is
    compared instead (people without NIK)."""

    code: str
    fields: tuple[str, ...]
    without: tuple[str, ...] = ()
    message: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Money:
    """What is paid, from which account, through which channels (a value that lists CASH, TRANSFER, VIRTUAL_ACCOUNT).
    `amount` is `$value`, or a table whose rows give `amount`."""

    account: str
    amount: str | DecisionTable
    channels: str
    payee: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of an application. `result`: ELIGIBLE, REFUSED or MANUAL (somebody must judge);
    `message` a code of the pack's messages; `row` the number of the row that decided."""

    result: str
    route: str
    message: str
    row: int
    facts: Mapping[str, Any]
    amount_rupiah: int | None = None
