"""Who may send a case on, and who keeps the list of bodies."""

from balai.engine.cases import public as cases
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

RELAY, SEE, KEEP = "reports.relay", "reports.bodies", "reports.bodies.keep"
RELAYERS = frozenset({Role.OPD_ADMIN, Role.COORDINATOR})
KEEPERS = frozenset({Role.COORDINATOR, Role.OPERATOR})
SEERS = KEEPERS | {Role.AUDITOR}


def may_relay(by: Actor, case: cases.Case) -> bool:
    """The admins of the agency that holds the case, and the coordinator."""
    if by.kind == "SYSTEM":
        return True
    if by.role not in RELAYERS or not cases.may_see(by, case):
        return False
    return by.role == Role.COORDINATOR or by.opd_id == case.holder_id


def must_relay(by: Actor, case: cases.Case) -> None:
    """Raises NotFound CASE_UNKNOWN for who may not see it, Forbidden NOT_YOURS for who may not send it on."""
    if not by.is_officer and by.kind != "SYSTEM":
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    if not cases.may_see(by, case):
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    if not may_relay(by, case):
        raise Forbidden(
            "NOT_YOURS", "Yang meneruskan ke badan lain: admin instansi pemegang kasus, atau koordinator."
        )


def must_keep(by: Actor) -> None:
    """Raises Forbidden NOT_YOURS."""
    if by.kind != "SYSTEM" and by.role not in KEEPERS:
        raise Forbidden("NOT_YOURS", "Daftar badan lain dijaga koordinator dan operator.")
