"""The JSON interface of the house: every room's operations under one description and one shape of errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from ninja import NinjaAPI

from balai.domains.citizen_reports.api import router as reports
from balai.domains.innovations.api import router as usage
from balai.engine.threads.api import router as threads
from balai.kits.http.access import public
from balai.kits.http.errors import add_error_handlers

api = NinjaAPI(
    title="Balai",
    version="1",
    description="Antarmuka JSON Balai. Setiap penolakan berbentuk {code, message, field}.",
    docs_url=None,
    urls_namespace="api",
)
add_error_handlers(api)
api.add_router("", reports)
api.add_router("", threads)
api.add_router("", usage)


@public
def operations(request: HttpRequest) -> HttpResponse:
    """The description as a page: without scripts, without anything from other hosts."""
    description = api.get_openapi_schema()
    rows = [
        {"method": method.upper(), "path": address, "operation": operation}
        for address, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api.html", {"rows": rows, "description": description["info"]["description"]})


def _open(patterns: list[URLPattern]) -> list[URLPattern]:
    """Every operation here is for everybody; one that is not names its permission by `requires_api`."""
    for pattern in patterns:
        public(pattern.callback)
    return patterns


urlpatterns = [path("", operations, name="operations"), *_open(api.urls[0])]
