"""Acts of proofs: a challenge is given, photos are handed in and weighed, a second person decides."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.engine.documents.public import Document, traces_of
from balai.engine.journal import public as journal
from balai.engine.parameters import public as parameters
from balai.engine.proofs.likeness import Likeness
from balai.engine.proofs.models import Capture, Challenge, Proof
from balai.engine.proofs.permissions import is_own
from balai.engine.proofs.rules import Asked, Circumstances, marks_of, why_of
from balai.engine.proofs.stated import Stated
from balai.engine.proofs.terms import SUSPICIOUS_FROM, Act, Verdict, Way, Why
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound
from balai.foundation.geo import Point
from balai.foundation.workdays import Limit

Subject = tuple[str, int]

_FIELD = {"amount": 1, "unit": "WORKING_DAYS"}
_CHECK = {"amount": 2, "unit": "WORKING_DAYS"}


@transaction.atomic
def issue(*, subject: Subject, by: Actor, at: datetime, for_field: bool = False) -> Challenge:
    """A new challenge for this thing and this officer. `for_field`: taken to where there is no signal, so it holds for a
    working day and what was taken in time may arrive later. The caller has asked whether `by` may work on it."""
    kind, number = subject
    day = timezone.localdate(at)
    until = at + timedelta(minutes=parameters.value("proofs.challenge_minutes", on=day, default=30))
    arrives = until
    if for_field:
        limit = parameters.value("proofs.field_limit", on=day, default=_FIELD)
        until = parameters.calendar().deadline(at, Limit(limit["amount"], limit["unit"]))
        arrives = until + timedelta(hours=parameters.value("proofs.arrival_hours", on=day, default=72))
    challenge = Challenge.objects.create(
        subject_kind=kind,
        subject_id=number,
        user_id=by.user_id,
        issued_at=at,
        valid_until=until,
        arrives_until=arrives,
    )
    details = {"until": until.isoformat(), "field": for_field}
    journal.append(code=Act.CHALLENGED, subject=subject, by=by, at=at, data=details)
    return challenge


@transaction.atomic(savepoint=False)
def hand_in(
    *,
    subject: Subject,
    documents: Sequence[Document],
    stated: Stated,
    doubts: Mapping[int, Collection[str]],
    likenesses: Mapping[int, Likeness],
    by: Actor,
    at: datetime,
) -> Proof:
    """Weigh the photos of an act that is being done, within its transaction; the act writes the journal.

    `doubts` are the codes of what the thing itself says against a photo, by document; `likenesses` what `look_at` found
    before. Refuses nothing: what is not proven
    waits for a second person.
    """
    challenge, asked = _settled(subject, stated.challenge, by, at)
    missing = set(stated.shots) - {document.original_sha256 for document in documents}
    captures = [
        _capture(
            document,
            stated,
            challenge,
            asked,
            has_missing=bool(missing),
            doubts=doubts.get(document.pk, ()),
            alike=likenesses.get(document.pk),
            at=at,
        )
        for document in documents
    ]
    day = timezone.localdate(at)
    limit = parameters.value("proofs.suspicious_from", on=day, default=SUSPICIOUS_FROM)
    why = why_of([capture.marks for capture in captures], suspicious_from=limit) or _drawn(at)
    kind, number = subject
    proof = Proof.objects.create(
        subject_kind=kind,
        subject_id=number,
        at=at,
        by_id=by.user_id,
        by_opd_id=by.opd_id,
        why=why,
        verdict=Verdict.WAITING if why else Verdict.CLEAR,
        due_at=_due(at) if why else None,
    )
    for capture in captures:
        capture.proof = proof
    Capture.objects.bulk_create(captures)
    return proof


def _settled(subject: Subject, token: str, by: Actor, at: datetime) -> tuple[Challenge | None, Asked | None]:
    """The challenge that was brought, used up by this hand-in: the first one that brings it changes the row."""
    found = Challenge.objects.filter(token=token).first() if token else None
    if found is None:
        return None, None
    is_ours = (found.subject_kind, found.subject_id) == subject and found.user_id == by.user_id
    # Who brings a stranger's challenge does not use it up for its owner.
    is_fresh = is_ours and Challenge.objects.filter(pk=found.pk, used_at=None).update(used_at=at) == 1
    return found, Asked(is_ours, is_fresh, found.issued_at, found.valid_until, found.arrives_until)


def _capture(
    document: Document,
    stated: Stated,
    challenge: Challenge | None,
    asked: Asked | None,
    *,
    has_missing: bool,
    doubts: Collection[str],
    alike: Likeness | None,
    at: datetime,
) -> Capture:
    shot = stated.shots.get(document.original_sha256)
    # The phone spoke of bytes that did not come, and these came instead of them.
    swapped = shot is None and has_missing
    way = shot.way if shot else Way.CAMERA if swapped else Way.GALLERY
    circumstances = Circumstances(
        way=way,
        at=at,
        taken_at=document.taken_at,
        asked=asked,
        has_bytes=not swapped,
        skew=stated.skew,
        accuracy_m=shot.accuracy_m if shot else None,
        place=_place(document.latitude, document.longitude),
        camera_place=_place(document.exif_latitude, document.exif_longitude),
        doubts=doubts,
        # What the page's own camera drew has no traces of a camera.
        traces=() if way is Way.LIVE else traces_of(document),
        likeness=alike.mark if alike else None,
    )
    return Capture(
        document=document,
        challenge=challenge if way is not Way.GALLERY else None,
        way=way,
        accuracy_m=circumstances.accuracy_m,
        skew_s=round(stated.skew.total_seconds()),
        marks=marks_of(circumstances),
        look_alike_id=alike.document_id if alike else None,
        alike_share=alike.share if alike else None,
        changed=alike.changed if alike else [],
    )


def _place(latitude: float | None, longitude: float | None) -> Point | None:
    return Point(latitude, longitude) if latitude is not None and longitude is not None else None


def _drawn(at: datetime) -> Why:
    """By lot, one in so many: nobody knows beforehand which."""
    one_in = parameters.value("proofs.sample_one_in", on=timezone.localdate(at), default=20)
    return Why.SAMPLE if one_in and secrets.randbelow(one_in) == 0 else Why.NONE


def _due(at: datetime) -> datetime:
    limit = parameters.value("proofs.check_limit", on=timezone.localdate(at), default=_CHECK)
    return parameters.calendar().deadline(at, Limit(limit["amount"], limit["unit"]))


@transaction.atomic(savepoint=False)
def decide(*, proof_id: int, verdict: Verdict, reason: str, note: str, by: Actor, at: datetime) -> Proof:
    """Put down what the second person says, within the transaction of the act on the thing, which writes the journal.

    Raises NotFound PROOF_UNKNOWN; Forbidden OWN_PROOF for who handed it in and for everybody of that agency; Conflict
    PROOF_DECIDED when somebody was quicker.
    """
    proof = Proof.objects.select_for_update().filter(pk=proof_id).first()
    if proof is None:
        raise NotFound("PROOF_UNKNOWN", "Bukti ini tidak ditemukan.")
    if is_own(proof, by):
        raise Forbidden("OWN_PROOF", "Bukti dari instansi Anda sendiri diperiksa oleh petugas instansi lain.")
    if not proof.is_waiting:
        raise Conflict("PROOF_DECIDED", "Bukti ini sudah diperiksa petugas lain.")
    proof.verdict, proof.reason, proof.note = verdict, reason, note
    proof.verified_at, proof.verified_by_id, proof.verified_opd_id = at, by.user_id, by.opd_id
    proof.save(update_fields=["verdict", "reason", "note", "verified_at", "verified_by", "verified_opd"])
    return proof


def forget_pictures(ids: Collection[int]) -> None:
    """Part of an act: these earlier pictures are destroyed. That a proof resembled one stays, what it looked like does not."""
    Capture.objects.filter(look_alike__in=ids).update(look_alike=None)
