"""Who keeps which register: village officers their own village's, the list agency the lists of the poor."""

from datetime import date

from balai.domains.residents.models import Import
from balai.domains.residents.terms import LIST_AGENCY, ImportKind
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role, User
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound


def village_of(by: Actor) -> str:
    """The code of the village whose register `by` keeps. Raises Forbidden NOT_YOURS for everybody else."""
    if by.is_officer and by.role == Role.VILLAGE_OFFICER:
        area_id = User.objects.filter(pk=by.user_id).values_list("area_id", flat=True).first()
        if area_id:
            return area_id
    raise Forbidden("NOT_YOURS", "Daftar penduduk hanya untuk perangkat desa yang bersangkutan.")


def keeps_lists(by: Actor, *, on: date) -> bool:
    """Whether `by` administers the agency that decides who is on a list of the poor (a parameter)."""
    if not (by.is_officer and by.role == Role.OPD_ADMIN and by.opd_id):
        return False
    code = parameters.value(LIST_AGENCY, on=on, default="")
    return bool(code) and organizations.opd_by_id(by.opd_id).code == code


def kind_for(by: Actor, *, on: date) -> ImportKind:
    """What `by` may import. Raises Forbidden NOT_YOURS."""
    if keeps_lists(by, on=on):
        return ImportKind.POVERTY
    village_of(by)
    return ImportKind.RESIDENTS


def import_for(by: Actor, number: int, *, on: date) -> Import:
    """An import that `by` may see: of the own village, or of the list agency. Raises Forbidden, NotFound alike
    for what is foreign and what does not exist."""
    kind = kind_for(by, on=on)
    own = Import.objects.filter(kind=kind)
    own = own.filter(area=village_of(by)) if kind == ImportKind.RESIDENTS else own.filter(opd_id=by.opd_id)
    found = own.select_related("by").filter(pk=number).first()
    if found is None:
        raise NotFound("IMPORT_UNKNOWN", "Impor ini tidak ada.")
    return found
