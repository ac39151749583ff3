"""form.yaml: a JSON Schema 2020-12 object whose `x-` keys say what JSON Schema cannot."""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from ..description import Choice, Field, Section, Text
from ..located import Node
from ..records import CODE, NO_TEXT, UPPER_CODE, Record, both_languages
from .parts import condition_of_answers

# What `format` makes of a string. A string without one is TEXT, or CHOICE where it has an `enum`.
FORMATS: Mapping[str, str] = {
    "nik": "NIK",
    "kk": "KK",
    "date": "DATE",
    "time": "TIME",
    "phone": "PHONE",
    "email": "EMAIL",
    "money": "MONEY",
    "area": "AREA",
    "bank-account": "BANK_ACCOUNT",
    "long-text": "LONG_TEXT",
}
_LENGTHS = {"LONG_TEXT": 2000, "EMAIL": 254}
LONGEST = 4000
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def read_form(record: Record) -> dict[str, Any]:
    """Sections and schema of a Pack."""
    if record.word("$schema", DIALECT) != DIALECT:
        record.fault("$schema", f"`$schema` yang dikenal hanya {DIALECT}.")
    if record.one_of("type", ("object",)) and record.plain("additionalProperties", False) is not False:
        record.fault("additionalProperties", "`additionalProperties` hanya boleh false.")
    for key in ("$id", "title", "description"):
        record.word(key, "")
    required = record.words("required")
    fields = {
        code: _field(code, node, code in required, record)
        for code, node in record.mapping("properties").items()
    }
    for code in required:
        if code not in fields:
            record.fault("required", f"`{code}` tidak ada di antara `properties`.")
    sections = tuple(_sections(record, fields))
    schema = record.node.plain() if isinstance(record.node.value, dict) else {}
    _agrees_with_the_standard(record, schema)
    return {"sections": sections, "schema": schema}


def _agrees_with_the_standard(record: Record, schema: Mapping[str, Any]) -> None:
    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
        place = ".".join(str(part) for part in error.absolute_path)
        node = _deepest(record.node, list(error.absolute_path))
        record.findings.add(node, f"Tidak sesuai JSON Schema 2020-12 ({error.message[:160]}).", place)


def _deepest(node: Node, path: list[Any]) -> Node:
    for part in path:
        inner = node.value
        if (isinstance(inner, dict) and part in inner) or (
            isinstance(inner, tuple) and isinstance(part, int) and part < len(inner)
        ):
            node = inner[part]
    return node


def _sections(record: Record, fields: Mapping[str, Field]) -> Iterator[Section]:
    placed: set[str] = set()
    for inner in record.records("x-sections"):
        code = inner.code(example="deceased")
        inner.findings.keep(f"sections.{code}", inner.node)
        codes = inner.words("fields", None)
        for name in codes:
            if name not in fields:
                inner.fault("fields", f"`{name}` tidak ada di antara `properties`.")
            elif name in placed:
                inner.fault("fields", f"`{name}` sudah ada di bagian lain.")
        placed |= set(codes)
        yield Section(
            code,
            inner.text("title", most=120),
            tuple(fields[name] for name in codes if name in fields),
            inner.word("person", ""),
            inner.text("x-help", NO_TEXT) if "x-help" in inner else inner.text("help", NO_TEXT),
        )
    for name in fields:
        if name not in placed:
            record.fault("x-sections", f"Isian `{name}` belum ada di bagian mana pun.")


def _field(code: str, node: Node, required: bool, form: Record) -> Field:
    form.findings.keep(f"fields.{code}", node)
    record = Record(node, form.findings)
    if not CODE.fullmatch(code):
        record.findings.add(node, f"`{code}` bukan nama isian yang benar; tulis seperti `death_date`.")
    kind = _kind(record)
    choices = _choices(record)
    if (kind == "CHOICE") != bool(choices):
        record.fault("enum", "Pilihan (`enum`) hanya untuk `type: string` tanpa `format`.")
    most = record.number("maxLength", _LENGTHS.get(kind, 200))
    if not 1 <= most <= LONGEST:
        record.fault("maxLength", f"`maxLength` antara 1 dan {LONGEST}.")
    field = Field(
        code,
        kind,
        Text(record.word("title"), record.word("x-en")),
        _help(record),
        required,
        choices,
        condition_of_answers(record, "x-when"),
        record.word("x-prefill", ""),
        _bound(record, "minimum", kind),
        _bound(record, "maximum", kind),
        most,
        record.word("x-not-after", ""),
        record.word("x-not-before", ""),
        record.word("x-choices", "").removeprefix("$"),
    )
    if not 0 <= record.number("minLength", 0) <= most:
        record.fault("minLength", "`minLength` antara 0 dan `maxLength`.")
    record.close()
    return field


def _kind(record: Record) -> str:
    written = record.one_of("type", ("string", "integer", "number", "boolean"))
    name = record.word("format", "")
    if written == "boolean":
        kind = "YES_NO"
    elif written in ("integer", "number"):
        kind = "MONEY" if name == "money" else "NUMBER"
    elif name:
        kind = FORMATS.get(name, "TEXT")
    else:
        kind = "CHOICE" if "enum" in record else "TEXT"
    if name and (name not in FORMATS or written == "boolean" or (written != "string" and name != "money")):
        record.fault("format", f"`format: {name}` tidak dikenal untuk {written}; pilih {', '.join(FORMATS)}.")
    if written == "number":
        record.fault("type", "Bilangan di formulir harus bulat: `type: integer`.")
    if written == "string" and name == "money":
        record.fault("type", "Uang ditulis `type: integer, format: money`.")
    return kind


def _choices(record: Record) -> tuple[Choice, ...]:
    codes = record.words("enum")
    labels = record.mapping("x-labels")
    for code in codes:
        if not UPPER_CODE.fullmatch(code):
            record.fault("enum", f"`{code}` bukan kode pilihan yang benar; tulis seperti `BAMBOO`.")
        if code not in labels:
            record.fault("x-labels", f"Pilihan `{code}` belum punya label di `x-labels`.")
    for code in labels:
        if code not in codes:
            record.fault("x-labels", f"`{code}` tidak ada dalam `enum`.")
    return tuple(
        Choice(code, both_languages(labels[code], record.findings)) for code in codes if code in labels
    )


def _help(record: Record) -> Text:
    text = Text(record.word("description", "", most=600), record.word("x-help-en", "", most=600))
    if bool(text.id) != bool(text.en):
        record.fault("x-help-en" if text.id else "description", "Bantuan harus dalam dua bahasa.")
    return text


def _bound(record: Record, key: str, kind: str) -> int | None:
    bound = record.number_or_none(key)
    if bound is not None and kind not in ("NUMBER", "MONEY"):
        record.fault(key, f"`{key}` hanya untuk bilangan dan uang.")
    return bound
