"""Who is told that a proof waits for a second person: at once when it is handed in, once more when nobody looked in time."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_check
from balai.engine.cases.terms import PROOF_SUBJECT
from balai.engine.notices import public as notices
from balai.engine.notices.public import Recipient
from balai.engine.people import public as people
from balai.engine.people.public import Role, User
from balai.engine.proofs import public as proofs
from balai.engine.proofs.public import Proof

# Admins of other agencies find it in their menu; a letter to all of them for each proof would be noise.
_TOLD = Role.COORDINATOR


def checkers(case: Case) -> list[int]:
    """The accounts that are told: the coordinators, as far as they may look at this one."""
    users = User.objects.filter(pk__in=people.officers(role=_TOLD))
    return [user.pk for user in users if may_check(people.actor_of(user), case)]


def drafts(proof: Proof, case: Case, *, at: datetime, is_late: bool = False) -> Iterator[notices.Draft]:
    """The notices of one hand-in."""
    context = {
        "title": case.title,
        "holder": case.holder.name,
        "due_at": timezone.localtime(proof.due_at) if proof.due_at else None,
        "is_late": is_late,
        "url": reverse("cases:proof", args=[proof.pk]),
    }
    key = f"proof:{proof.pk}:{'late' if is_late else 'new'}"
    for user_id in checkers(case):
        recipient = Recipient(user_id=user_id)
        yield notices.Draft(key, recipient, "proof_check", context, scope=f"case:{case.pk}", at=at)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell the coordinators of every hand-in that nobody looked at in time; once each. Returns how many there were."""
    late = proofs.overdue(PROOF_SUBJECT, at=at)
    cases = Case.objects.select_related("holder").in_bulk([proof.subject_id for proof in late])
    found = [draft for proof in late for draft in drafts(proof, cases[proof.subject_id], at=at, is_late=True)]
    if found:
        notices.notify_many(found, at=at)
    Proof.objects.filter(pk__in=[proof.pk for proof in late]).update(reminded_at=at)
    return len(late)
