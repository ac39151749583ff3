"""Named questions about the blind check by peers."""

import random
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q

from balai.domains.innovations.models import Innovation, PeerRound, PeerSeat, PeerSubject, Steward, UsageDay
from balai.domains.innovations.rules.peers import Person, Subject
from balai.engine.evidence.public import Evidence
from balai.engine.people.public import Role, User

KIND = "INNOVATION"
FEW = 5


def persons(ids: Collection[int]) -> list[Person]:
    """The active accounts among these, with the agency where they work: None for citizens. Others belong to no side."""
    is_peer = Q(role=Role.CITIZEN) | Q(opd__isnull=False)
    rows = User.objects.filter(is_peer, pk__in=ids, is_active=True).order_by("pk")
    return [Person(pk, opd) for pk, opd in rows.values_list("pk", "opd_id")]


def subject_of(innovation: Innovation) -> Subject:
    """What the rules need to know of an innovation: its agency, everybody who keeps or ever kept it."""
    keepers = Steward.objects.filter(innovation=innovation).values_list("user_id", flat=True)
    return Subject(innovation.pk, innovation.opd_id, frozenset(keepers))


def possible_officers() -> list[User]:
    """Officers of agencies, by agency and name."""
    rows = User.objects.filter(is_active=True, role__in=[Role.OPD_ADMIN, Role.FIELD_OFFICER])
    return list(rows.select_related("opd").order_by("opd__code", "full_name"))


def rounds() -> Any:
    """All rounds with how many seats they have and how many were handed in, the newest first."""
    seats = Count("subjects__seats")
    done = Count("subjects__seats", filter=Q(subjects__seats__submitted_at__isnull=False))
    return PeerRound.objects.annotate(seats=seats, done=done).order_by("-year")


def subjects_with_seats(row: PeerRound) -> list[PeerSubject]:
    """What was drawn, in the order of the draw, with innovations and seats. Two questions."""
    rows = row.subjects.select_related("innovation__opd").prefetch_related("seats__user", "seats__opd")
    return list(rows.order_by("place"))


def own_seats(user_id: int) -> list[PeerSeat]:
    """The seats of a peer in rounds that are open, those still to do first. Never with life or index."""
    rows = PeerSeat.objects.filter(user_id=user_id, recused_at=None, subject__round__closed_at=None)
    return list(
        rows.select_related("subject__innovation__opd", "subject__round").order_by(
            F("submitted_at").asc(nulls_first=True), "subject__place"
        )
    )


def blinded(user_id: int | None) -> frozenset[int]:
    """The innovations that this person judges in an open round: their index and life are kept from them until it is closed."""
    if user_id is None:
        return frozenset()
    rows = PeerSeat.objects.filter(user_id=user_id, recused_at=None, subject__round__closed_at=None)
    return frozenset(rows.values_list("subject__innovation_id", flat=True))


def proofs_to_trace(seat: PeerSeat) -> list[Evidence]:
    """Five proofs by chance, the same whenever the seat is opened again."""
    number = str(seat.subject.innovation_id)
    rows = list(Evidence.objects.filter(about_kind=KIND, about_id=number).order_by("pk"))
    return _chosen(rows, seat)


def days_to_call(seat: PeerSeat) -> list[tuple[Any, str]]:
    """Five days by chance (with the unit) of the ninety before the round, on which somebody used it."""
    opened = seat.subject.round.opened_at.date()
    rows = UsageDay.objects.filter(
        innovation_id=seat.subject.innovation_id,
        day__range=(opened - timedelta(days=90), opened),
        amount__gt=F("internal"),
    )
    return sorted(_chosen(list(rows.order_by("day", "unit").values_list("day", "unit").distinct()), seat))


def _chosen(rows: list[Any], seat: PeerSeat) -> list[Any]:
    chance = random.Random(f"{seat.subject.round.seed}/{seat.pk}")
    return chance.sample(rows, min(FEW, len(rows)))
