"""Proofs of a case: the challenge that a photo answers, and what a second person says of a hand-in."""

from datetime import datetime

from balai.engine.cases.actions.moving import act, carry_out, locked
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.codes import known_code
from balai.engine.cases.models import Case
from balai.engine.cases.permissions import require
from balai.engine.cases.terms import MOVES, PROOF_SUBJECT, Act, State
from balai.engine.proofs import public as proofs
from balai.engine.proofs.public import Challenge, Verdict
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound

REASONS = "cases.proof_refusal_reasons"
_ACTS = {
    Verdict.ACCEPTED: Act.PROOF_ACCEPTED,
    Verdict.REFUSED: Act.PROOF_REFUSED,
    Verdict.RETAKE: Act.PROOF_RETAKE,
}


def ask_for_capture(*, case_id: int, by: Actor, at: datetime, for_field: bool = False) -> Challenge:
    """A one-time challenge for the photo that will prove this case; `for_field` where there will be no signal.

    Raises NotFound CASE_UNKNOWN; Forbidden NOT_YOURS.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    require(by, Act.SOLVED, case)
    return proofs.issue(subject=(PROOF_SUBJECT, case.pk), by=by, at=at, for_field=for_field)


@act()
def verify_proof(
    *, proof_id: int, verdict: Verdict, by: Actor, at: datetime, reason: str = "", text: str = ""
) -> Case:
    """A second person of another agency says what the proof is worth; everybody may read it.

    A proof that does not hold sends the case back to its holder, with its clocks as after a contest; where the case has
    moved on, it is noted only. Raises NotFound PROOF_UNKNOWN; Forbidden NOT_YOURS, OWN_PROOF; Conflict PROOF_DECIDED;
    Refused REASON_UNKNOWN, TEXT_….
    """
    found = proofs.proof_of(proof_id)
    if found is None:
        raise NotFound("PROOF_UNKNOWN", "Bukti ini tidak ditemukan.")
    case = locked(found.subject_id)
    what = _ACTS[verdict]
    if State(case.state) not in MOVES[what][0]:
        what = Act.PROOF_FAULTED
    require(by, what, case)
    proofs.decide(proof_id=proof_id, verdict=verdict, reason=reason, note=text.strip(), by=by, at=at)
    details: dict = {"proof": proof_id}
    if verdict is Verdict.REFUSED:
        known_code(REASONS, reason, field="reason", at=at)
        details["reason"] = reason
    if verdict is not Verdict.ACCEPTED or text.strip():
        details["remark"] = add_remark(case, text=text, is_public=True, by=by, at=at, label="Penjelasan").pk
    return carry_out(case, what, by=by, at=at, data=details)
