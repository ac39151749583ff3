"""Decision tables in words that an officer can read, with the region's values filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balai.foundation.money import rupiah

from .conditions import Condition, ValueOf
from .description import DecisionTable, Pack, TableInput, TableRow, ValueSpec
from .tables import condition_of
from .values import grouped

_WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "<=": "paling banyak {0}",
        "<": "kurang dari {0}",
        ">=": "paling sedikit {0}",
        ">": "lebih dari {0}",
        "=": "{0}",
        "in": "{0}",
        "!=": "bukan {0}",
        "..": "{0} sampai {1}",
        "any": "apa pun",
        "or": " atau ",
        "true": "ya",
        "false": "tidak",
        "empty": "tidak ditetapkan",
        "ELIGIBLE": "berhak",
        "REFUSED": "ditolak",
        "MANUAL": "dinilai petugas",
        "route": "jalur {0}",
    },
    "en": {
        "<=": "at most {0}",
        "<": "less than {0}",
        ">=": "at least {0}",
        ">": "more than {0}",
        "=": "{0}",
        "in": "{0}",
        "!=": "not {0}",
        "..": "{0} to {1}",
        "any": "anything",
        "or": " or ",
        "true": "yes",
        "false": "no",
        "empty": "not set",
        "ELIGIBLE": "eligible",
        "REFUSED": "refused",
        "MANUAL": "judged by an officer",
        "route": "route {0}",
    },
}


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A row for people: its number, its line in the file, one phrase per column, what follows, and why."""

    number: int
    line: int
    conditions: tuple[str, ...]
    result: str
    message: str = ""


def explain_table(
    pack: Pack, table: DecisionTable, values: Mapping[str, Any], language: str = "id"
) -> list[ExplainedRow]:
    """The rows of a table in words; the phrases stand in the order of `table.inputs`, whose labels head them."""
    return [_explained(pack, table, row, values, language) for row in table.rows]


def say_inputs(pack: Pack, table: DecisionTable, inputs: Mapping[str, Any], language: str = "id") -> str:
    """`Hari sejak meninggal: 61; Ada di daftar: tidak`."""
    return "; ".join(
        f"{column.label.in_language(language)}: {_said(pack, column, inputs[column.code], {}, language)}"
        for column in table.inputs
    )


def _explained(
    pack: Pack, table: DecisionTable, row: TableRow, values: Mapping[str, Any], language: str
) -> ExplainedRow:
    phrases = tuple(
        _phrase(pack, column, condition_of(row.when[column.code], column), values, language)
        if column.code in row.when
        else _WORDS[language]["any"]
        for column in table.inputs
    )
    message = pack.messages.get(row.then.get("message", ""))
    return ExplainedRow(
        row.number,
        row.line,
        phrases,
        _result(row, values, language),
        filled(message.in_language(language), pack, values, language) if message else "",
    )


def _phrase(
    pack: Pack, column: TableInput, condition: Condition, values: Mapping[str, Any], language: str
) -> str:
    said = [_said(pack, column, operand, values, language) for operand in condition.operands]
    words = _WORDS[language]
    return words[condition.operator].format(
        *(said if condition.operator == ".." else [words["or"].join(said)])
    )


def _said(pack: Pack, column: TableInput, given: Any, values: Mapping[str, Any], language: str) -> str:
    """An operand or an input as people say it: yes, 1.000, the label of a choice."""
    if isinstance(given, ValueOf):
        given = values.get(given.name)
    words = _WORDS[language]
    if given is None:
        return words["empty"]
    if isinstance(given, bool):
        return words["true" if given else "false"]
    if isinstance(given, int):
        return grouped(given)
    if isinstance(given, list | tuple):
        return words["or"].join(_said(pack, column, one, values, language) for one in given)
    return _label(pack, column, given, language)


def _label(pack: Pack, column: TableInput, code: str, language: str) -> str:
    field = pack.fields.get(column.code)
    choices = field.choices if field else ()
    return next((choice.label.in_language(language) for choice in choices if choice.code == code), code)


def _result(row: TableRow, values: Mapping[str, Any], language: str) -> str:
    words = _WORDS[language]
    if "amount" in row.then:
        amount = row.then["amount"]
        amount = values.get(amount.removeprefix("$")) if isinstance(amount, str) else amount
        return words["empty"] if amount is None else rupiah(amount)
    said = words[row.then["result"]]
    route = row.then.get("route")
    return f"{said}, {words['route'].format(route)}" if route else said


def filled(words: str, pack: Pack, values: Mapping[str, Any], language: str = "id") -> str:
    """`words` with the region's values in the place of `{deadline_days}`; other braces stay as they are."""
    for spec in pack.values:
        if f"{{{spec.code}}}" in words:
            words = words.replace(f"{{{spec.code}}}", say_value(spec, values.get(spec.code), language))
    return words


def say_value(spec: ValueSpec, value: Any, language: str = "id") -> str:
    """A value of the region as people say it: `Rp 1.000.000`, `60`, `Tunai atau Transfer`."""
    words = _WORDS[language]
    if value is None or value == "":
        return words["empty"]
    if isinstance(value, bool):
        return words["true" if value else "false"]
    if isinstance(value, int):
        return rupiah(value) if spec.type == "MONEY" else grouped(value)
    labels = {choice.code: choice.label.in_language(language) for choice in spec.choices}
    chosen = value if isinstance(value, list | tuple) else [value]
    return words["or"].join(labels.get(code, str(code)) for code in chosen)
