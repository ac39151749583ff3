"""Who may do what to a case. The actions ask here, so every door is guarded by the same words."""

from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case
from balai.engine.cases.terms import UNDER_HEAD, Act
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

# Acts that bind the agency; field officers work, admins decide.
_ADMIN_ONLY = frozenset(
    {Act.REFUSED, Act.REFERRED, Act.CLOSED, Act.ASSIGNED, Act.RECLASSIFIED, Act.MERGED, Act.UNMERGED}
)
_REPORTER = frozenset({Act.CONFIRMED, Act.CONTESTED, Act.WITHDRAWN})
# What a second person says of a proof.
_CHECKS = frozenset({Act.PROOF_ACCEPTED, Act.PROOF_REFUSED, Act.PROOF_RETAKE, Act.PROOF_FAULTED})
_SYSTEM = frozenset({Act.LAPSED, Act.WARNED, Act.ESCALATED})
_FAMILY = UNDER_HEAD | {Act.SECONDED}
_ALL_SEEING = frozenset({Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR})


def may_see(by: Actor, case: Case) -> bool:
    """Whether an officer may open the case's working page.

    A confidential case is seen by its holder and the coordinator only; the agency it accuses never sees
    it, whatever the role. One of a private kind is seen by its holder and the auditor only.
    """
    if by.kind == "SYSTEM":
        return True
    if not by.is_officer or (case.barred_opd_id and by.opd_id == case.barred_opd_id):
        return False
    if by.opd_id in _holders(case) and by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}:
        return True
    if kind_of(case).open_to(by, case):
        return True
    is_private = kind_of(case).is_private
    if case.is_confidential:
        return by.role == Role.COORDINATOR and not is_private
    return by.role == Role.AUDITOR if is_private else by.role in _ALL_SEEING


def _holders(case: Case) -> set[int]:
    """Who holds it; under a head also who works on that."""
    return {case.holder_id, case.head.holder_id} if case.head_id else {case.holder_id}  # type: ignore[union-attr]


def coordinates(by: Actor, case: Case) -> bool:
    """Whether `by` sees this case as the coordinator, who orders what lies between agencies."""
    return by.role == Role.COORDINATOR and may_see(by, case)


def may_do(by: Actor, act: Act, case: Case) -> bool:
    """Whether `by` may do `act`; the state of the case is another question (`terms.MOVES`)."""
    kind = kind_of(case)
    if act is Act.STEPPED:
        return kind.has_flow  # who may take which step is the room's own table
    if act in _CHECKS:
        return may_check(by, case)
    if kind.acts is not None and act not in kind.acts | _SYSTEM:
        return False
    if act in _FAMILY and not kind.has_families:
        return False
    if by.kind == "SYSTEM":
        # Time may do much, but it never speaks for the reporter: silence confirms nothing.
        # What a rule gave, a rule takes back (a duty of a decree that was revoked).
        return act not in _REPORTER or (act is Act.WITHDRAWN and kind.reacts(by, case))
    if act in _SYSTEM:
        return False
    if act in _REPORTER:
        return kind.reacts(by, case) and (not by.is_officer or may_see(by, case))
    if act in UNDER_HEAD and by.kind == "CITIZEN":
        return kind.reacts(by, case)  # of his own report; the door has checked its code
    if act is Act.SECONDED:
        return kind.reacts(by, case) and not by.is_officer
    # Words from outside: the door has checked the tracking code or the key that they came with.
    if act is Act.REMARKED and by.kind in {"CITIZEN", "APPLICATION"}:
        return True
    if not may_see(by, case):
        return False
    if act is Act.DECIDED:
        return by.role == Role.COORDINATOR or _decides_instead(by, case)
    if act is Act.REMARKED:
        return by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR, Role.EXECUTIVE}
    if act in UNDER_HEAD and coordinates(by, case):
        return True
    if by.opd_id not in (_holders(case) if act in UNDER_HEAD else {case.holder_id}):
        return False
    if act in _ADMIN_ONLY:
        return by.role in {Role.OPD_ADMIN, Role.COORDINATOR}
    return by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}


def may_check(by: Actor, case: Case) -> bool:
    """Whether `by` may look at the proofs of a case as the second person: never somebody of the agency that holds it.

    Ordinarily the coordinator or the admins of other agencies; a confidential case stays with the coordinator, one of a
    private kind with the auditor. Who handed it in is asked by the proof itself.
    """
    if not by.is_officer or by.opd_id in {case.holder_id, case.barred_opd_id} - {None}:
        return False
    if kind_of(case).is_private:
        return by.role == Role.AUDITOR
    if case.is_confidential:
        return by.role == Role.COORDINATOR
    return by.role in {Role.COORDINATOR, Role.OPD_ADMIN}


def _decides_instead(by: Actor, case: Case) -> bool:
    """Where the coordinator itself is accused, the admins of the agency that holds the case decide."""
    if case.barred_opd_id is None or case.barred_opd_id != organizations.coordinator().pk:
        return False
    return by.role == Role.OPD_ADMIN and by.opd_id == case.holder_id


def require(by: Actor, act: Act, case: Case) -> None:
    """Raises Forbidden NOT_YOURS when `by` may not do `act`."""
    if not may_do(by, act, case):
        raise Forbidden("NOT_YOURS", "Tindakan ini hanya boleh dilakukan oleh yang berwenang atas kasus ini.")
