"""Public reports, their history, and the own report by its code."""

from typing import Annotated, Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query

from balai.domains.citizen_reports import queries
from balai.domains.citizen_reports.alike.finding import Question, find_alike
from balai.domains.citizen_reports.alike.showing import rows_of
from balai.domains.citizen_reports.api import rows
from balai.domains.citizen_reports.api.schemas import AlikeIn, Line, State
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import case_id_of
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.engine.cases import public as cases
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.http.throttle import stop_spent, throttle

_GREATEST = 2**63


def reports(
    request: HttpRequest,
    state: Annotated[list[State], Query([], description="boleh berulang", example=["IN_PROGRESS"])],
    category: Annotated[Line, Query("", example="INF01")] = "",
    group: Annotated[Line, Query("")] = "",
    area: Annotated[Line, Query("", description="kode; mencakup yang ada di dalamnya")] = "",
    opd: Annotated[Line, Query("", description="kode instansi pemegang")] = "",
    q: Annotated[Line, Query("", description="kata dalam laporan", example="pasar")] = "",
    after: Annotated[Line, Query("", description="nomor laporan terakhir dari halaman sebelumnya")] = "",
    limit: Annotated[int, Query(20, ge=1, le=100, example=20)] = 20,
) -> dict[str, Any]:
    """Terbaru lebih dahulu. Halaman berikutnya ada di `next`; laporan baru tidak menggeser halaman."""
    found = queries.filtered(
        _public(), text=q, states=state, category=category, group=group, area=area, opd=opd
    ).order_by("-case")
    if after:
        found = found.filter(pk__lt=_key(after))
    items = rows.rows_of(found[: limit + 1])
    return {"items": items[:limit], "next": _next(request, items[limit - 1]) if len(items) > limit else None}


def report(request: HttpRequest, number: str) -> dict[str, Any]:
    """Laporan rahasia dan yang disembunyikan dijawab seperti nomor yang tidak ada."""
    found = rows.rows_of(_public().filter(pk=_key(number)))
    if not found:
        raise NotFound("REPORT_UNKNOWN", "Laporan tidak ditemukan, atau tidak untuk umum.")
    return found[0]


def alike(request: HttpRequest, payload: AlikeIn) -> list[dict[str, Any]]:
    """Sampai tiga laporan publik di sekitar yang barangkali sama dan masih ditangani. Kirim nomornya sebagai `same_as`."""
    throttle(request, scope="alike", limit=60, seconds=60)
    has_point = payload.latitude is not None and payload.longitude is not None
    question = Question(
        text=payload.text.replace("\0", "")[:2000],
        at=timezone.now(),
        landmark=payload.landmark,
        latitude=payload.latitude if has_point else None,
        longitude=payload.longitude if has_point else None,
        area_code=payload.area,
        category_code=payload.category,
    )
    return rows_of(find_alike(question))


def thread(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Siapa berbuat apa dan kapan, dari yang pertama."""
    key = _key(number)
    if not _public().filter(pk=key).exists():
        raise NotFound("REPORT_UNKNOWN", "Laporan tidak ditemukan, atau tidak untuk umum.")
    return rows.steps(cases.threads([key], public_only=True)[key])


def track(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """Huruf besar kecil, spasi, dan tanda hubung bebas. Data kontak tidak pernah ditampilkan."""
    response["Cache-Control"] = "no-store"
    wanted = normalize_tracking_code(code)
    # As on the tracking page and together with it: codes that nobody has are counted, and who guesses is stopped.
    stop_spent(request, scope="track", limit=MOST_GUESSES)
    try:
        found = queries.tracked_report(wanted)
    except Refused:
        throttle(request, scope="track", limit=MOST_GUESSES, seconds=600)
        raise
    return rows.own_row(Report.objects.filter(pk=found.pk))


def _public() -> QuerySet[Report]:
    return Report.objects.filter(is_public=True)


def _key(number: str) -> int:
    key = case_id_of(number)
    if key >= _GREATEST:
        raise NotFound("REPORT_UNKNOWN", "Nomor laporan tidak dikenal.")
    return key


def _next(request: HttpRequest, last: dict[str, Any]) -> str:
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
    return f"{request.path}?{urlencode([*query, ('after', last['number'])])}"
