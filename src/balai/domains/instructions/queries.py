"""Named questions about instructions: which there are, and who still owes what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from balai.domains.instructions.models import Instruction
from balai.domains.instructions.terms import CASE_KIND
from balai.engine.cases import public as cases
from balai.engine.cases.public import OPEN_STATES, State
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


def seen_by(by: Actor, *, at: datetime) -> QuerySet[Instruction]:
    """The instructions that an officer may see, with `is_late`, most urgent first: his agency's, or all of them."""
    seen = cases.visible_to(by).filter(kind=CASE_KIND)
    rows = Instruction.objects.filter(case__in=seen).select_related("case__holder", "given_by")
    late = ExpressionWrapper(_late(at), output_field=BooleanField())
    return rows.annotate(is_late=late).order_by("case__citizen_due_at", "pk")


def of_tab(rows: QuerySet[Instruction], tab: str, *, at: datetime) -> QuerySet[Instruction]:
    """`rows` narrowed to open, late, waiting or done (newest first); another word leaves them as they are."""
    match tab:
        case "open":
            return rows.filter(case__state__in=_OWED)
        case "late":
            return rows.filter(_late(at))
        case "waiting":
            return rows.filter(case__state__in=_WAITING)
        case "done":
            return rows.filter(case__state__in=_DONE).order_by("-case__closed_at", "-pk")
        case _:
            return rows


def debts(rows: QuerySet[Instruction], *, at: datetime) -> list[Debt]:
    """Who still owes what, by name: one row per agency that holds an open instruction."""
    counted = (
        rows.filter(case__state__in=_OWED)
        .order_by()
        .values("case__holder")
        .annotate(open=Count("pk"), late=Count("pk", filter=_late(at)))
    )
    found = [Debt(organizations.opd_by_id(row["case__holder"]), row["open"], row["late"]) for row in counted]
    return sorted(found, key=lambda debt: debt.opd.name)


def owed(at: datetime) -> Reading:
    """How many are owed in all, for the page of the leadership."""
    sums = Instruction.objects.filter(case__state__in=_OWED).aggregate(
        open=Count("pk"), late=Count("pk", filter=_late(at))
    )
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
    first = Q(case__citizen_stopped_at=None, case__citizen_due_at__lt=at)
    return Q(case__state__in=_OWED) & (first | Q(case__holder_due_at__lt=at))
