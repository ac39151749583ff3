"""Conditions of a decision table, as officers write them: `<= 60`, `> $deadline_days`, `1..7`, true, a code, a list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .description import TableInput

_OPERATORS = ("<=", ">=", "!=", "<", ">", "=")
_COMPARED = re.compile(r"(<=|>=|!=|<|>|=)\s*(.+)", re.DOTALL)
_RANGE = re.compile(r"(\S+)\s*\.\.\s*(\S+)")
_NUMBER = re.compile(r"-?\d{1,15}")
_VALUE = re.compile(r"\$([a-z][a-z0-9_]*)")

Operand = int | str | bool


@dataclass(frozen=True, slots=True)
class ValueOf:
    """The region's value of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class Condition:
    """`operator` is one of `<= >= != < > =`, `..` (both ends belong to it) or `in`."""

    operator: str
    operands: tuple[Operand | ValueOf, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The region's values that it speaks of."""
        return tuple(operand.name for operand in self.operands if isinstance(operand, ValueOf))


def parse_condition(written: Any, column: TableInput) -> Condition:
    """The condition that is written in a column. Raises ValueError with a sentence for people."""
    if isinstance(written, list | tuple):
        if not written:
            raise ValueError("daftar kosong; hapus syaratnya bila apa pun boleh")
        return Condition("in", tuple(_operand(item, column) for item in written))
    if not isinstance(written, str):
        return Condition("=", (_operand(written, column),))
    text = written.strip()
    if match := _RANGE.fullmatch(text):
        _only_for_numbers(column, "..")
        return Condition("..", (_operand(match[1], column), _operand(match[2], column)))
    if match := _COMPARED.fullmatch(text):
        if match[1] not in ("=", "!="):
            _only_for_numbers(column, match[1])
        return Condition(match[1], (_operand(match[2], column),))
    return Condition("=", (_operand(text, column),))


def _only_for_numbers(column: TableInput, operator: str) -> None:
    if column.type != "INTEGER":
        raise ValueError(f"`{operator}` hanya untuk kolom bilangan")


def _operand(written: Any, column: TableInput) -> Operand | ValueOf:
    text = written.strip() if isinstance(written, str) else ""
    if match := _VALUE.fullmatch(text):
        return ValueOf(match[1])
    if column.type == "BOOLEAN":
        if isinstance(written, bool) or text in ("true", "false"):
            return written if isinstance(written, bool) else text == "true"
        raise ValueError(f"`{written}` bukan true atau false")
    if column.type == "INTEGER":
        if isinstance(written, int) and not isinstance(written, bool):
            return written
        if _NUMBER.fullmatch(text):
            return int(text)
        raise ValueError(f"`{written}` bukan bilangan bulat, rentang seperti `1..7`, atau `$nilai`")
    if text not in column.choices:
        raise ValueError(f"`{written}` bukan salah satu dari {', '.join(column.choices)}")
    return text


def allowed(condition: Condition, column: TableInput, values: Mapping[str, Any]) -> "Reach":
    """Which answers satisfy the condition, with the region's values filled in.

    A comparison with a value that is empty holds for nothing.
    """
    operands = [_filled(operand, values) for operand in condition.operands]
    if any(operand is None for operand in operands):
        return Reach(())
    if column.type == "INTEGER":
        return Reach(tuple(_spans(condition.operator, operands)))
    domain: tuple[Any, ...] = (True, False) if column.type == "BOOLEAN" else column.choices
    chosen = {
        item for operand in operands for item in (operand if isinstance(operand, list | tuple) else [operand])
    }
    if condition.operator == "!=":
        chosen = set(domain) - chosen
    return Reach((), frozenset(chosen))


def _filled(operand: Operand | ValueOf, values: Mapping[str, Any]) -> Any:
    return values.get(operand.name) if isinstance(operand, ValueOf) else operand


def _spans(operator: str, operands: list[int]) -> Iterator[tuple[int | None, int | None]]:
    """The spans of whole numbers that are meant; both ends belong to them, None has no end."""
    first = operands[0]
    if operator == "..":
        if first <= operands[1]:
            yield first, operands[1]
    elif operator in ("<", "<="):
        yield None, first - (operator == "<")
    elif operator in (">", ">="):
        yield first + (operator == ">"), None
    elif operator == "!=":
        yield None, first - 1
        yield first + 1, None
    else:
        yield from ((number, number) for number in operands)


@dataclass(frozen=True, slots=True)
class Reach:
    """Spans of whole numbers, or members of a list of codes or truths."""

    spans: tuple[tuple[int | None, int | None], ...]
    members: frozenset[Any] | None = None

    def __contains__(self, answer: Any) -> bool:
        if self.members is not None:
            return answer in self.members
        return any(
            (low is None or low <= answer) and (high is None or answer <= high) for low, high in self.spans
        )
