"""What the rules say of an application: facts, the row that holds, the amount."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from balai.foundation.workdays import WorkCalendar

from .description import DecisionTable, Outcome, Pack
from .facts import Situation, compute_facts
from .tables import row_for


def decide(
    pack: Pack,
    *,
    answers: Mapping[str, Any],
    papers: Collection[str],
    lookups: Mapping[str, Any],
    values: Mapping[str, Any],
    filed_on: date,
    calendar: WorkCalendar,
) -> Outcome:
    """What the pack's rules say of these cleaned answers, filed on that day.

    `lookups` answers what stands in lists outside (`{"poverty_list": True}`). Where something that a row asks for is
    not known, the result is MANUAL with row 0: somebody must judge. The amount is None for a refusal.
    """
    situation = Situation(answers, papers, lookups, values, filed_on, calendar)
    facts = compute_facts(pack, situation)
    row = row_for(pack.eligibility, inputs_of(pack.eligibility, facts, answers, values), values)
    if row is None:
        return Outcome("MANUAL", "", "", 0, facts, _amount(pack, facts, answers, values))
    result = row.then["result"]
    amount = None if result == "REFUSED" else _amount(pack, facts, answers, values)
    return Outcome(result, row.then.get("route", ""), row.then.get("message", ""), row.number, facts, amount)


def inputs_of(
    table: DecisionTable, facts: Mapping[str, Any], answers: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """What stands in each column: a fact, else an answer, else a value of the region; None where unknown."""
    known = {**values, **answers, **facts}
    return {column.code: known.get(column.code) for column in table.inputs}


def _amount(
    pack: Pack, facts: Mapping[str, Any], answers: Mapping[str, Any], values: Mapping[str, Any]
) -> int | None:
    """Whole rupiah; None where the service pays nothing, or no row says how much."""
    if pack.money is None:
        return None
    written: Any = pack.money.amount
    if isinstance(written, DecisionTable):
        row = row_for(written, inputs_of(written, facts, answers, values), values)
        written = row.then["amount"] if row else None
    if isinstance(written, str):
        written = values.get(written.removeprefix("$"))
    return written
