"""The sweeper: warnings before a deadline, steps after it, pauses that end, answers that lapse.

A promise with a date is a column (`next_check_at`) and this function. It reads only what is due, in
batches; two sweepers at once take different rows (PostgreSQL) or take turns (SQLite).
"""

from dataclasses import fields, replace
from datetime import datetime

from django.db import connection, transaction

from balai.engine.cases.laws import law_for
from balai.engine.cases.models import Case
from balai.engine.cases.restricted import restricted_cases
from balai.engine.cases.rules.history import Event, Snapshot, advance, due_rungs, next_check
from balai.engine.cases.rules.law import Law
from balai.engine.cases.terms import Act, State
from balai.engine.journal import public as journal
from balai.foundation.actor import SYSTEM

_COLUMNS = [field.name for field in fields(Snapshot) if field.name not in {"opened_at", "clock_set"}]
_RELATIONS = {"holder_id": "holder", "assignee_id": "assignee", "head_id": "head"}


def sweep(*, at: datetime, batch: int = 500, most: int = 100_000) -> int:
    """Take every step that is due at `at`; returns how many cases were touched (at most `most`)."""
    touched = 0
    while touched < most:
        done = _sweep_batch(at=at, batch=batch)
        touched += done
        if done < batch:
            break
    return touched


@transaction.atomic
def _sweep_batch(*, at: datetime, batch: int) -> int:
    due = Case.objects.filter(next_check_at__lte=at).exclude(restricted_cases()).order_by("next_check_at")
    skip = connection.features.has_select_for_update_skip_locked
    cases = list(due.select_for_update(skip_locked=skip, of=("self",))[:batch])
    entries, moved = [], set()
    for case in cases:
        law = law_for(case.clock_set, case.opened_at)
        before = after = case.snapshot()
        for event in _due_events(after, law, at):
            after = advance(after, event, law)
            entries.append(
                journal.Draft(
                    code=event.act, subject=("case", case.pk), by=SYSTEM, at=at, data=dict(event.data)
                )
            )
        if after != before:
            case.version += 1
            case.updated_at = at
        # A holiday that was added since may have moved the step: then the row only learns the new moment.
        after = replace(after, next_check_at=next_check(after, law))
        for name in _COLUMNS:
            if getattr(case, name) != getattr(after, name):
                setattr(case, name, getattr(after, name))
                moved.add(name)
    journal.append_many(entries)
    # Few columns move in a batch; writing all of them costs several times as much.
    columns = [_RELATIONS.get(name, name) for name in _COLUMNS if name in moved]
    Case.objects.bulk_update(cases, [*columns, "version", "updated_at"], batch_size=100)
    return len(cases)


def _due_events(case: Snapshot, law: Law, at: datetime) -> list[Event]:
    """The acts that are due, in their order in time; each step of the ladder at most once."""
    if case.state is State.ON_HOLD:
        return [Event(Act.RESUMED, at, {"why": "LIMIT"})]
    if case.state in {State.ANSWERED, State.SOLVED}:
        return [Event(Act.LAPSED, at)]
    events = []
    while True:
        due = [(moment, clock) for clock, moment in due_rungs(case, law) if moment <= at]
        if not due:
            return events
        _, clock = min(due)
        number = case.citizen_rung if clock == "CITIZEN" else case.holder_rung
        rung = law.clocks.ladder[number]
        act = Act.WARNED if rung.is_warning else Act.ESCALATED
        event = Event(act, at, {"clock": clock, "rung": number, "to": rung.to})
        events.append(event)
        case = advance(case, event, law)
