"""flow.yaml: states, moves and clocks."""

from typing import Any

from ..description import NEEDS, Flow, FlowState, Move
from ..records import NO_TEXT, UPPER_CODE, Record

# Codes of the case engine's `State`.
STAGES = (
    "RECEIVED", "AWAITING_DECISION", "IN_PROGRESS", "ON_HOLD", "ANSWERED", "SOLVED", "CONFIRMED", "LAPSED", "CLOSED",
    "WITHDRAWN",
)  # fmt: skip
HOLDERS = ("AGENCY", "VILLAGE", "APPLICANT")
TONES = ("", "ok", "info", "warn", "late", "muted", "danger")
LIMITS = ("FORWARD", "DECIDE", "ANSWER", "SOLVE", "LAPSE")
UNITS = ("HOURS", "WORKING_HOURS", "CALENDAR_DAYS", "WORKING_DAYS")
RUNGS = ("OFFICER", "HEAD_OF_OPD", "COORDINATOR", "SEKDA")


def read_flow(record: Record) -> dict[str, Any]:
    """The flow of a Pack."""
    return {
        "flow": Flow(
            record.word("start"),
            record.each("states", _state),
            record.each("moves", _move),
            _clocks(record),
        )
    }


def _state(record: Record) -> FlowState:
    code = record.code(shape=UPPER_CODE, example="VERIFYING")
    record.findings.keep(f"states.{code}", record.node)
    return FlowState(
        code,
        record.text("label", most=80),
        record.one_of("stage", STAGES),
        record.one_of("office", HOLDERS, "AGENCY"),
        record.flag("final"),
        record.flag("good"),
        amount(record, "wait", 0),
        record.word("reason", ""),
        record.one_of("tone", TONES, ""),
    )


def amount(record: Record, key: str, default: int | None) -> int | str:
    """A whole number from 0, or `$value`."""
    written = record.plain(key, default)
    if isinstance(written, str) and written.startswith("$"):
        return written
    if isinstance(written, bool) or not isinstance(written, int) or written < 0:
        record.fault(
            key, f"`{key}` harus bilangan bulat mulai 0, atau nama nilai daerah seperti `$wait_days`."
        )
        return 0
    return written


def _move(record: Record) -> Move:
    code = record.code(example="approve")
    record.findings.keep(f"moves.{code}", record.node)
    needs = record.words("needs")
    for unknown in sorted(set(needs) - set(NEEDS)):
        record.fault("needs", f"`{unknown}` tidak dikenal; pilih dari {', '.join(NEEDS)}.")
    most = record.number("most", 0)
    if most < 0:
        record.fault("most", "`most` paling sedikit 1.")
    return Move(
        code,
        record.text("label", most=80),
        record.words("from", None),
        record.word("to"),
        record.words("by"),
        record.words("effects"),
        record.word("otherwise", ""),
        needs,
        record.words("not_by"),
        most,
        record.word("if_value", "").removeprefix("$"),
        record.word("unless_value", "").removeprefix("$"),
        record.text("done", NO_TEXT, most=200),
        record.flag("main"),
        record.word("icon", "check", most=40),
        record.one_of("tone", TONES, ""),
        record.flag("automatic"),
    )


def _clocks(record: Record) -> dict[str, Any]:
    """A clock set as the case engine reads it: name, limits and ladder."""
    node = record.take("clocks")
    if node is None:
        record.fault("clocks", "`clocks` belum diisi: batas waktu layanan.")
        return {}
    record.findings.keep("clocks", node)
    inner = Record(node, record.findings)
    clocks = {
        "name": inner.word("name", "", most=80),
        "limits": [_limit(row) for row in inner.records("limits")],
        "ladder": [_rung(row) for row in inner.records("ladder")],
    }
    inner.close()
    return clocks


def _limit(record: Record) -> dict[str, Any]:
    return {
        "code": record.one_of("code", LIMITS),
        "amount": amount(record, "amount", None),
        "unit": record.one_of("unit", UNITS),
    }


def _rung(record: Record) -> dict[str, Any]:
    to = record.one_of("to", RUNGS)
    if "share" not in record:
        return {"to": to, "amount": amount(record, "amount", None), "unit": record.one_of("unit", UNITS)}
    share = record.plain("share")
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        record.fault("share", "`share` harus lebih dari 0 sampai 1, misalnya 0.75.")
        share = 1
    return {"to": to, "share": share}
