"""Permissions by name: registered with the roles that have them, asked by every view."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.contrib.auth.views import redirect_to_login

from balai.engine.people.terms import EVERYBODY, Role
from balai.foundation.actor import CITIZEN, Actor

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Permission:
    """A code such as `cases.work`, who has it, and what it is called."""

    code: str
    roles: frozenset[Role]
    label: str


_KNOWN: dict[str, Permission] = {"public": Permission("public", EVERYBODY, "Terbuka untuk umum")}


def permission(code: str, *, roles: Iterable[Role], label: str) -> Permission:
    """Register a permission, in `apps.ready()`. Raises ValueError for a code with other roles than before."""
    made = Permission(code, frozenset(roles), label)
    if _KNOWN.get(code, made) != made:
        raise ValueError(f"permission {code} is registered twice")
    _KNOWN[code] = made
    return made


def permissions() -> list[Permission]:
    return sorted(_KNOWN.values(), key=lambda known: known.code)


def role_of(user: Any) -> Role:
    """The role of a user or visitor."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Role.ANONYMOUS
    return Role(user.role)


def may(user: Any, code: str) -> bool:
    """Whether this user or visitor has the permission. Raises KeyError for an unknown code."""
    return role_of(user) in _KNOWN[code].roles


def requires(code: str) -> Callable[[View], View]:
    """Guard a view: visitors are asked to sign in, other roles get the page that explains (403)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if code == "public" or may(request.user, code):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(_KNOWN[code].label)

        guarded.permission = code  # type: ignore[attr-defined]
        return guarded

    return guard


def actor_of(source: Any) -> Actor:
    """Who acts, from a request or a user; a visitor or a citizen's account is a CITIZEN."""
    user = getattr(source, "user", source)
    role = role_of(user)
    if role is Role.ANONYMOUS:
        return CITIZEN
    if role is Role.CITIZEN:
        return Actor("CITIZEN", user_id=user.pk, role=role)
    return Actor("OFFICER", user_id=user.pk, opd_id=user.opd_id, role=role)
