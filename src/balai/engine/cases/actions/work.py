"""The holder works: take, pause, resume, reply, answer, prove, assign, close."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from balai.engine.cases.actions.moving import act, carry_out, locked
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.codes import known_code
from balai.engine.cases.kinds import kind_of, wants_proof
from balai.engine.cases.models import Case
from balai.engine.cases.queries import unspoken
from balai.engine.cases.terms import PROOF_SUBJECT, Act
from balai.engine.documents.public import Document
from balai.engine.parameters import public as parameters
from balai.engine.people.public import User
from balai.engine.proofs import public as proving
from balai.engine.proofs.public import Likeness, Stated
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.workdays import Limit


@act()
def accept(*, case_id: int, by: Actor, at: datetime, version: int | None = None) -> Case:
    """The holder takes the case in hand. Raises Conflict, Forbidden."""
    return carry_out(locked(case_id, version=version), Act.ACCEPTED, by=by, at=at)


@act()
def pause(
    *, case_id: int, reason: str, text: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """Stop the clocks for a coded reason, up to that reason's limit; the citizen is told.

    Raises Refused REASON_UNKNOWN, PAUSED_TOO_OFTEN; Conflict; Forbidden.
    """
    case = locked(case_id, version=version)
    row = known_code("cases.pause_reasons", reason, field="reason", at=at)
    most = parameters.value("cases.most_pauses", on=timezone.localdate(at), default=2)
    if case.pause_count >= most:
        raise Refused(
            "PAUSED_TOO_OFTEN", f"Kasus ini sudah ditunda {case.pause_count} kali; tidak dapat lagi."
        )
    until = parameters.calendar().deadline(at, Limit(row["amount"], row["unit"]))
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Penjelasan")
    details = {"reason": reason, "until": until.isoformat(), "remark": remark.pk}
    return carry_out(case, Act.PAUSED, by=by, at=at, data=details)


@act()
def resume(*, case_id: int, by: Actor, at: datetime, version: int | None = None) -> Case:
    """The clocks run again; the promise moves by the time that was paused. Raises Conflict, Forbidden."""
    return carry_out(locked(case_id, version=version), Act.RESUMED, by=by, at=at)


@act()
def reply(
    *,
    case_id: int,
    text: str,
    is_final: bool,
    by: Actor,
    at: datetime,
    photos: Sequence[Document] = (),
    version: int | None = None,
) -> Case:
    """The answer to the citizen. `is_final`: the answer is all there is to do; otherwise work goes on.

    Either way the citizen's clock stops: the promise was an answer. Raises Refused TEXT_…; Conflict;
    Forbidden.
    """
    case = locked(case_id, version=version)
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Jawaban", photos=photos)
    return carry_out(
        case, Act.ANSWERED if is_final else Act.REPLIED, by=by, at=at, data={"remark": remark.pk}
    )


def solve(
    *,
    case_id: int,
    text: str,
    proofs: Sequence[Document],
    by: Actor,
    at: datetime,
    stated: Stated | None = None,
    likenesses: Mapping[int, Likeness] | None = None,
    version: int | None = None,
) -> Case:
    """Work is done and proven: a photo taken for this case, with its time and place.

    `stated` is what the phone says of the photos: the challenge that they answer, the hash of each. What is unproven or
    suspicious is looked at by somebody of another agency (`verify_proof`). `likenesses` is what `proofs.look_at` found,
    where the caller has looked already. Raises Refused PROOF_MISSING,
    PROOF_INCOMPLETE, PROOF_BEFORE_CASE; Conflict; Forbidden.
    """
    # Pictures are compared before anything is locked.
    if likenesses is None:
        likenesses = proving.look_at(proofs, hidden=partial(unspoken, case_id))
    with act():
        case = locked(case_id, version=version)
        return _solved(case, text, proofs, stated or Stated(), likenesses, by=by, at=at)


def _solved(
    case: Case,
    text: str,
    proofs: Sequence[Document],
    stated: Stated,
    likenesses: Mapping[int, Likeness],
    *,
    by: Actor,
    at: datetime,
) -> Case:
    if wants_proof(case):
        _check_proofs(case, proofs)
    remark = add_remark(
        case, text=text, is_public=True, by=by, at=at, label="Penjelasan", photos=proofs, role="PROOF"
    )
    doubts = {proof.pk: kind_of(case).proof_doubts(case, proof, at) for proof in proofs}
    details: dict[str, Any] = {
        "remark": remark.pk,
        "proofs": [proof.pk for proof in proofs],
        "doubts": sorted({doubt for found in doubts.values() for doubt in found}),
    }
    if proofs and wants_proof(case):
        handed = proving.hand_in(
            subject=(PROOF_SUBJECT, case.pk),
            documents=proofs,
            stated=stated,
            doubts=doubts,
            likenesses=likenesses,
            by=by,
            at=at,
        )
        details |= {"proof": handed.pk, "check": handed.why}
    return carry_out(case, Act.SOLVED, by=by, at=at, data=details)


@act()
def assign(*, case_id: int, user: User, by: Actor, at: datetime, version: int | None = None) -> Case:
    """Give the case to a person of the holding agency.

    Raises Refused ASSIGNEE_ELSEWHERE; Conflict; Forbidden.
    """
    case = locked(case_id, version=version)
    if user.opd_id != case.holder_id or not user.is_active:
        raise Refused("ASSIGNEE_ELSEWHERE", "Pilih petugas dari instansi pemegang kasus.", field="user")
    return carry_out(case, Act.ASSIGNED, by=by, at=at, data={"user": user.pk})


@act()
def close(
    *, case_id: int, reason: str, text: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """End a case that will not be worked on, on a coded public ground.

    Raises Refused REASON_UNKNOWN; Conflict; Forbidden.
    """
    case = locked(case_id, version=version)
    known_code("cases.closing_reasons", reason, field="reason", at=at)
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Penjelasan")
    return carry_out(case, Act.CLOSED, by=by, at=at, data={"reason": reason, "remark": remark.pk})


def _check_proofs(case: Case, proofs: Sequence[Document]) -> None:
    if not proofs:
        raise Refused("PROOF_MISSING", "Sertakan foto bukti yang diambil untuk kasus ini.", field="photos")
    for proof in proofs:
        if proof.taken_at is None or proof.latitude is None or proof.longitude is None:
            raise Refused(
                "PROOF_INCOMPLETE",
                "Foto bukti harus punya waktu dan tempat pengambilan. Ambil foto langsung dari halaman ini "
                "dengan lokasi menyala, atau isi waktu dan tempatnya.",
                field="photos",
            )
        # A time that was typed has minutes only.
        if proof.taken_at < case.opened_at.replace(second=0, microsecond=0):
            raise Refused(
                "PROOF_BEFORE_CASE",
                "Foto bukti diambil sebelum kasus ini masuk. Ambil foto baru setelah pekerjaan selesai.",
                field="photos",
            )
