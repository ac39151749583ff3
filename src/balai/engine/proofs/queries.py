"""Named questions about proofs."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from balai.engine.proofs.models import Capture, Proof
from balai.engine.proofs.terms import Verdict


def waiting(kind: str) -> QuerySet[Proof]:
    """Hand-ins about things of this kind that wait for a second person, the most urgent first."""
    return Proof.objects.filter(subject_kind=kind, verdict=Verdict.WAITING).order_by("due_at", "pk")


def decided(kind: str) -> QuerySet[Proof]:
    """Those that somebody has looked at, the latest first."""
    found = Proof.objects.filter(subject_kind=kind, verified_at__isnull=False)
    return found.order_by("-verified_at", "-pk")


def with_photos(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """The same with everything that a page shows of them."""
    captures = Capture.objects.select_related("document", "look_alike", "challenge").order_by("pk")
    return proofs.select_related("by_opd", "verified_opd").prefetch_related(Prefetch("captures", captures))


def proof_of(proof_id: int) -> Proof | None:
    """One hand-in with its photos."""
    return with_photos(Proof.objects.filter(pk=proof_id)).first()


def proofs_of(kind: str, ids: Collection[int]) -> dict[int, list[Proof]]:
    """The hand-ins of some things, oldest first."""
    found: dict[int, list[Proof]] = {}
    rows = with_photos(Proof.objects.filter(subject_kind=kind, subject_id__in=ids))
    for proof in rows.order_by("pk"):
        found.setdefault(proof.subject_id, []).append(proof)
    return found


def overdue(kind: str, *, at: datetime, most: int = 200) -> list[Proof]:
    """Waiting longer than promised, and nobody was reminded yet."""
    return list(waiting(kind).filter(due_at__lt=at, reminded_at=None)[:most])
