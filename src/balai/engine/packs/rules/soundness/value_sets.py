"""Which values of the region a table is proven with."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from ..description import DecisionTable, Pack, TableInput, ValueSpec
from ..tables import condition_of

MOST_VALUE_SETS = 128


def value_sets(pack: Pack, table: DecisionTable) -> Iterator[tuple[str, dict[str, Any]]]:
    """The region's values to prove a table with, each with words that say which: the pack's own, every variant's, and
    whatever the law allows of the values that the table speaks of."""
    own = {spec.code: spec.default if spec.default is not None else stand_in(spec) for spec in pack.values}
    own |= {spec.code: None for spec in pack.values if spec.default is None and spec.may_be_empty}
    yield "", own
    for variant in pack.variants.values():
        yield f" (dengan nilai {variant.name})", own | dict(variant.values)
    specs = [spec for spec in pack.values if spec.code in _names_in(table)]
    choices = [[(spec.code, value) for value in _possibilities(spec, table)] for spec in specs]
    for number, chosen in enumerate(product(*choices)):
        if number == MOST_VALUE_SETS:
            return
        said = ", ".join(f"{code} = {'kosong' if value is None else value}" for code, value in chosen)
        yield f" (dengan {said})" if said else "", own | dict(chosen)


def _names_in(table: DecisionTable) -> set[str]:
    columns = {column.code: column for column in table.inputs}
    return {
        name
        for row in table.rows
        for code, written in row.when.items()
        for name in condition_of(written, columns[code]).names
    }


def stand_in(spec: ValueSpec) -> Any:
    """Some legal value, for one that each region must set for itself."""
    if spec.type in ("MONEY", "INTEGER"):
        return spec.minimum or 0
    if spec.type in ("CHOICE", "CHOICES"):
        codes = [choice.code for choice in spec.choices]
        return codes if spec.type == "CHOICES" else (codes or [""])[0]
    return {"BOOLEAN": False, "DATE": "2026-01-01", "ACCOUNT": "5.3.01"}.get(spec.type, "CONTOH")


def _possibilities(spec: ValueSpec, table: DecisionTable) -> list[Any]:
    """Legal values of every kind that could make a difference to the table."""
    empty = [None] if spec.may_be_empty else []
    if spec.type == "BOOLEAN":
        return [True, False, *empty]
    if spec.type in ("CHOICE", "CHOICES"):
        return [choice.code for choice in spec.choices] + empty
    near = {
        number + step
        for column in table.inputs
        for row in table.rows
        for number in _numbers(row.when.get(column.code), column)
        for step in (-1, 0, 1)
    }
    low = spec.minimum if spec.minimum is not None else min([*near, 0])
    high = spec.maximum if spec.maximum is not None else max([*near, 1])
    return [*sorted({low, high} | {number for number in near if low <= number <= high}), *empty]


def _numbers(written: Any, column: TableInput) -> list[int]:
    if written is None or column.type != "INTEGER":
        return []
    return [operand for operand in condition_of(written, column).operands if isinstance(operand, int)]
