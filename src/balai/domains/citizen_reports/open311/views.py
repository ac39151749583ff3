"""The calls of GeoReport v2."""

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from balai.domains.citizen_reports.actions.filing import already_filed
from balai.domains.citizen_reports.credentials import key_of
from balai.domains.citizen_reports.models import ApiKey, Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.open311 import definitions, listing, parsing, records
from balai.domains.citizen_reports.open311.actions.reports import receive_report
from balai.domains.citizen_reports.open311.answering import Reply, endpoint, link_header
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters
from balai.domains.citizen_reports.open311.posting import draft_of, origin_of
from balai.domains.citizen_reports.receipts import first_receipt
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.terms import Identity
from balai.engine.gate import public as gate
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters_of_region
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden
from balai.kits.http.throttle import throttle_name

APPLICATION = Actor("APPLICATION")
# Names of file fields under which known clients send photos.
_FILES = ("media", "photo", "file")
WRITES_PER_MINUTE = "open311.writes_per_minute"


@endpoint("GET")
def discovery(request: HttpRequest, parameters: Parameters) -> Reply:
    """Content types are bare here: one validator compares them letter by letter."""
    base = request.build_absolute_uri(request.path.rpartition("discovery")[0])
    return Reply("discovery", definitions.discovery(organizations.region(), base), bare=True)


@endpoint("GET")
def services(request: HttpRequest, parameters: Parameters) -> Reply:
    rows = records.services_with_flags() if parameters.is_fixmystreet else records.services()
    return Reply("services", rows)


@endpoint("GET")
def service(request: HttpRequest, parameters: Parameters, code: str) -> Reply:
    category = reference().categories.get(code)
    if category is None:
        raise Invalid("service_code", "tidak dikenal.", status=404)
    return Reply(
        "service_definition", definitions.definition(category, is_fixmystreet=parameters.is_fixmystreet)
    )


@endpoint("GET", "POST")
def requests(request: HttpRequest, parameters: Parameters) -> Reply:
    return (_file if request.method == "POST" else _list)(request, parameters)


@endpoint("GET")
def one_request(request: HttpRequest, parameters: Parameters, number: str) -> Reply:
    rows = _rows(request, parameters, listing.one(number))
    if not rows:
        raise Invalid("service_request_id", "tidak ditemukan, atau tidak untuk umum.", status=404)
    return Reply("service_requests", rows)


@endpoint("GET")
def token(request: HttpRequest, parameters: Parameters, token: str) -> Reply:
    """Every request gets its number at once; whoever asks with it as a token gets it again."""
    report = listing.one(token).first()
    if report is None:
        raise Invalid("token", "tidak dikenal.", status=404)
    return Reply("service_requests", [{"service_request_id": number_of(report), "token": token}])


def application(parameters: Parameters) -> ApiKey:
    """Who writes, counted. Raises Forbidden API_KEY_WRONG, TooOften, Banned."""
    key = key_of(parameters.text("api_key"))
    if key is None:
        raise Forbidden("API_KEY_WRONG", "api_key: belum diisi, salah, atau sudah dicabut.")
    limit = parameters_of_region.value(WRITES_PER_MINUTE, on=timezone.localdate(), default=300)
    throttle_name(f"open311:{key.pk}", limit=limit, seconds=60)
    gate.stop_banned(_visitor(key), timezone.now())
    return key


def _visitor(key: ApiKey, phone: str = "") -> gate.Visitor:
    """A program speaks for many: it is known by its key, and a person behind it only by the phone that was left."""
    return gate.Visitor(client=str(key.pk), phone=phone)


def _file(request: HttpRequest, parameters: Parameters) -> Reply:
    key = application(parameters)
    draft = draft_of(parameters, key=key, header=request.headers.get("Idempotency-Key", ""))
    parameters.check()
    visitor, now = _visitor(key, draft.phone), timezone.now()
    if already_filed(draft.client_key) is None:
        gate.stop_banned(visitor, now)
    report, is_new = receive_report(
        draft=draft, uploads=uploads_of(request), origin=origin_of(parameters), by=APPLICATION, at=now
    )
    if is_new and draft.identity != Identity.CONFIDENTIAL:
        gate.note(subject=("case", report.pk), visitor=visitor, at=now)
    row = {
        "service_request_id": number_of(report),
        "service_notice": _notice(report),
        "account_id": parameters.text("account_id") or None,
    }
    return Reply("service_requests", [row], {"Idempotent-Replayed": "false" if is_new else "true"})


def uploads_of(request: HttpRequest) -> list[UploadedFile]:
    """Photos of the usual fields: media, photo, photo1, photo2…, file_…"""
    return [upload for name, files in request.FILES.lists() if name.startswith(_FILES) for upload in files]


def _notice(report: Report) -> str:
    receipt = first_receipt(report)
    parts = [
        f"Kode lacak untuk pelapor: {report.case.tracking_code}.",
        f"Tanda terima: {receipt}." if receipt else "",
        report.category.advice,
    ]
    return " ".join(part for part in parts if part)


def _list(request: HttpRequest, parameters: Parameters) -> Reply:
    number, size = parsing.page(parameters)
    found = listing.wanted(parameters, now=timezone.now())
    parameters.check()
    start = (number - 1) * size
    # One more than is shown: is there a next page?
    rows = _rows(request, parameters, found[start : start + size + 1])
    links = link_header(request, parameters, has_more=len(rows) > size)
    return Reply("service_requests", rows[:size], links)


def _rows(request: HttpRequest, parameters: Parameters, found: QuerySet[Report]) -> list[dict]:
    return records.request_rows(
        found, absolute=request.build_absolute_uri, extended=parameters.flag("extensions")
    )
