"""The back office at `/kelola/`: reference data and accounts, for the operator; the auditor reads."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from unfold.sites import UnfoldAdminSite

from .permissions import may, refusal
from .terms import ADMINISTER

# The admin's own scripts are written inline and evaluate expressions: allowed there and nowhere else.
_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
}


class BackOffice(UnfoldAdminSite):
    """Opens with the permission `people.administer`; signing in and passwords are the house's own pages."""

    site_title = site_header = "Kelola Balai"
    index_title = "Data acuan dan akun"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only tables of the house: those of libraries, secrets of second factors among them, stay out of sight."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        own = [model for model in models if model.__module__.startswith("balai.")]
        super().register(own, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, ADMINISTER)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The admin's addresses, each naming its permission as all addresses of the house do."""
        found = super().get_urls()
        for leaf in _leaves(found):
            view = getattr(leaf.callback, "__func__", leaf.callback)  # a method takes no attributes itself
            view.permission = ADMINISTER
        return found

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Guard one page: visitors sign in at `/masuk/`, other roles read whom to ask."""
        opened = super().admin_view(view, cacheable)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return refusal(request, ADMINISTER)
            return csp_replace(_POLICY)(opened)(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never a second door: whoever may is sent on, the others to the one sign-in page."""
        return redirect("admin:index") if self.has_permission(request) else refusal(request, ADMINISTER)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


def _leaves(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _leaves(pattern.url_patterns)
