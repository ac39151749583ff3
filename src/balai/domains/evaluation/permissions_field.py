"""Who plans a field review, who goes, and who reads."""

from datetime import date

from balai.domains.evaluation.models import Site, Visitor
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

FIELD, PLAN = "evaluation.field", "evaluation.field_plan"
READERS = frozenset({Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR, Role.OPD_ADMIN, Role.FIELD_OFFICER})
PLANNERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN})
# Who may be on a team.
TEAM_ROLES = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.OPD_ADMIN, Role.FIELD_OFFICER})


def may_plan(by: Actor, *, on: date) -> bool:
    """The coordinator, and the planning offices."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    return by.role == Role.OPD_ADMIN and plans(by.opd_id, on=on)


def must_plan(by: Actor, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_plan(by, on=on):
        raise Forbidden("NOT_YOURS", "Hanya koordinator dan perencana yang menyusun tinjauan lapangan.")


def goes_to(by: Actor, site: Site) -> bool:
    """Whether `by` was sent to this site."""
    return by.user_id is not None and Visitor.objects.filter(site=site, user_id=by.user_id).exists()


def must_go_to(by: Actor, site: Site) -> None:
    """Nobody reviews a place without being sent, nor one of the own agency. Raises Forbidden OWN_OFFICE, NOT_SENT."""
    if by.kind == "SYSTEM":
        return
    if by.opd_id is not None and by.opd_id == site.opd_id:
        raise own_office()
    if not goes_to(by, site):
        raise Forbidden("NOT_SENT", "Anda tidak ditugaskan ke lokasi ini. Mintalah kepada koordinator.")


def may_find(by: Actor, site: Site, *, on: date) -> bool:
    """Whether `by` may write down findings and minutes of this site: who was sent there, and who plans."""
    if by.opd_id is not None and by.opd_id == site.opd_id:
        return False
    return may_plan(by, on=on) or goes_to(by, site)


def must_find(by: Actor, site: Site, *, on: date) -> None:
    """Raises Forbidden OWN_OFFICE, NOT_SENT."""
    if may_find(by, site, on=on):
        return
    must_go_to(by, site)
    raise Forbidden("NOT_SENT", "Anda tidak ditugaskan ke lokasi ini. Mintalah kepada koordinator.")


def own_office() -> Forbidden:
    """An agency does not review itself."""
    return Forbidden(
        "OWN_OFFICE", "OPD tidak meninjau dirinya sendiri. Pilih peninjau dari OPD lain untuk lokasi ini."
    )
