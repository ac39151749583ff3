"""Addresses for the tests of this kit."""

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import path, re_path
from ninja import Field, NinjaAPI, Schema

from balai.foundation.errors import Conflict
from balai.kits.http.errors import add_error_handlers
from balai.kits.http.health import healthz

ERRORS = {
    "locked": OperationalError("database is locked"),
    "gone": InterfaceError("connection already closed"),
    "bug": OperationalError("no such table: nonsense"),
}


def breaks(request, error: str, rest: str = ""):
    raise ERRORS[error]


def fine(request, code: str = ""):
    return HttpResponse("ok")


class Payload(Schema):
    title: str = Field(min_length=3)
    latitude: float = 0.0


api = NinjaAPI(urls_namespace="kits-http-tests")
add_error_handlers(api)


@api.post("/things")
def create_thing(request, payload: Payload) -> str:
    if payload.title == "twice":
        raise Conflict("ALREADY_THERE", "Sudah ada.", field="title")
    return payload.title


urlpatterns = [
    path("fine/", fine),
    path("lacak/<str:code>/", fine),
    path("healthz", healthz),
    path("v/", api.urls),
    re_path(r"^(?:api/|open311/v2/)?break/(?P<error>\w+)(?P<rest>\.xml)?$", breaks),
]
