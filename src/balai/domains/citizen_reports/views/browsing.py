"""What everybody may see: home, the list, one report, an area."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from balai.domains.citizen_reports.burst.showing import banner
from balai.domains.citizen_reports.families import shown
from balai.domains.citizen_reports.figures import home_figures
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import filtered, heads, public_report, public_reports
from balai.domains.citizen_reports.reference import reference
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import whole_number
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import said_refusal

PAGE = 20
# Three: their photos and the rest of the first page stay below 60 KB.
HOME_CARDS = 3
# How a visitor groups the states of a report.
STATE_GROUPS = {
    "terbuka": (_("Sedang ditangani"), ["RECEIVED", "AWAITING_DECISION", "IN_PROGRESS", "ON_HOLD"]),
    "menunggu": (_("Belum dikonfirmasi"), ["ANSWERED", "SOLVED", "LAPSED"]),
    "selesai": (_("Dikonfirmasi pelapor"), ["CONFIRMED"]),
    "ditutup": (_("Ditutup atau ditarik"), ["CLOSED", "WITHDRAWN"]),
}


_FOLLOW_MAIL = _("Alamat surel ini tidak lengkap. Contoh: nama@contoh.id")


@requires("public")
def home(request: HttpRequest) -> HttpResponse:
    """The first page: report, track, and what has been promised and kept."""
    rows = list(heads(public_reports())[:HOME_CARDS])
    context = {"cards": cards(rows), "figures": home_figures(today=timezone.localdate()), **banner()}
    return render(request, "citizen_reports/home.html", context)


@requires("public")
def report_list(request: HttpRequest) -> HttpResponse:
    """The list, newest first, page by page without page numbers."""
    chosen = {
        name: request.GET.get(name, "").replace("\0", "")[:100].strip()
        for name in ("q", "keadaan", "kelompok", "wilayah", "opd")
    }
    _label, states = STATE_GROUPS.get(chosen["keadaan"], ("", []))
    found = filtered(
        heads(public_reports()),
        text=chosen["q"],
        states=states,
        group=chosen["kelompok"],
        area=chosen["wilayah"],
        opd=chosen["opd"],
    )
    before = whole_number(request.GET.get("sebelum", ""), most=2**62)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    query = {name: value for name, value in chosen.items() if value}
    context = {
        "cards": cards(rows[:PAGE]),
        "chosen": chosen,
        "is_narrowed": bool(query),
        "next_url": f"?{urlencode({**query, 'sebelum': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
        "previous_url": f"?{urlencode(query)}" if before else "",
        "query": urlencode(query),
        "state_choices": [(code, label) for code, (label, _states) in STATE_GROUPS.items()],
        "group_choices": [(group.code, group.title) for group in reference().groups],
        "area_choices": [(area.code, f"Kec. {area.name}") for area in organizations.kecamatan_list()],
    }
    return render(request, "citizen_reports/list.html", context)


@requires("public")
def report_page(request: HttpRequest, number: str) -> HttpResponse:
    """One public report: who has it, every hop, what was answered, solved and confirmed."""
    report = _public_report(number)
    seen = shown(report)
    case, thread = seen.case, seen.thread
    context = {
        "report": report,
        "case": case,
        "title": report.case.title,
        "number": number_of(report),
        "head_url": seen.head_url,
        "voices": cases.voices(case, thread),
        "photos": cases.photos_of([report.case], public_only=True).get(report.pk, []),
        "thread": thread,
        "now": timezone.now(),
        **map_settings(),
    }
    return render(request, "citizen_reports/report.html", context)


def _public_report(number: str) -> Report:
    try:
        return public_report(number)
    except NotFound as missing:
        raise Http404(missing.message) from missing


@requires("public")
@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody wants news of a public report: by account, or at the address that was typed."""
    report, email = _public_report(number), request.POST.get("email", "").strip()
    by = actor_of(request)
    try:
        if not by.user_id:
            throttle(request, scope="follow", limit=20, seconds=600)
            validate_email(email)
    except (ValidationError, Refused) as refusal:
        messages.error(
            request, _FOLLOW_MAIL if isinstance(refusal, ValidationError) else said_refusal(refusal)
        )
        return redirect("citizen_reports:report", number=number)
    cases.watch(case_id=report.pk, by=by, at=timezone.now(), email=email)
    messages.success(request, _("Anda mengikuti laporan ini. Setiap kabar memuat tautan untuk berhenti."))
    return redirect("citizen_reports:report", number=number)


@requires("public")
def area_page(request: HttpRequest, code: str) -> HttpResponse:
    """Reports of one kecamatan, desa or kelurahan."""
    try:
        area = organizations.area(code)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    rows = list(filtered(heads(public_reports()), area=code)[:PAGE])
    context = {
        "area": area,
        "children": organizations.desa_of(code) if area.level == "KECAMATAN" else [],
        "cards": cards(rows),
        "list_url": f"{reverse('citizen_reports:list')}?wilayah={code}",
        **banner(code),
    }
    return render(request, "citizen_reports/area.html", context)


@requires("public")
def map_page(request: HttpRequest) -> HttpResponse:
    """The map, loaded only by those who ask for it; the list says the same."""
    return render(request, "citizen_reports/map.html", map_settings())


@requires("public")
def shapes(request: HttpRequest) -> JsonResponse:
    """The schematic base map of the region, for maps without tiles."""
    answer = JsonResponse(organizations.schematic_shapes())
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


def map_settings() -> dict:
    """What the map component needs."""
    return {
        "areas_url": reverse("citizen_reports:shapes"),
        "points_url": reverse("citizen_reports:points"),
        "tile_url": settings.TILE_URL,
        "tile_credit": settings.TILE_CREDIT,
    }


def cards(rows: list[Report]) -> list[dict]:
    """Reports as the list draws them; three queries whatever the number of rows."""
    photos = cases.photos_of([row.case for row in rows], public_only=True)
    return [
        {
            "report": row,
            "case": row.case,
            "number": number_of(row),
            "photo": (photos.get(row.pk) or [None])[0],
        }
        for row in rows
    ]
