"""From a view's reply to an answer, and from every refusal to the error list of the specification."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters, Several, page
from balai.domains.citizen_reports.open311.serialise import Tree, rendered
from balai.domains.citizen_reports.open311.terms import CONTENT_TYPES, JSON, XML
from balai.engine.organizations import public as organizations
from balai.foundation.errors import Refused

# The word by which the list of addresses says that they are FixMyStreet's.
FIXMYSTREET = "fixmystreet"
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a view gives: the outermost element and what is in it. `bare` leaves the charset out of the
    content type (the prolog says it)."""

    root: str
    tree: Tree
    headers: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False
    status: int = 200


class MethodUnknown(Refused):
    """The address exists, but not for this method."""

    status = 405


View = Callable[..., Reply]


def endpoint(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A view of GeoReport: `view(request, parameters, …)` gives a Reply."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def guarded(
            request: HttpRequest, *, form: str | None = None, dialect: str = "", **address: str
        ) -> HttpResponse:
            try:
                parameters = _read(request, methods)
                parameters.is_fixmystreet = dialect == FIXMYSTREET
                reply = view(request, parameters, **address)
            except Several as several:
                reply = refused(several.refusals)
            except Refused as refusal:
                reply = refused([refusal])
            return respond(reply, form or _asked_form(request))

        guarded.permission = "reports.api"  # type: ignore[attr-defined]
        return guarded

    return decorate


def respond(reply: Reply, form: str) -> HttpResponse:
    content_type = CONTENT_TYPES[form] + ("" if reply.bare else "; charset=utf-8")
    response = HttpResponse(
        rendered(reply.root, reply.tree, form),
        content_type=content_type,
        status=reply.status,
        headers=reply.headers,
    )
    # Public data without cookies: pages of other sites may read it.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def link_header(request: HttpRequest, parameters: Parameters, *, has_more: bool) -> dict[str, str]:
    """The header `Link` with the neighbours of a page."""
    number = page(parameters)[0]
    pages = {"next": number + 1} if has_more else {}
    if number > 1:
        pages |= {"prev": number - 1, "first": 1}
    links = []
    for name, other in pages.items():
        query = request.GET.copy()
        query["page"] = str(other)
        links.append(f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{name}"')
    return {"Link": ", ".join(links)} if links else {}


def refused(refusals: Sequence[Refused]) -> Reply:
    """The error list; the status is that of the first."""
    rows = [{"code": refusal.status, "description": refusal.message} for refusal in refusals]
    status = refusals[0].status
    return Reply("errors", rows, {"Retry-After": "60"} if status in {429, 503} else {}, status=status)


def _asked_form(request: HttpRequest) -> str:
    """Without a suffix: what the client accepts, else XML, which the specification requires."""
    return JSON if "json" in request.headers.get("Accept", "") else XML


def _read(request: HttpRequest, methods: Sequence[str]) -> Parameters:
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        raise MethodUnknown("METHOD_UNKNOWN", f"Alamat ini hanya untuk {', '.join(methods)}.")
    try:
        parameters = Parameters(request)
    except _TOO_MUCH:
        raise Invalid("request", "terlalu besar.", status=413) from None
    except (MultiPartParserError, SuspiciousOperation, LookupError, UnicodeError):
        raise Invalid("request", "isinya tidak dapat dibaca.") from None
    _check_jurisdiction(parameters)
    return parameters


def _check_jurisdiction(parameters: Parameters) -> None:
    """One region lives here: its code or its web address may be named, nothing else."""
    asked = parameters.text("jurisdiction_id")
    region = organizations.region()
    if asked and asked not in {region.code, region.website.removeprefix("https://").rstrip("/")}:
        raise Invalid("jurisdiction_id", "tidak dikenal.", status=404)
