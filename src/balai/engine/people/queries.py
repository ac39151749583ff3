"""Named questions about accounts."""

from typing import Any

from django.db.models import Q, QuerySet

from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Region
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import NotFound

from .models import User
from .permissions import role_of
from .terms import AREA_ROLES, Role


def actor_of(request_or_user: Any) -> Actor:
    """Who acts, for `by`: an officer with agency and role, a signed-in citizen, or CITIZEN for visitors."""
    user = getattr(request_or_user, "user", request_or_user)
    role = role_of(user)
    if role is Role.ANONYMOUS:
        return CITIZEN
    if role is Role.CITIZEN:
        return Actor("CITIZEN", user.pk, role=role)
    return Actor("OFFICER", user.pk, office_of(user), role)


def office_of(user: User) -> int | None:
    """The body on whose behalf an account acts: its agency, or the government of its village; None without one."""
    if user.opd_id or not user.area_id:
        return user.opd_id
    try:
        return organizations.village_office(user.area_id).pk
    except NotFound:
        return None


def officers(*, role: Role | None = None, opd_id: int | None = None) -> list[int]:
    """Ids of the active accounts with this role and of this agency; what is None does not narrow."""
    found = User.objects.filter(is_active=True).exclude(role=Role.CITIZEN)
    if role is not None:
        found = found.filter(role=role)
    if opd_id is not None:
        found = found.filter(_of_office(opd_id))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _of_office(opd_id: int) -> Q:
    area_id = organizations.opd_by_id(opd_id).area_id
    own = Q(opd_id=opd_id)
    return own | Q(role__in=AREA_ROLES, area_id=area_id) if area_id else own


def colleagues(user: User) -> QuerySet[User]:
    """The accounts of the user's agency that its admin may look after, open ones first; none without an agency."""
    own = User.objects.filter(
        opd_id=user.opd_id, opd__isnull=False, role__in=[Role.OPD_ADMIN, Role.FIELD_OFFICER]
    )
    return own.select_related("opd", "area").order_by("-is_active", "full_name", "pk")


def region_or_none() -> Region | None:
    """The region; None before one was loaded, when the first accounts may exist already."""
    try:
        return organizations.region()
    except NotFound:
        return None
