"""The smaller files: papers, letters, messages, values, training, indicators."""

import re
from typing import Any

from ..description import (
    VALUE_TYPES,
    BaselineIndicator,
    Choice,
    Letter,
    Paper,
    Text,
    TrainingStep,
    ValueSpec,
)
from ..records import ANY_CODE, NO_TEXT, Record, both_languages

# Codes of choices are upper case, but a value may also choose among roles, which are not.
_CHOICE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
PAPER_KINDS = ("PHOTO_OR_PDF", "PHOTO")
SERIES = ("VILLAGE_YEAR", "AGENCY_YEAR")


def read_papers(record: Record) -> dict[str, Any]:
    """papers.yaml: files that must be attached."""
    return {"papers": record.each("papers", _paper)}


def _paper(record: Record) -> Paper:
    code = record.code(example="family_card_photo")
    record.findings.keep(f"papers.{code}", record.node)
    return Paper(
        code,
        record.text("label", most=160),
        record.text("help", NO_TEXT),
        record.words("routes"),
        record.flag("required", True),
        record.word("if_value", "").removeprefix("$"),
        condition_of_answers(record, "when"),
        record.one_of("kind", PAPER_KINDS, "PHOTO_OR_PDF"),
    )


def condition_of_answers(record: Record, key: str) -> dict[str, tuple[Any, ...]]:
    """`{field: [answers]}` as it is written under `x-when` and `when`; a single answer may stand without brackets."""
    written = record.plain_mapping(key)
    for name, answers in written.items():
        if any(isinstance(answer, dict | list | float) for answer in _as_list(answers)):
            record.fault(key, f"Jawaban untuk `{name}` harus kode, bilangan, true, atau false.")
            written[name] = []
    return {name: tuple(_as_list(answers)) for name, answers in written.items()}


def _as_list(answers: Any) -> list[Any]:
    return answers if isinstance(answers, list) else [answers]


def read_letters(record: Record) -> dict[str, Any]:
    """letters.yaml: letters that the service issues."""
    return {"letters": record.each("letters", _letter)}


def _letter(record: Record) -> Letter:
    code = record.code(example="death_letter")
    record.findings.keep(f"letters.{code}", record.node)
    return Letter(
        code,
        record.text("title", most=160),
        record.word("template"),
        record.word("classification", most=20),
        record.word("pattern"),
        record.word("signer"),
        record.one_of("series", SERIES, "VILLAGE_YEAR"),
    )


def read_messages(record: Record) -> dict[str, Any]:
    """messages.yaml: every message by its code."""
    messages: dict[str, Text] = {}
    for code, node in record.entries.items():
        record.take(code)
        record.findings.keep(f"messages.{code}", node)
        messages[code] = both_languages(node, record.findings)
    return {"messages": messages}


def choices_of(record: Record, key: str) -> tuple[Choice, ...]:
    """A list of `{code, label}`."""
    choices = tuple(
        Choice(inner.code(shape=ANY_CODE, example="CASH"), inner.text("label", most=160))
        for inner in record.records(key)
    )
    if len({choice.code for choice in choices}) < len(choices):
        record.fault(key, f"`{key}` memuat kode yang sama dua kali.")
    return choices


def read_values(record: Record) -> dict[str, Any]:
    """values.yaml: what each region sets for itself."""
    return {"values": record.each("values", _value)}


def _value(record: Record) -> ValueSpec:
    code = record.code(example="deadline_days")
    record.findings.keep(f"values.{code}", record.node)
    return ValueSpec(
        code,
        record.text("label", most=160),
        record.text("question", most=600),
        record.one_of("type", VALUE_TYPES),
        record.plain("default"),
        record.number_or_none("minimum"),
        record.number_or_none("maximum"),
        choices_of(record, "choices"),
        record.text("unit", NO_TEXT),
        record.flag("may_be_empty"),
    )


def read_training(record: Record) -> dict[str, Any]:
    """training.yaml: what each role learns, in steps."""
    return {"training": record.each("steps", _step)}


def _step(record: Record) -> TrainingStep:
    code = record.code(example="file_first_claim")
    record.findings.keep(f"training.{code}", record.node)
    return TrainingStep(
        code,
        record.text("title", most=160),
        record.text("text"),
        record.word("role"),
        record.word("sample", ""),
    )


def read_indicators(record: Record) -> dict[str, Any]:
    """indicators.yaml: figures to compare with."""
    return {"indicators": record.each("indicators", _indicator)}


def _indicator(record: Record) -> BaselineIndicator:
    code = record.code(example="days_to_pay")
    record.findings.keep(f"indicators.{code}", record.node)
    return BaselineIndicator(
        code,
        record.text("label", most=160),
        record.text("unit", most=60),
        record.number_or_none("value"),
        record.word("source", "", most=400),
    )
