"""Pages of what others see: before sending, afterwards by the code, and the moderator's answer."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.citizen_reports.corrections import acts
from balai.domains.citizen_reports.corrections.preview import preview
from balai.domains.citizen_reports.corrections.seen import seen_by_others
from balai.domains.citizen_reports.corrections.waiting import waiting
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.views.tracking import own_report
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import whole_number
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import said_refusal


@requires("public")
@require_POST
def previewed(request: HttpRequest) -> HttpResponse:
    """What others will see of what was typed so far, as a fragment for the form."""
    try:
        throttle(request, scope="suggest", limit=120, seconds=60)
    except Refused as refusal:
        return HttpResponse(status=refusal.status)
    return render(
        request, "citizen_reports/corrections/_preview.html", {"preview": seen_by_others(request.POST)}
    )


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correcting(request: HttpRequest, code: str) -> HttpResponse:
    """The reporter's own page of what others see."""
    try:
        report = own_report(request, code)
    except Refused as refusal:
        context = {"code": code, "error": said_refusal(refusal)}
        return render(request, "citizen_reports/track.html", context, status=refusal.status)
    if request.method != "POST":
        return _page(request, report)
    if request.POST.get("what") not in _DOES:
        raise Http404
    try:
        throttle(request, scope="respond", limit=30, seconds=600)
        done = _DOES[request.POST["what"]](request, report)
    except Refused as refusal:
        return _page(request, report, error=said_refusal(refusal), status=refusal.status)
    messages.success(request, done)
    return redirect("citizen_reports:correcting", code=report.case.tracking_code)


def _text(request: HttpRequest, report: Report) -> str:
    acts.correct_text(report=report, text=request.POST.get("text", ""), by=CITIZEN, at=timezone.now())
    return _("Tulisan yang terlihat umum sudah diganti.")


def _place(request: HttpRequest, report: Report) -> str:
    acts.correct_place(report=report, by=CITIZEN, at=timezone.now())
    return _("Titik tempatnya kini disamarkan.")


def _photo(request: HttpRequest, report: Report) -> str:
    now = timezone.now()
    acts.must_correct(report, at=now)
    token = request.POST.get("token", "")
    if request.POST.get("withhold"):
        cases.withhold(case=report.case, token=token, by=CITIZEN, at=now)
        return _("Foto itu tidak lagi ditampilkan kepada umum.")
    version = whole_number(request.POST.get("version", "")) or 0
    cases.cover(
        case=report.case, token=token, boxes=boxes_in(request.POST.get("boxes", "")), version=version, by=CITIZEN, at=now
    )  # fmt: skip
    return _("Bagian foto yang Anda kotaki sudah ditutup.")


def _ask(request: HttpRequest, report: Report) -> str:
    given = request.POST
    acts.ask(
        report=report, wish=given.get("wish", ""), words=given.get("words", ""), by=CITIZEN, at=timezone.now()
    )
    return _("Permintaan Anda tercatat. Jawabannya akan tampil di halaman ini.")


_DOES = {"teks": _text, "titik": _place, "foto": _photo, "minta": _ask}


def boxes_in(raw: str) -> object:
    """What the page drew; None for what is no JSON, which the act refuses."""
    try:
        return json.loads(raw[:20_000] or "[]")
    except (ValueError, RecursionError):
        return None


def _page(request: HttpRequest, report: Report, *, error: str = "", status: int = 200) -> HttpResponse:
    until, now = acts.correctable_until(report), timezone.now()
    context = {
        "report": report,
        "case": report.case,
        "code": report.case.tracking_code,
        "number": number_of(report),
        "until": until,
        "is_open": until is not None and now < until,
        "is_coarse": ExactPlace.objects.filter(case_id=report.pk).exists(),
        "typed": request.POST.get("text", "") or report.public_text,
        "asked": request.POST.get("words", ""),
        "photos": [_photo_row(row.document) for row in _photos(report)],
        "named": preview(report.public_text).named,
        "wishes": [
            waiting(row, at=now)
            for row in PrivacyWish.objects.filter(case=report.case).select_related("case").order_by("-pk")
        ],
        "choices": PrivacyWish.WISHES,
        "error": error,
    }
    return render(request, "citizen_reports/corrections/correcting.html", context, status=status)


def _photos(report: Report):
    rows = cases.Attachment.objects.filter(case_id=report.pk, role="REPORT", is_public=True)
    return rows.select_related("document").order_by("pk")


def _photo_row(document: documents.Document) -> dict:
    newest = documents.newest_cover(document)
    version = newest.version if newest else 0
    return {
        "token": document.token,
        "source": f"{documents.url(document)}?v={version}",
        "version": version,
        "boxes": json.dumps(newest.boxes if newest else []),
    }


@requires("cases.work")
@require_POST
def decided(request: HttpRequest, wish_id: int) -> HttpResponse:
    """The moderator grants or refuses; back to the case either way."""
    given, by = request.POST, actor_of(request)
    try:
        row = acts.decide(
            wish_id=wish_id, is_granted=given.get("outcome") == "GRANTED", answer=given.get("answer", ""),
            text=given.get("text", ""), by=by, at=timezone.now(),
        )  # fmt: skip
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        case = PrivacyWish.objects.filter(pk=wish_id).values_list("case_id", flat=True).first()
        return redirect("cases:case", case_id=case)
    messages.success(request, _("Keputusan tercatat dan dapat dibaca pelapor."))
    return redirect("cases:case", case_id=row.case_id)
