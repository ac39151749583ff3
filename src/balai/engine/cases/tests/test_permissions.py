"""Who may do what, as a table: role × act, at the holding agency, elsewhere, and at the accused agency."""

import pytest

from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_do, may_see
from balai.engine.cases.queries import visible_to
from balai.engine.cases.terms import Act
from balai.engine.people.public import Role
from balai.foundation.actor import CITIZEN, SYSTEM, Actor

from .factories import make_case, make_region, officer, opd

pytestmark = pytest.mark.django_db
OFFICER_ROLES = [Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR, Role.VILLAGE_OFFICER, Role.OPERATOR]  # fmt: skip
WORK = {Act.ACCEPTED, Act.PAUSED, Act.RESUMED, Act.REPLIED, Act.ANSWERED, Act.SOLVED}
FAMILY = {Act.MERGED, Act.UNMERGED}
BIND = {Act.REFUSED, Act.REFERRED, Act.CLOSED, Act.ASSIGNED, Act.RECLASSIFIED} | FAMILY
REPORTER = {Act.CONFIRMED, Act.CONTESTED, Act.WITHDRAWN}
CHECKS = {Act.PROOF_ACCEPTED, Act.PROOF_REFUSED, Act.PROOF_RETAKE, Act.PROOF_FAULTED}
SYSTEM_ONLY = {Act.LAPSED, Act.WARNED, Act.ESCALATED}

# role at the holding agency -> the acts it may do
HOLDER = {
    Role.OPD_ADMIN: WORK | BIND | {Act.REMARKED},
    Role.FIELD_OFFICER: WORK | {Act.REMARKED},
    Role.COORDINATOR: WORK | BIND | {Act.REMARKED, Act.DECIDED},
    Role.EXECUTIVE: {Act.REMARKED},
    Role.AUDITOR: set(),
    Role.VILLAGE_OFFICER: set(),
    Role.OPERATOR: set(),
}
# role of another agency -> the same
ELSEWHERE = {
    Role.OPD_ADMIN: CHECKS,
    Role.FIELD_OFFICER: set(),
    Role.COORDINATOR: {Act.REMARKED, Act.DECIDED} | FAMILY | CHECKS,
    Role.EXECUTIVE: {Act.REMARKED},
    Role.AUDITOR: set(),
    Role.VILLAGE_OFFICER: set(),
    Role.OPERATOR: set(),
}


@pytest.mark.parametrize("role", OFFICER_ROLES)
def test_what_each_role_may_do(role):
    case = make_case("ROADS")
    acts = set(Act) - {Act.OPENED}
    assert {act for act in acts if may_do(officer("ROADS", role), act, case)} == HOLDER[role]
    assert {act for act in acts if may_do(officer("WATER", role), act, case)} == ELSEWHERE[role]


def test_what_the_others_may_do():
    case = make_case("ROADS")
    acts = set(Act) - {Act.OPENED}
    assert {act for act in acts if may_do(CITIZEN, act, case)} == REPORTER | FAMILY | {
        Act.REMARKED,
        Act.SECONDED,
    }
    assert {act for act in acts if may_do(Actor("APPLICATION"), act, case)} == {Act.REMARKED}
    assert {act for act in acts if may_do(SYSTEM, act, case)} >= SYSTEM_ONLY
    assert not any(may_do(SYSTEM, act, case) for act in CHECKS)


# Who sees: (case, role, agency of the officer) -> seen. The case is held by ROADS and accuses WATER.
SEES = [
    ("open", Role.OPD_ADMIN, "ROADS", True),
    ("open", Role.FIELD_OFFICER, "ROADS", True),
    ("open", Role.OPD_ADMIN, "LIGHTS", False),
    ("open", Role.COORDINATOR, "COORDINATOR", True),
    ("open", Role.EXECUTIVE, None, True),
    ("open", Role.AUDITOR, None, True),
    ("open", Role.VILLAGE_OFFICER, None, False),
    ("open", Role.OPERATOR, None, False),
    ("secret", Role.OPD_ADMIN, "ROADS", True),
    ("secret", Role.FIELD_OFFICER, "ROADS", True),
    ("secret", Role.OPD_ADMIN, "LIGHTS", False),
    ("secret", Role.COORDINATOR, "COORDINATOR", True),
    ("secret", Role.EXECUTIVE, None, False),
    ("secret", Role.EXECUTIVE, "ROADS", False),
    ("secret", Role.AUDITOR, None, False),
    ("secret", Role.OPD_ADMIN, "WATER", False),
    ("secret", Role.FIELD_OFFICER, "WATER", False),
    ("secret", Role.COORDINATOR, "WATER", False),
    ("secret", Role.EXECUTIVE, "WATER", False),
    ("secret", Role.AUDITOR, "WATER", False),
]


@pytest.mark.parametrize(("which", "role", "agency", "seen"), SEES)
def test_who_sees(which, role, agency, seen):
    """The page and the list answer the same."""
    make_region()
    secret = which == "secret"
    case = make_case("ROADS", is_confidential=secret, barred_opd_id=opd("WATER").pk if secret else None)
    by = Actor("OFFICER", opd_id=opd(agency).pk if agency else None, role=role)
    assert may_see(by, case) is seen
    assert visible_to(by).filter(pk=case.pk).exists() is seen
    if not seen:
        # Who is not of the case may still be the second person who looks at the proof of an open one.
        assert not any(may_do(by, act, case) for act in set(Act) - (CHECKS if not secret else set()))


def test_page_and_list_agree_for_everybody():
    """`may_see` and `visible_to` are two forms of one rule: compared over every combination."""
    make_region()
    agencies = ["ROADS", "WATER", "COORDINATOR", "INSPECTORATE"]
    for holder in agencies:
        for accused in [None, "WATER", "COORDINATOR"]:
            for secret in (False, True):
                if accused != holder:
                    make_case(
                        holder, is_confidential=secret, barred_opd_id=opd(accused).pk if accused else None
                    )
    actors = [Actor("OFFICER", opd_id=opd(code).pk if code else None, role=role) for code in [*agencies, None] for role in OFFICER_ROLES]  # fmt: skip
    actors += [CITIZEN, Actor("APPLICATION"), SYSTEM]
    for by in actors:
        listed = set(visible_to(by).values_list("pk", flat=True))
        assert listed == {case.pk for case in Case.objects.all() if may_see(by, case)}, by
