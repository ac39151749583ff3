"""Which cases an officer takes along into the field."""

from collections.abc import Collection, Mapping
from typing import Any

from balai.engine.cases.kinds import kinds
from balai.engine.cases.models import Case
from balai.engine.cases.queries import by_deadline, visible_to
from balai.engine.cases.restricted import restricted_cases
from balai.engine.cases.terms import State
from balai.foundation.actor import Actor

# So many fit on a phone, with their blank forms.
MOST = 40
_WORKABLE = (State.RECEIVED, State.IN_PROGRESS, State.ANSWERED)


def taken_along(by: Actor) -> list[Case]:
    """The officer's own open cases, then those of the agency that nobody has yet; most urgent first.

    Never restricted ones, which nobody may work on, nor confidential ones: what a phone keeps, whoever finds it may read.
    """
    shown = [kind.code for kind in kinds() if kind.field_facts]
    found = by_deadline(visible_to(by).exclude(restricted_cases())).filter(
        kind__in=shown, holder_id=by.opd_id, is_confidential=False, state__in=_WORKABLE
    )
    own = list(found.filter(assignee_id=by.user_id)[:MOST]) if by.user_id else []
    return [*own, *found.filter(assignee=None)[: MOST - len(own)]]


def taken_case(by: Actor, case_id: int) -> Case | None:
    """One of them, or None."""
    return next((case for case in taken_along(by) if case.pk == case_id), None)


def field_facts(taken: Collection[Case]) -> Mapping[int, Mapping[str, Any]]:
    """What the phone keeps of them, by id; each kind is asked once."""
    found: dict[int, Mapping[str, Any]] = {}
    for kind in kinds():
        own = [case for case in taken if case.kind == kind.code]
        if own and kind.field_facts:
            found.update(kind.field_facts(own))
    return found
