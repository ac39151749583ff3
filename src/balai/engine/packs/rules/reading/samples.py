"""cases.yaml and variants: sample cases with the expected result."""

from collections.abc import Mapping
from typing import Any

from ..description import Sample, Variant
from ..located import Node
from ..records import Record

EXPECT = ("result", "route", "message", "amount_rupiah", "refused", "faults", "missing", "state")
COMMON = ("filed_on", "answers", "papers", "lookups", "values", "moves", "expect")
_MERGED = ("answers", "lookups", "values")


def read_samples(record: Record, common: Mapping[str, Any], name: str) -> tuple[Sample, ...]:
    """The samples of a file; `common` is what each of them starts from."""
    for key in sorted(set(common) - set(COMMON)):
        record.fault("common", f"Kunci `{key}` tidak dikenal; yang dikenal: {', '.join(COMMON)}.")
    return tuple(
        _sample(row, common, f"{name}.{number}")
        for number, row in enumerate(record.records("samples"), start=1)
    )


def _sample(record: Record, common: Mapping[str, Any], place: str) -> Sample:
    record.findings.keep(place, record.node)
    record = _with_common(record, common)
    return Sample(
        record.word("name", most=160),
        record.day("filed_on"),
        {code: answer for code, answer in record.plain_mapping("answers").items() if answer is not None},
        record.words("papers"),
        record.plain_mapping("lookups"),
        record.plain_mapping("values"),
        _moves(record),
        _expected(record),
    )


def _expected(record: Record) -> dict[str, Any]:
    expect = record.plain_mapping("expect")
    if not expect:
        record.fault("expect", "`expect` belum diisi: hasil yang diharapkan.")
    for key, value in expect.items():
        if key not in EXPECT:
            record.fault("expect", f"Kunci `{key}` tidak dikenal; yang dikenal: {', '.join(EXPECT)}.")
        elif key in ("faults", "missing"):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                record.fault("expect", f"`{key}` harus daftar nama.")
        elif key == "amount_rupiah":
            if value is not None and type(value) is not int:
                record.fault("expect", "`amount_rupiah` harus rupiah bulat, atau null.")
        elif not isinstance(value, str):
            record.fault("expect", f"`{key}` harus tulisan.")
    return expect


def _moves(record: Record) -> tuple[str, ...]:
    """Moves in their order; the same one may stand several times."""
    moves = record.plain("moves", [])
    if not isinstance(moves, list) or not all(isinstance(move, str) for move in moves):
        record.fault("moves", "`moves` harus daftar kode langkah.")
        return ()
    return tuple(moves)


def _with_common(record: Record, common: Mapping[str, Any]) -> Record:
    """The record with what all samples have in common; its own words win, an answer of null takes one away."""
    entries = dict(record.entries)
    for key in COMMON:
        if key not in common:
            continue
        own = entries.get(key)
        if own is None:
            entries[key] = _node(record.node, key, common[key])
        elif key in _MERGED and isinstance(own.value, dict) and isinstance(common[key], dict):
            entries[key] = _node(own, key, {**common[key], **own.plain()})
    record.entries = entries
    return record


def _node(near: Node, key: str, plain: Any) -> Node:
    """A node as if `plain` had been written there."""
    value: Any = plain
    if isinstance(plain, dict):
        value = {name: _node(near, name, inner) for name, inner in plain.items()}
    elif isinstance(plain, list):
        value = tuple(_node(near, key, inner) for inner in plain)
    return Node(near.file, near.line, f"{near.path}.{key}", value)


def read_variant(record: Record, common: Mapping[str, Any], code: str) -> Variant:
    """Another region's rules for the same service."""
    record.findings.keep(f"variants.{code}", record.node)
    return Variant(
        record.word("name"),
        record.word("source", "", most=800),
        record.plain_mapping("values"),
        read_samples(record, common, f"variants.{code}.samples"),
        record.word("confidence", ""),
    )
