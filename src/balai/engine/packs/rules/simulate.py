"""Samples as tests: what a sample case comes to when the pack is run on it, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balai.foundation.errors import Refused
from balai.foundation.workdays import WorkCalendar

from .deciding import decide
from .description import Move, Outcome, Pack, Sample
from .forms import check_answers
from .moves import open_moves
from .papers import missing_papers
from .values import resolve_values

# Written after a move that reserves money, where the sample wants the money not to be there.
OTHERWISE = " otherwise"


@dataclass(frozen=True, slots=True)
class SampleResult:
    """`expected` and `got` hold the same keys: those that the sample speaks of. `error` says what stopped the run."""

    name: str
    passed: bool
    expected: Mapping[str, Any]
    got: Mapping[str, Any]
    error: str = ""


def simulate(
    pack: Pack, sample: Sample, *, calendar: WorkCalendar, values: Mapping[str, Any] | None = None
) -> SampleResult:
    """Run one sample: the form, the rules, the papers, then its moves.

    `values` are the region's (or a variant's); the sample's own win. Papers that are missing and a refusal end the
    run before the first move. Never raises for a readable pack: what goes wrong stands in `error`.
    """
    try:
        # Of another region not everything is known: what it left open stays unknown.
        resolved = resolve_values(pack, {**(values or {}), **sample.values}, complete=values is None)
        got = _run(pack, sample, resolved, calendar)
    except Refused as refusal:
        return SampleResult(sample.name, False, sample.expect, {}, refusal.message)
    expected = {key: _sorted(value) for key, value in sample.expect.items()}
    found = {key: _sorted(got.get(key)) for key in expected}
    return SampleResult(sample.name, expected == found and not got["error"], expected, found, got["error"])


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


def _run(pack: Pack, sample: Sample, values: Mapping[str, Any], calendar: WorkCalendar) -> dict[str, Any]:
    got: dict[str, Any] = {"faults": [], "missing": [], "refused": "", "state": "", "error": ""}
    cleaned, faults = check_answers(pack, sample.answers, today=sample.filed_on, values=values)
    if faults:
        said = "; ".join(fault.message for fault in faults) if "faults" not in sample.expect else ""
        return got | {"faults": [fault.field for fault in faults], "error": said}
    outcome = decide(
        pack,
        answers=cleaned,
        papers=sample.papers,
        lookups=sample.lookups,
        values=values,
        filed_on=sample.filed_on,
        calendar=calendar,
    )
    got |= _said(outcome)
    if outcome.result == "REFUSED":
        return got
    missing = missing_papers(pack, cleaned, values, outcome.route, sample.papers)
    if missing:
        return got | {"missing": [paper.code for paper in missing]}
    return got | _moved(pack, sample, values)


def _said(outcome: Outcome) -> dict[str, Any]:
    return {
        "result": outcome.result,
        "route": outcome.route,
        "message": outcome.message,
        "amount_rupiah": outcome.amount_rupiah,
        "refused": outcome.message if outcome.result == "REFUSED" else "",
    }


def _moved(pack: Pack, sample: Sample, values: Mapping[str, Any]) -> dict[str, Any]:
    """The state after the sample's moves; stops with an error at the first one that is not open."""
    state, done = pack.flow.start, dict[str, int]()
    for written in sample.moves:
        code = written.removesuffix(OTHERWISE)
        moves: dict[str, Move] = {
            move.code: move for move in open_moves(pack, state=state, values=values, done=done)
        }
        if code not in moves:
            error = f"Langkah `{code}` tidak terbuka di {state}; yang terbuka: {', '.join(moves) or '-'}."
            return {"state": state, "error": error}
        if written != code and not moves[code].otherwise:
            return {"state": state, "error": f"Langkah `{code}` tidak memesan uang."}
        done[code] = done.get(code, 0) + 1
        state = moves[code].otherwise if written != code else moves[code].target
    return {"state": state}
