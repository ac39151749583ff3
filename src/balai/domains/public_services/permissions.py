"""Who may file, who may move, who may see. The roles are the pack's; this says whom they mean here and now."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.db.models import QuerySet

from balai.domains.public_services.models import Application
from balai.domains.public_services.rules.values import listed, meant
from balai.domains.public_services.terms import REGISTRY_AGENCY, RESTRICTABLE
from balai.engine.cases.public import Case
from balai.engine.data_subjects.public import is_restricted, restricted_rows
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import VILLAGE_KINDS, Opd, OpdKind
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move, Pack, PackRole
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound

# In a kelurahan the staff of the agency does what the village officers of a desa do.
_KELURAHAN_STAFF = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER})
# Who deals with families; the coordinator and the auditor look on.
_SERVING = frozenset({Role.VILLAGE_OFFICER, Role.OPD_ADMIN, Role.FIELD_OFFICER})
# Who looks at everything and moves nothing.
_ALL_SEEING = frozenset({Role.AUDITOR})


def may_file(by: Actor, pack: Pack, area_id: str | None, values: Mapping[str, Any]) -> bool:
    """Whether `by` may file this service for somebody of that area; None: for the own area of an officer."""
    filers = set(listed(pack.filers, values))
    return any(_files(by, role, pack, area_id, values) for role in pack.roles if role.code in filers)


def _files(by: Actor, role: PackRole, pack: Pack, area_id: str | None, values: Mapping[str, Any]) -> bool:
    if role.office == "APPLICANT":
        return by.kind == "CITIZEN"
    if role.office == "AGENCY":
        agency = agency_of(pack, values)
        return agency is not None and _is_of(by, role, agency)
    office = village_of(by)
    return office is not None and area_id in {None, office.area_id} and _is_of(by, role, office)


def may_move(by: Actor, application: Application, move: Move, pack: Pack, case: Case) -> bool:
    """Whether `by` may do this move with this application; the state is another question."""
    if by.kind == "SYSTEM":
        return True
    if any(_did(by, application, other) for other in move.not_by):
        return False
    return any(_moves(by, role, application, case) for role in pack.roles if role.code in move.by)


def _moves(by: Actor, role: PackRole, application: Application, case: Case) -> bool:
    if role.office == "APPLICANT":
        # Without an account, the door has checked the secret of the application.
        return by.user_id == application.filed_by_id and (by.kind == "CITIZEN" or by.user_id is not None)
    if role.office == "AGENCY":
        agency_id = application.agency_id
        return agency_id is not None and _is_of(by, role, organizations.opd_by_id(agency_id))
    office = office_of_area(case.area_id)
    return office is not None and _is_of(by, role, office)


def _did(by: Actor, application: Application, move: str) -> bool:
    return by.user_id is not None and by.user_id in application.moves.get(move, ())


def _is_of(by: Actor, role: PackRole, office: Opd) -> bool:
    if not by.is_officer or by.opd_id != office.pk:
        return False
    if by.role in role.people:
        return True
    is_village = Role.VILLAGE_OFFICER in role.people and office.kind == OpdKind.KELURAHAN
    return is_village and by.role in _KELURAHAN_STAFF


def agency_of(pack: Pack, values: Mapping[str, Any]) -> Opd | None:
    """The agency that serves it, as the region's value says; None for services of villages alone.

    Raises NotFound OPD_UNKNOWN when the value names none.
    """
    code = meant(pack.opd, values)
    return organizations.opd(code) if code else None


def village_of(by: Actor) -> Opd | None:
    """The government of a village that an officer works for; None for anybody else."""
    if not by.is_officer or by.opd_id is None:
        return None
    office = organizations.opd_by_id(by.opd_id)
    return office if office.kind in VILLAGE_KINDS else None


def office_of_area(area_id: str | None) -> Opd | None:
    """The government of that desa or kelurahan; None for any other place."""
    try:
        return organizations.village_office(area_id) if area_id else None
    except NotFound:
        return None


def seen(by: Actor) -> QuerySet[Application]:
    """The applications that `by` may see as an officer or as the account that filed them."""
    rows = Application.objects.exclude(pk__in=restricted_rows(RESTRICTABLE))
    if by.kind == "SYSTEM" or (by.is_officer and by.role in _ALL_SEEING):
        return rows
    village = village_of(by)
    if village is not None:
        return rows.filter(case__area_id=village.area_id)
    if by.is_officer and by.opd_id and by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}:
        return rows.filter(agency_id=by.opd_id)
    return rows.filter(filed_by_id=by.user_id) if by.user_id else rows.none()


def may_see(by: Actor, application: Application, case: Case) -> bool:
    """The same question for one application. What its owner had restricted is nobody's to look at meanwhile."""
    if by.kind != "SYSTEM" and is_restricted(RESTRICTABLE, application.pk):
        return False
    if by.kind == "SYSTEM" or (by.is_officer and by.role in _ALL_SEEING):
        return True
    village = village_of(by)
    if village is not None:
        return case.area_id == village.area_id
    if by.is_officer and by.opd_id and by.opd_id == application.agency_id:
        return by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR}
    return by.user_id is not None and by.user_id == application.filed_by_id


def serves(by: Actor) -> bool:
    """Whether `by` deals with families: who only looks gets no number in clear and no family's secret link."""
    return by.kind == "SYSTEM" or (by.is_officer and by.role in _SERVING)


def may_appoint(by: Actor, office_id: int) -> bool:
    """Whether `by` may say who signs for an office: the operator, the admin of an agency, the officers of a village."""
    if by.kind == "SYSTEM" or (by.is_officer and by.role == Role.OPERATOR):
        return True
    return by.is_officer and by.opd_id == office_id and by.role in {Role.OPD_ADMIN, Role.VILLAGE_OFFICER}


def may_see_deaths(by: Actor, *, on: date) -> bool:
    """Whether `by` compares deaths with the civil registry's: who audits, the registry itself (a parameter), and the
    agencies whose services record deaths. Names of the dead are nobody else's business."""
    if not by.is_officer:
        return False
    return by.role in _ALL_SEEING or by.opd_id in _death_agencies(on)


def _death_agencies(on: date) -> set[int]:
    found = {
        agency_of(view.pack, packs.values_of(view.pack.id, on=on))
        for view in packs.services()
        if any("RECORD_DEATH" in move.effects for move in view.pack.flow.moves)
    }
    registry = parameters.value(REGISTRY_AGENCY, on=on, default="")
    with suppress(NotFound):
        found.add(organizations.opd(registry) if registry else None)
    return {agency.pk for agency in found if agency is not None}


def may_pay(by: Actor, agency_id: int | None) -> bool:
    """Whether `by` may make payment batches for services of this agency."""
    return by.is_officer and agency_id is not None and by.opd_id == agency_id and by.role == Role.OPD_ADMIN
