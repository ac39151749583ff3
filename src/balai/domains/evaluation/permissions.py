"""Who answers for an assessment, who examines it, who keeps the instruments."""

from datetime import date

from balai.domains.evaluation.models import Assessment, Score
from balai.domains.evaluation.terms import Side
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

SEE, WORK, INSTRUMENTS = "evaluation.see", "evaluation.work", "evaluation.instruments"
ISSUE = "evaluation.issue"
WORKERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.AUDITOR})
SEERS = WORKERS | {Role.EXECUTIVE}
INSTRUMENT_KEEPERS = frozenset({Role.COORDINATOR})
ISSUERS = frozenset({Role.COORDINATOR, Role.EXECUTIVE})


def may_fill(by: Actor, opd_id: int, *, on: date) -> bool:
    """The agency that answers, the coordinator, and the planning offices."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    if by.role != Role.OPD_ADMIN:
        return False
    return by.opd_id == opd_id or organizations.plans(by.opd_id, on=on)


def may_assess(by: Actor, assessment: Assessment, *, on: date) -> bool:
    """The inspectorate, the planning offices and the auditor; never the agency that answers, nor who filled it in."""
    if by.kind == "SYSTEM":
        return True
    is_assessor = by.role == Role.AUDITOR or (
        by.role == Role.OPD_ADMIN
        and (_inspects(by.opd_id) or organizations.plans(by.opd_id, on=on))
        and by.opd_id != assessment.opd_id
    )
    return is_assessor and not has_filled(by, assessment)


def has_filled(by: Actor, assessment: Assessment) -> bool:
    """Whether this person gave levels for the agency that answers."""
    rows = Score.objects.filter(assessment=assessment, side=Side.SELF, given_by_id=by.user_id)
    return by.user_id is not None and rows.exists()


def must_fill(by: Actor, opd_id: int, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_fill(by, opd_id, on=on):
        raise Forbidden(
            "NOT_YOURS", "Hanya OPD yang dinilai, perencana, dan koordinator yang mengisi penilaian mandiri."
        )


def must_assess(by: Actor, assessment: Assessment, *, on: date) -> None:
    """Raises Forbidden NOT_ASSESSOR."""
    if not may_assess(by, assessment, on=on):
        raise Forbidden(
            "NOT_ASSESSOR",
            "Asesor harus orang lain dari OPD lain: Inspektorat, perencana, atau pengawas yang tidak ikut mengisi.",
        )


def must_keep_instruments(by: Actor) -> None:
    """Raises Forbidden NOT_YOURS."""
    if by.kind != "SYSTEM" and by.role not in INSTRUMENT_KEEPERS:
        raise Forbidden("NOT_YOURS", "Hanya koordinator yang menambah instrumen.")


def _inspects(opd_id: int | None) -> bool:
    try:
        return opd_id is not None and organizations.inspectorate().pk == opd_id
    except NotFound:
        return False
