"""Questions about applications: who sees which, what can be done, what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.rules.flows import counted
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, ThreadItem
from balai.engine.documents import public as documents
from balai.engine.documents.public import Letter
from balai.engine.packs import public as packs
from balai.engine.packs.public import FlowState, Move, Pack
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.foundation.ids import normalize_tracking_code

# Numbers in addresses may be longer than any database takes.
_LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Tracked:
    """An application as its family sees it: where it stands, what happened, what was issued."""

    application: Application
    case: Case
    pack: Pack
    state: FlowState
    story: Sequence[ThreadItem]
    letters: Sequence[Letter]


def seen_by(by: Actor) -> QuerySet[Application]:
    """The applications that `by` may see, each with its case; newest first."""
    return by_age(permissions.seen(by).select_related("case", "case__area", "case__holder"))


def by_age(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Newest first."""
    return rows.order_by("-filed_date", "-case")


def filtered(
    rows: QuerySet[Application],
    *,
    service: str = "",
    step: str = "",
    words: str = "",
    area_id: str = "",
    is_open: bool | None = None,
    is_late_at: datetime | None = None,
) -> QuerySet[Application]:
    """`rows` narrowed by what is given; `words` are looked for in the name of the person."""
    if service:
        rows = rows.filter(service=service)
    if step:
        # Both sides are named: the case's own index by service and step then finds them.
        rows = (
            rows.filter(case__step=step, case__category_code=service)
            if service
            else rows.filter(case__step=step)
        )
    if area_id:
        rows = rows.filter(case__area__code__startswith=area_id)
    if words.strip():
        rows = rows.filter(person_name__icontains=words.strip())
    if is_open is not None:
        states = [state.value for state in cases.OPEN_STATES]
        rows = rows.filter(case__state__in=states) if is_open else rows.exclude(case__state__in=states)
    if is_late_at is not None:
        rows = rows.filter(case__citizen_stopped_at=None, case__citizen_due_at__lt=is_late_at)
    return rows


def of_case(case_id: int, by: Actor) -> Application:
    """The application of a case, with its case. Raises NotFound CASE_UNKNOWN, also for one that `by` may not see."""
    rows = Application.objects.select_related("case", "case__area", "case__holder")
    found = rows.filter(pk=case_id).first() if case_id <= _LARGEST_KEY else None
    if found is None or not permissions.may_see(by, found, found.case):
        raise NotFound("CASE_UNKNOWN", "Permohonan tidak ditemukan.")
    return found


def moves_open(application: Application, by: Actor, at: datetime) -> list[Move]:
    """The moves that `by` may press now, in the order of the pack; those that follow by themselves are left out."""
    pack = packs.pack_of(application.pack_version_id)
    open_now = packs.open_moves(
        pack, state=application.case.step, values=application.values, done=counted(application.moves)
    )
    return [
        move
        for move in open_now
        if not move.is_automatic and permissions.may_move(by, application, move, pack, application.case)
    ]


def tracked(tracking_code: str) -> Tracked | None:
    """What the holder of a tracking code sees; None for an unknown code. Raises Refused CODE_…"""
    code = normalize_tracking_code(tracking_code)
    rows = Application.objects.select_related("case", "case__area", "case__holder")
    found = rows.filter(case__tracking_code=code).first()
    if found is None:
        return None
    pack = packs.pack_of(found.pack_version_id)
    return Tracked(
        application=found,
        case=found.case,
        pack=pack,
        state=pack.flow.state(found.case.step),
        story=what_happened(found, public_only=True),
        letters=letters_of(found),
    )


def what_happened(application: Application, *, public_only: bool) -> list[ThreadItem]:
    """The acts in order; the words of a step are those of the pack's move (`data["move"]`)."""
    return cases.thread(application.case, public_only=public_only)


def letters_of(application: Application) -> list[Letter]:
    """The letters that stand, in the order they were issued."""
    rows = application.letters.filter(replaced_at=None).order_by("pk")
    return [documents.letter(number) for number in rows.values_list("letter_id", flat=True)]


def papers_of(application: Application) -> list[Paper]:
    """The papers of an application, those of the entry that it was opened from included."""
    own = Q(application=application)
    if application.parent_id:
        pack = packs.pack_of(application.pack_version_id)
        own |= Q(application_id=application.parent_id, code__in=[paper.code for paper in pack.papers])
    return list(Paper.objects.filter(own).select_related("document").order_by("pk"))


def counts(rows: QuerySet[Application]) -> dict[tuple[str, str], int]:
    """How many stand where: `{(service, step): number}`; one query."""
    found = rows.order_by().values("service", "case__step").annotate(number=Count("pk"))
    return {(row["service"], row["case__step"]): row["number"] for row in found}


def filled_in(application: Application) -> dict[str, Any]:
    """The answers, as they were checked at filing."""
    return json.loads(application.answers)
