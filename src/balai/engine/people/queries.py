"""Named questions about accounts."""

from typing import Any

from django.db.models import QuerySet

from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Region
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import NotFound

from .models import User
from .permissions import role_of
from .terms import Role


def actor_of(request_or_user: Any) -> Actor:
    """Who acts, for `by`: an officer with agency and role, a signed-in citizen, or CITIZEN for visitors."""
    user = getattr(request_or_user, "user", request_or_user)
    role = role_of(user)
    if role is Role.ANONYMOUS:
        return CITIZEN
    if role is Role.CITIZEN:
        return Actor("CITIZEN", user.pk, role=role)
    return Actor("OFFICER", user.pk, user.opd_id, role)


def officers(*, role: Role | None = None, opd_id: int | None = None) -> list[int]:
    """Ids of the active accounts with this role and of this agency; what is None does not narrow."""
    found = User.objects.filter(is_active=True).exclude(role=Role.CITIZEN)
    if role is not None:
        found = found.filter(role=role)
    if opd_id is not None:
        found = found.filter(opd_id=opd_id)
    return list(found.order_by("pk").values_list("pk", flat=True))


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
