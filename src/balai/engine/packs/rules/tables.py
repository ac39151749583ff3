"""Which row of a decision table holds."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .conditions import Condition, allowed, parse_condition
from .description import DecisionTable, TableInput, TableRow


def row_for(table: DecisionTable, inputs: Mapping[str, Any], values: Mapping[str, Any]) -> TableRow | None:
    """The one row that holds for these inputs with the region's values; None where it cannot be said.

    A number beyond the bounds of its column counts as the bound. An input that is not known (None) satisfies no
    condition, only rows that do not ask for it.
    """
    known = {column.code: _bounded(column, inputs.get(column.code)) for column in table.inputs}
    columns = {column.code: column for column in table.inputs}
    holding = [row for row in table.rows if _holds(row, columns, known, values)]
    return holding[0] if len(holding) == 1 else None


def _bounded(column: TableInput, given: Any) -> Any:
    if column.type == "INTEGER" and given is not None:
        return min(max(given, column.minimum), column.maximum)
    return given


def _holds(
    row: TableRow, columns: Mapping[str, TableInput], known: Mapping[str, Any], values: Mapping[str, Any]
) -> bool:
    return all(
        known[code] is not None
        and known[code] in allowed(condition_of(written, columns[code]), columns[code], values)
        for code, written in row.when.items()
    )


def condition_of(written: Any, column: TableInput) -> Condition:
    """The condition that is written in a cell. Raises ValueError with a sentence for people."""
    return _parsed(tuple(written) if isinstance(written, list) else written, type(written), column)


@lru_cache(maxsize=4096)
def _parsed(written: Any, kind: type, column: TableInput) -> Condition:
    # `kind` keeps 1 and True apart, which are the same key otherwise.
    return parse_condition(written, column)
