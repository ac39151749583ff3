"""Who may: a register of permissions, and the guards that ask it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie

from balai.foundation.errors import Forbidden, Refused
from balai.kits.ui.words import said

from .terms import EVERYBODY, PUBLIC, ROLE_LABELS, Role

View = Callable[..., Any]


class NotSignedIn(Refused):
    """The API needs to know who asks."""

    status = 401


@dataclass(frozen=True, slots=True)
class Permission:
    """The key of a page or an act, who has it, and what it is called in Indonesian."""

    code: str
    roles: frozenset[Role]
    label: str


_known: dict[str, Permission] = {PUBLIC: Permission(PUBLIC, EVERYBODY, "Terbuka untuk umum")}


def permission(code: str, *, roles: Iterable[Role], label: str) -> Permission:
    """Register a permission, in `apps.ready()`. Raises ValueError for a code that is known with other roles."""
    entry = Permission(code, frozenset(roles), label)
    if _known.setdefault(code, entry) != entry:
        raise ValueError(f"permission {code!r} is registered twice")
    return entry


def permissions() -> list[Permission]:
    """All permissions, by code."""
    return sorted(_known.values(), key=lambda entry: entry.code)


def role_of(user: Any) -> Role:
    """The role of a user; ANONYMOUS for visitors, None and closed accounts."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Role.ANONYMOUS
    return Role(user.role)


def may(user: Any, code: str) -> bool:
    """Whether this user (or visitor) has the permission. An unknown code raises KeyError: it is a bug."""
    return code == PUBLIC or role_of(user) in _known[code].roles


def requires(code: str) -> Callable[[View], View]:
    """Guard a view, or what `View.as_view()` gives: visitors go to sign in, other roles get 403 with a page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if code == PUBLIC or may(request.user, code):
                response = view(request, *args, **kwargs)
                if code != PUBLIC and not response.has_header("Cache-Control"):
                    # Neither a shared computer's back button nor a proxy shows it to the next person.
                    response["Cache-Control"] = "private, no-store"
                return response
            return refusal(request, code)

        guarded.permission = code  # type: ignore[attr-defined]
        return guarded

    return decorate


def refusal(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody without the permission gets: the way to sign in, or a page that says whom to ask."""
    if request.user.is_authenticated:
        return render(request, "403.html", {"message": whom_to_ask(request.user, code)}, status=403)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url("account_login")})
    return redirect_to_login(request.get_full_path())


def whom_to_ask(user: Any, code: str) -> str:
    """The sentence on the 403 page."""
    entry = _known[code]
    names = ", ".join(said(label) for role, label in ROLE_LABELS.items() if role in entry.roles)
    return _(
        "Halaman “%(page)s” hanya untuk: %(names)s. Peran akun Anda: %(role)s. "
        "Bila tugas Anda memerlukannya, mintalah kepada admin OPD Anda atau operator sistem."
    ) % {"page": said(entry.label), "names": names, "role": said(user.role_label)}


class requires_api(APIKeyCookie):
    """Guard of one API operation by the browser's session, with the CSRF check: `@api.get(…, auth=requires_api(…))`.

    Raises NotSignedIn (401) for visitors and Forbidden (403) for other roles; `public` lets everybody in.
    """

    param_name = "sessionid"

    def __init__(self, code: str) -> None:
        self.permission = code
        super().__init__(csrf=code != PUBLIC)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        if may(request.user, self.permission):
            return request.user if request.user.is_authenticated else True
        if not request.user.is_authenticated:
            raise NotSignedIn("NOT_SIGNED_IN", "Masuk lebih dahulu.")
        raise Forbidden("FORBIDDEN", whom_to_ask(request.user, self.permission))
