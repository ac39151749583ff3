"""What the second person sees of a hand-in: each photo beside what it resembles, what was found, the two places, the times."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from balai.engine.cases.kinds import kind_of, private_kinds
from balai.engine.cases.models import Attachment, Case
from balai.engine.cases.permissions import may_see
from balai.engine.cases.queries import photo_view
from balai.engine.cases.terms import PROOF_SUBJECT
from balai.engine.documents.public import Document
from balai.engine.people.public import Role
from balai.engine.proofs import public as proofs
from balai.engine.proofs.public import Capture, Proof
from balai.foundation.actor import Actor
from balai.foundation.geo import Point, haversine_km
from balai.kits.ui.words import said

_BESIDE_LABELS = {"REPORT": "Foto laporannya", "EARLIER": "Foto terdahulu yang serupa"}
# A mark of this weight is shown as a warning, a lighter one as a note.
HEAVY = 60
# Counting stops here: a menu that says so much is busy enough.
MOST_COUNTED = 100


def checkable(by: Actor) -> QuerySet[Proof]:
    """The hand-ins that wait for somebody like `by`; the query form of `permissions.may_check` and of `is_own`."""
    cases = _cases(by)
    if cases is None or not by.is_officer:
        return Proof.objects.none()
    if by.opd_id:
        cases = cases.exclude(holder_id=by.opd_id).filter(Q(barred_opd=None) | ~Q(barred_opd_id=by.opd_id))
    found = proofs.waiting(PROOF_SUBJECT).filter(subject_id__in=cases.values("pk"))
    if by.user_id:
        found = found.filter(Q(by=None) | ~Q(by_id=by.user_id))
    return found.filter(Q(by_opd=None) | ~Q(by_opd_id=by.opd_id)) if by.opd_id else found


def _cases(by: Actor) -> QuerySet[Case] | None:
    private = Q(kind__in=private_kinds())
    match by.role:
        case Role.COORDINATOR:
            return Case.objects.filter(~private)
        case Role.OPD_ADMIN:
            return Case.objects.filter(~private, is_confidential=False)
        case Role.AUDITOR:
            return Case.objects.filter(private)
    return None


@dataclass(frozen=True, slots=True)
class Side:
    """One photo of a hand-in and what stands beside it. `changed` are boxes in per cent of the picture."""

    capture: Capture
    photo: dict[str, str]
    beside: dict[str, str] | None
    beside_label: str
    beside_case: Case | None
    marks: list[dict[str, Any]]
    way: str
    share: int | None
    changed: list[dict[str, float]]
    metres: int | None
    sketch: dict[str, float] | None


def sides_of(proof: Proof, case: Case, *, by: Actor) -> list[Side]:
    """Every photo of the hand-in with what it is compared with."""
    reported = Attachment.objects.filter(case=case, role="REPORT").select_related("document").order_by("pk")
    first = reported.first()
    place = kind_of(case).place(case)
    return [_side(capture, first.document if first else None, place, by) for capture in proof.captures.all()]


def _side(capture: Capture, reported: Document | None, place: Point | None, by: Actor) -> Side:
    beside, label, owner = reported, _BESIDE_LABELS["REPORT"], None
    if capture.look_alike is not None:
        beside, label = capture.look_alike, _BESIDE_LABELS["EARLIER"]
        row = Attachment.objects.select_related("case").filter(document=capture.look_alike).first()
        owner = row.case if row and may_see(by, row.case) else None
    document = capture.document
    there = (
        Point(document.latitude, document.longitude)
        if document.latitude is not None and document.longitude is not None
        else None
    )
    return Side(
        capture=capture,
        photo=photo_view(document),
        beside=photo_view(beside) if beside else None,
        beside_label=said(label) if beside else "",
        beside_case=owner,
        marks=_marks(capture.marks),
        way=said(proofs.WAY_LABELS[proofs.Way(capture.way)]),
        share=round(capture.alike_share * 100) if capture.alike_share is not None else None,
        changed=[_box(box) for box in capture.changed],
        metres=round(haversine_km(place, there) * 1000) if place and there else None,
        sketch=_sketch(place, there) if place and there else None,
    )


def _marks(codes: Sequence[str]) -> list[dict[str, Any]]:
    found = [proofs.Mark(code) for code in codes]
    return [
        {
            "code": mark.value,
            "sentence": said(proofs.MARK_LABELS[mark]),
            "tone": "late" if proofs.WEIGHTS[mark] >= HEAVY else "warn",
        }
        for mark in found
    ]


def _box(box: Sequence[float]) -> dict[str, float]:
    left, top, right, bottom = box
    return {"x": left * 100, "y": top * 100, "width": (right - left) * 100, "height": (bottom - top) * 100}


def _sketch(reported: Point, taken: Point) -> dict[str, float]:
    """Where the two places stand in a square of 100: north is up, the report in the middle, the whole way fits."""
    north = haversine_km(reported, Point(taken.latitude, reported.longitude))
    east = haversine_km(reported, Point(reported.latitude, taken.longitude))
    north = north if taken.latitude >= reported.latitude else -north
    east = east if taken.longitude >= reported.longitude else -east
    reach = max(0.1, abs(north), abs(east))
    return {
        "x": round(50 + east / reach * 40, 1),
        "y": round(50 - north / reach * 40, 1),
        "metres": round(reach * 1000),
    }
