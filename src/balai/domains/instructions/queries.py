"""Named questions about instructions: which there are, and who still owes what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from balai.domains.instructions.models import Instruction
from balai.engine.cases import public as cases
from balai.engine.cases.public import OPEN_STATES, Case, State
from balai.engine.indicators.public import Reading
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.parameters import public as parameters
from balai.foundation.actor import Actor

CLOCK_SETS = "instructions.clock_sets"
_OWED = [state.value for state in OPEN_STATES]
# Done by the agency; the leadership has not said whether it agrees.
_WAITING = [State.ANSWERED.value, State.SOLVED.value, State.LAPSED.value]
_DONE = [State.CONFIRMED.value, State.CLOSED.value, State.WITHDRAWN.value]


@dataclass(frozen=True, slots=True)
class Debt:
    """What one agency owes: how many instructions, and how many of them beyond their limit."""

    opd: Opd
    open: int
    late: int


def seen_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """The instructions that an officer may see, as cases with `is_late`, most urgent first: his agency's, or all.

    Found from the few instructions among the many cases, never the other way round.
    """
    late = ExpressionWrapper(_late(at), output_field=BooleanField())
    seen = _all(cases.visible_to(by)).select_related("holder").annotate(is_late=late)
    return seen.order_by("citizen_due_at", "pk")


def of_tab(rows: QuerySet[Case], tab: str, *, at: datetime) -> QuerySet[Case]:
    """`rows` narrowed to open, late, waiting or done (newest first); another word leaves them as they are."""
    match tab:
        case "open":
            return rows.filter(state__in=_OWED)
        case "late":
            return rows.filter(_late(at))
        case "waiting":
            return rows.filter(state__in=_WAITING)
        case "done":
            return rows.filter(state__in=_DONE).order_by("-closed_at", "-pk")
        case _:
            return rows


def given(rows: Iterable[Case]) -> list[Instruction]:
    """The instructions of these cases, in their order, each with its case."""
    kept = list(rows)
    found = Instruction.objects.select_related("given_by").in_bulk([case.pk for case in kept])
    for case in kept:
        found[case.pk].case = case
    return [found[case.pk] for case in kept]


def debts(rows: QuerySet[Case], *, at: datetime) -> list[Debt]:
    """Who still owes what, by name: one row per agency that holds an open instruction."""
    counted = (
        rows.filter(state__in=_OWED)
        .order_by()
        .values("holder")
        .annotate(open=Count("pk"), late=Count("pk", filter=_late(at)))
    )
    found = [Debt(organizations.opd_by_id(row["holder"]), row["open"], row["late"]) for row in counted]
    return sorted(found, key=lambda debt: debt.opd.name)


def owed(at: datetime) -> Reading:
    """How many are owed in all, for the page of the leadership."""
    owing = _all(Case.objects).filter(state__in=_OWED)
    sums = owing.aggregate(open=Count("pk"), late=Count("pk", filter=_late(at)))
    note = f"{sums['late']} lewat batas" if sums["late"] else "tidak ada yang lewat batas"
    tone = "late" if sums["late"] else "ok" if not sums["open"] else "info"
    return Reading(sums["open"], note, tone)


def together_with(instruction: Instruction) -> list[str]:
    """Names of the other agencies that were given the same instruction."""
    others = Instruction.objects.filter(key=instruction.key).exclude(pk=instruction.pk)
    return sorted(others.values_list("addressee__name", flat=True))


def limits(*, at: datetime) -> list[tuple[str, str]]:
    """The limits that the region offers, shortest first: `[(clock set, name)]`."""
    codes: Iterable[str] = parameters.value(CLOCK_SETS, on=timezone.localdate(at), default=[])
    return [(code, cases.law_for(code, at).clocks.name) for code in codes]


def _late(at: datetime) -> Q:
    """Still owed, and beyond the date of the instruction or of what was promised in an answer to it."""
    first = Q(citizen_stopped_at=None, citizen_due_at__lt=at)
    return Q(state__in=_OWED) & (first | Q(holder_due_at__lt=at))


def _all(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.filter(pk__in=Instruction.objects.values("pk"))
