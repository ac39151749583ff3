"""Decision tables: every column known, every condition readable, exactly one row for every input."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..conditions import Condition
from ..description import DecisionTable, Pack, TableInput, TableRow, ValueSpec
from ..explaining import say_inputs
from ..facts import FUNCTIONS
from ..faults import PackFault
from ..proofs import MOST_HOLES, Proof, prove
from ..tables import condition_of
from .places import at, listed
from .value_sets import value_sets

_GIVES = {"YES_NO": "BOOLEAN", "NUMBER": "INTEGER", "MONEY": "INTEGER", "CHOICE": "CHOICE"}
_VALUE_GIVES = {"BOOLEAN": "BOOLEAN", "INTEGER": "INTEGER", "MONEY": "INTEGER", "CHOICE": "CHOICE"}


def table_faults(pack: Pack, *, provable: bool = True) -> Iterator[PackFault]:
    """Faults of both tables. A proof needs values of the right type: `provable` says whether they are."""
    for name, table in tables_of(pack).items():
        found = list(_conditions_faults(pack, name, table))
        yield from found
        if provable and not found:
            yield from _proof_faults(pack, name, table)


def tables_of(pack: Pack) -> Mapping[str, DecisionTable]:
    """The tables of a pack by name: `eligibility`, and `amount` where that is one."""
    tables = {"eligibility": pack.eligibility}
    if pack.money and isinstance(pack.money.amount, DecisionTable):
        tables["amount"] = pack.money.amount
    return tables


def _conditions_faults(pack: Pack, name: str, table: DecisionTable) -> Iterator[PackFault]:
    columns = {column.code: column for column in table.inputs}
    for column in table.inputs:
        message = _column_fault(pack, column)
        if message:
            yield at(pack, f"{name}.inputs.{column.code}", message)
    for row in table.rows:
        for code, written in row.when.items():
            message = _cell_fault(pack, columns[code], written)
            if message:
                yield _row_fault(name, row, f"Baris {row.number}, `{code}`: {message}.")
        amount = row.then.get("amount")
        if isinstance(amount, str) and not _is_money(pack, amount):
            yield _row_fault(name, row, f"Baris {row.number}: `{amount}` bukan nilai daerah berjenis MONEY.")


def _row_fault(name: str, row: TableRow, message: str) -> PackFault:
    return PackFault("rules.yaml", row.line or 1, f"{name}.rows[{row.number}]", message)


def _is_money(pack: Pack, written: str) -> bool:
    return any(f"${spec.code}" == written and spec.type == "MONEY" for spec in pack.values)


def _column_fault(pack: Pack, column: TableInput) -> str:
    """A column is a fact, a question or a value of the region, of the same type; "" when it is."""
    gives = _given_type(pack, column.code)
    if gives is None:
        return f"Kolom `{column.code}` bukan fakta, isian, atau nilai daerah."
    if gives and gives != column.type:
        return f"Kolom `{column.code}` berjenis {column.type}, padahal isinya {gives}."
    known = _codes_of(pack, column.code)
    if column.type == "CHOICE" and known and set(known) != set(column.choices):
        return f"`choices` kolom `{column.code}` harus sama dengan pilihannya: {listed(known)}."
    return ""


def _given_type(pack: Pack, code: str) -> str | None:
    """The type that stands in a column; "" where it cannot be said, None where nothing is called so."""
    facts = {fact.code: fact for fact in pack.facts}
    if code in facts:
        fact = facts[code]
        function = FUNCTIONS.get(fact.function)
        if function is None or function.gives:
            return function.gives if function else ""
        return _given_type_of_name(pack, str(fact.arguments.get("name", "")).removeprefix("$"))
    return _given_type_of_name(pack, code)


def _given_type_of_name(pack: Pack, code: str) -> str | None:
    if code in pack.fields:
        return _GIVES.get(pack.fields[code].type, "TEXT")
    spec = next((spec for spec in pack.values if spec.code == code), None)
    return _VALUE_GIVES.get(spec.type, "TEXT") if spec else None


def _codes_of(pack: Pack, code: str) -> tuple[str, ...]:
    """The codes that a question or a value can have, also through a fact that only hands it on."""
    fact = next((fact for fact in pack.facts if fact.code == code), None)
    if fact:
        code = str(fact.arguments.get("name", "")).removeprefix("$")
    specs = {spec.code: spec for spec in pack.values}
    choices = (
        pack.fields[code].choices if code in pack.fields else specs[code].choices if code in specs else ()
    )
    return tuple(choice.code for choice in choices)


def _cell_fault(pack: Pack, column: TableInput, written: Any) -> str:
    try:
        condition = condition_of(written, column)
    except (ValueError, TypeError) as error:
        return str(error)
    specs = {spec.code: spec for spec in pack.values}
    for name in condition.names:
        if name not in specs:
            return f"nilai daerah `${name}` tidak ada di values.yaml"
        if not _fits(column, specs[name]):
            return (
                f"nilai daerah `${name}` berjenis {specs[name].type}, tidak cocok dengan kolom {column.type}"
            )
    return _bounds_fault(column, condition)


def _fits(column: TableInput, spec: ValueSpec) -> bool:
    return _VALUE_GIVES.get(spec.type) == column.type or (column.type == "CHOICE" and spec.type == "CHOICES")


def _bounds_fault(column: TableInput, condition: Condition) -> str:
    if column.type != "INTEGER":
        return ""
    outside = [
        operand
        for operand in condition.operands
        if isinstance(operand, int) and not column.minimum - 1 <= operand <= column.maximum + 1
    ]
    return f"{outside[0]} di luar {column.minimum} sampai {column.maximum}" if outside else ""


def _proof_faults(pack: Pack, name: str, table: DecisionTable) -> Iterator[PackFault]:
    """The table is proven with the pack's own values, at the ends of their legal range, and for each variant."""
    said: set[Any] = set()
    used: set[int] = set()
    for words, values in value_sets(pack, table):
        proof = prove(table, values)
        used |= proof.used
        yield from _found(pack, name, table, proof, words, said)
        if proof.gave_up:
            yield at(pack, name, "Tabel terlalu besar untuk diperiksa; kurangi kolom atau baris.")
            return
    for row in table.rows:
        if row.number not in used:
            yield _row_fault(
                name, row, f"Baris {row.number} tidak pernah berlaku; hapus atau perbaiki syaratnya."
            )


def _found(
    pack: Pack, name: str, table: DecisionTable, proof: Proof, words: str, said: set[Any]
) -> Iterator[PackFault]:
    rows = {row.number: row for row in table.rows}
    for (first, second), example in proof.overlaps.items():
        if (first, second) not in said:
            said.add((first, second))
            both = (
                f"Baris {first} dan baris {second} (baris berkas {rows[first].line} dan {rows[second].line})"
            )
            case = say_inputs(pack, table, example)
            yield _row_fault(name, rows[second], f"{both} sama-sama berlaku untuk {case}{words}.")
    if proof.holes and "hole" not in said:
        said.add("hole")
        for example in proof.holes[:MOST_HOLES]:
            yield at(pack, name, f"Tidak ada baris untuk {say_inputs(pack, table, example)}{words}.", "rows")
