"""Named questions about commitments: who is asked to sign, who has, and what it is that was signed."""

import hashlib
import json
from dataclasses import dataclass

from django.utils import timezone

from balai.domains.masterplan.models import Commitment, Programme, Signature, Workshop
from balai.domains.masterplan.terms import ProgrammeState
from balai.domains.masterplan.terms_workshops import HEAD
from balai.engine.organizations import public as organizations


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is asked to sign, with its signature once there is one."""

    code: str
    name: str
    signature: Signature | None = None
    is_dissolved: bool = False


def offices(commitment: Commitment) -> list[Office]:
    """The head of the region and every agency that leads a programme which was not stopped, with their signatures."""
    return signing(commitment.workshop, commitment)


def signing(workshop: Workshop, commitment: Commitment | None) -> list[Office]:
    """The same where no words are written yet; three queries whatever the number of offices."""
    today = timezone.localdate()
    signed = (
        {row.office: row for row in commitment.signatures.filter(withdrawn_at=None)} if commitment else {}
    )
    leads = (
        Programme.objects.filter(plan_id=workshop.plan_id)
        .exclude(state__in=[ProgrammeState.STOPPED, ProgrammeState.PROPOSED])
        .exclude(lead=None)
        .order_by("lead")
        .values_list("lead", flat=True)
        .distinct()
    )
    head = Office(HEAD, "Kepala daerah", signed.get(HEAD))
    agencies = sorted((organizations.opd_by_id(number) for number in leads), key=lambda opd: opd.code)
    return [
        head,
        *(Office(opd.code, opd.name, signed.get(opd.code), not opd.is_active(today)) for opd in agencies),
    ]


def digest_of(commitment: Commitment) -> str:
    """SHA-256 of what is signed: the plan, the stage, and the words."""
    workshop = commitment.workshop
    told = [
        workshop.plan.code,
        workshop.plan.title,
        workshop.stage,
        workshop.held_on.isoformat(),
        commitment.text,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
