"""Cases whose processing somebody stopped by right (UU 27/2022, article 41): kept and marked, but not worked on until it is lifted.

The person himself may still speak in his case. Its clocks run on, but nobody is warned of what nobody may do.
"""

from collections.abc import Collection

from django.db.models import Q

from balai.engine.cases.kinds import kind_of, kinds
from balai.engine.cases.models import Case
from balai.engine.data_subjects import public as subjects
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict


def is_restricted(case: Case) -> bool:
    holding = kind_of(case).holding
    return bool(holding) and subjects.is_restricted(holding, case.pk)


def restricted_among(cases: Collection[Case]) -> set[int]:
    """The numbers of those of some cases; a query for each kind among them."""
    numbers: dict[str, list[int]] = {}
    for case in cases:
        if holding := kind_of(case).holding:
            numbers.setdefault(holding, []).append(case.pk)
    return {
        number for holding, rows in numbers.items() for number in subjects.restricted_of(holding, rows)
    }  # fmt: skip


def restricted_cases() -> Q:
    """The condition, for the lists."""
    found = Q(pk__in=())
    for kind in kinds():
        if kind.holding:
            found |= Q(kind=kind.code, pk__in=subjects.restricted_rows(kind.holding))
    return found


def require_free(case: Case, *, by: Actor) -> None:
    """Raises Conflict CASE_RESTRICTED for an officer."""
    if by.is_officer and is_restricted(case):
        raise Conflict(
            "CASE_RESTRICTED",
            "Data kasus ini dibatasi atas permintaan pelapornya. Jangan dikerjakan dahulu; koordinator mencabut pembatasannya bila sudah boleh.",
        )
