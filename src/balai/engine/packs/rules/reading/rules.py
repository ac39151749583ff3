"""rules.yaml: facts, eligibility and money."""

from typing import Any

from ..description import DecisionTable, Fact, Money, TableInput, TableRow
from ..located import Node
from ..records import UPPER_CODE, Record

INPUT_TYPES = ("BOOLEAN", "INTEGER", "CHOICE")
RESULTS = ("ELIGIBLE", "REFUSED", "MANUAL")
PAYEE_PARTS = ("name", "nik", "bank", "account", "phone")


def read_rules(record: Record) -> dict[str, Any]:
    """The facts, the table of eligibility and the money of a Pack."""
    parts: dict[str, Any] = {"facts": record.each("facts", _fact), "money": None}
    table = record.take("eligibility")
    if table is None:
        record.fault("eligibility", "`eligibility` belum diisi: tabel siapa yang berhak.")
    parts["eligibility"] = _table(table, record, "eligibility", _outcome) if table else DecisionTable((), ())
    if (money := record.take("money")) is not None:
        parts["money"] = _money(money, record)
    return parts


def _fact(record: Record) -> Fact:
    code = record.code(example="days_since_death")
    record.findings.keep(f"facts.{code}", record.node)
    return Fact(
        code, record.word("function"), record.plain_mapping("arguments"), record.text("label", most=160)
    )


def _table(node: Node, parent: Record, name: str, then: Any) -> DecisionTable:
    parent.findings.keep(name, node)
    record = Record(node, parent.findings)
    inputs = record.each("inputs", lambda row: _input(row, name))
    known = {column.code for column in inputs}
    rows = tuple(_row(row, number, known, then) for number, row in enumerate(record.records("rows"), start=1))
    if not rows:
        record.fault("rows", "Tabel belum memuat baris.")
    record.close()
    return DecisionTable(inputs, rows)


def _input(record: Record, table: str) -> TableInput:
    code = record.code(example="days_since_death")
    record.findings.keep(f"{table}.inputs.{code}", record.node)
    kind = record.one_of("type", INPUT_TYPES)
    choices = record.words("choices")
    minimum, maximum = record.number("minimum", 0), record.number("maximum", 0)
    if kind == "INTEGER" and not ("minimum" in record and "maximum" in record and minimum <= maximum):
        record.fault("minimum", "Kolom INTEGER membutuhkan `minimum` dan `maximum`, yang kecil lebih dahulu.")
    if kind == "CHOICE" and not choices:
        record.fault("choices", "Kolom CHOICE membutuhkan `choices`: daftar kode yang mungkin.")
    return TableInput(code, kind, record.text("label", most=160), minimum, max(minimum, maximum), choices)


def _row(record: Record, number: int, known: set[str], then: Any) -> TableRow:
    when = record.plain_mapping("when")
    for code in when:
        if code not in known:
            record.fault(
                "when", f"Baris {number}: `{code}` bukan kolom tabel ini ({', '.join(sorted(known))})."
            )
    node = record.take("then")
    follows: dict[str, Any] = {}
    if node is None:
        record.fault("then", f"Baris {number} belum mengatakan akibatnya (`then`).")
    else:
        inner = Record(node, record.findings)
        follows = then(inner)
        inner.close()
    kept = {code: condition for code, condition in when.items() if code in known}
    return TableRow(number, kept, follows, record.node.line)


def _outcome(record: Record) -> dict[str, Any]:
    result = record.one_of("result", RESULTS)
    message = record.word("message", "")
    if result == "REFUSED" and not message:
        record.fault("message", "Penolakan membutuhkan `message`: alasan yang dibaca pemohon.")
    route = record.word("route", "")
    if route and not UPPER_CODE.fullmatch(route):
        record.fault("route", f"`{route}` bukan kode jalur yang benar; tulis seperti `A`.")
    return {"result": result, "route": route, "message": message}


def _amount(record: Record) -> dict[str, Any]:
    amount = record.plain("amount")
    is_value = isinstance(amount, str) and amount.startswith("$")
    if not is_value and (isinstance(amount, bool) or not isinstance(amount, int) or amount < 0):
        record.fault(
            "amount", "`amount` harus rupiah bulat, atau nama nilai daerah seperti `$amount_rupiah`."
        )
        amount = 0
    return {"amount": amount}


def _money(node: Node, parent: Record) -> Money:
    parent.findings.keep("money", node)
    record = Record(node, parent.findings)
    written = record.take("amount")
    if written is not None and isinstance(written.value, dict):
        amount: str | DecisionTable = _table(written, record, "amount", _amount)
    else:
        amount = record.word("amount")
    payee = {part: inner.value for part, inner in record.mapping("payee").items()}
    for part, field in payee.items():
        if part not in PAYEE_PARTS or not isinstance(field, str):
            record.fault("payee", f"`payee` hanya memuat {', '.join(PAYEE_PARTS)}: masing-masing nama isian.")
    money = Money(record.word("account"), amount, record.word("channels"), payee)
    record.close()
    return money
