"""Who keeps proofs, who judges them, who reads them."""

from datetime import date
from typing import Any

from balai.engine.documents.public import Document
from balai.engine.evidence.models import Evidence
from balai.engine.evidence.rules import is_own
from balai.engine.evidence.terms import SEE
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role, may
from balai.foundation.actor import Actor

KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.FIELD_OFFICER})
VERIFIERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.AUDITOR})
READERS = frozenset({*KEEPERS, *VERIFIERS, Role.EXECUTIVE})


def may_keep(by: Actor, opd_id: int, *, on: date) -> bool:
    """An agency's officers their own; the coordinator and the planning offices for everybody."""
    if by.kind == "SYSTEM" or (by.is_officer and by.role == Role.COORDINATOR):
        return True
    if not by.is_officer or by.role not in KEEPERS:
        return False
    return by.opd_id == opd_id or plans(by.opd_id, on=on)


def keeps_only(by: Actor, *, on: date) -> int | None:
    """The one agency whose proofs this officer keeps; None for those who keep everybody's."""
    sees_all = by.kind == "SYSTEM" or by.role == Role.COORDINATOR or plans(by.opd_id, on=on)
    return None if sees_all else by.opd_id


def may_verify(by: Actor, evidence: Evidence) -> bool:
    """Never who kept it, never the agency whose proof it is."""
    if by.kind == "SYSTEM":
        return True
    own = is_own(kept_by=evidence.kept_by_id, owner_id=evidence.opd_id, by_user=by.user_id, by_opd=by.opd_id)
    return by.is_officer and by.role in VERIFIERS and not own


def may_open(document: Document, user: Any) -> bool:
    """The files of proofs may name people: they are for officers who read evidence."""
    return may(user, SEE)
