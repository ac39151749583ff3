"""Who may do what with ideas and contests."""

from datetime import date

from balai.domains.ideas.models import Idea
from balai.domains.ideas.terms import PUBLIC_STAGES
from balai.engine.organizations.public import plans
from balai.engine.people.public import SIGNED_IN, Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

KEEP, ANSWER, JUDGE = "ideas.keep", "ideas.answer", "ideas.judge"
KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN})
ANSWERERS = KEEPERS
# A juror may come from a campus or a bank: whoever has an account can be named.
JUDGES = SIGNED_IN


def may_keep(by: Actor, *, on: date) -> bool:
    """Who looks through what was sent, gives it to an office, and runs the contest: coordinator and planning offices."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    return by.role == Role.OPD_ADMIN and plans(by.opd_id, on=on)


def must_keep(by: Actor, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_keep(by, on=on):
        raise Forbidden(
            "NOT_YOURS", "Yang memeriksa gagasan dan mengurus lomba: koordinator dan kantor perencana."
        )


def may_answer(by: Actor, idea: Idea, *, on: date) -> bool:
    """The agency that holds an idea, and whoever keeps them all."""
    if may_keep(by, on=on):
        return True
    return by.role == Role.OPD_ADMIN and by.opd_id is not None and by.opd_id == idea.holder_id


def may_see(by: Actor, idea: Idea, *, on: date) -> bool:
    """What is not public is seen by who keeps ideas and by the account that sent it."""
    if idea.stage in PUBLIC_STAGES or may_keep(by, on=on):
        return True
    return by.user_id is not None and by.user_id == idea.sent_by_id
