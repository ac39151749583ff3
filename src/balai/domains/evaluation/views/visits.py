"""Pages of planning: reviews and their team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.forms.field import AppointForm, ReviewForm
from balai.domains.evaluation.models import Finding, Review, Site
from balai.domains.evaluation.permissions_field import FIELD, PLAN, TEAM_ROLES, may_plan
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.queries import findings as found
from balai.domains.evaluation.queries.findings import FindingView
from balai.domains.evaluation.views.field_shown import by_now, form_page, review_of
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said_refusal


@requires(FIELD)
def reviews(request: HttpRequest) -> HttpResponse:
    """All reviews, the newest first."""
    context = {"reviews": queries.reviews(), "may_plan": _plans(request)}
    return render(request, "evaluation/field/reviews.html", context)


@requires(FIELD)
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review: its sites, its team, what was found, what is still open from the year before."""
    one, at = review_of(review_id), timezone.now()
    sites = queries.sites(one)
    if request.GET.get("unduh") == "excel":
        return _excel(one, sites)
    views = found.findings(_findings_of(one), at=at)
    context = {
        "review": one,
        "sites": sites,
        "team": queries.team(one),
        "may_plan": _plans(request),
        "appoint": AppointForm(people=_people(one)) if _plans(request) else None,
        "findings": views,
        "tiles": _tiles(sites, views),
        "centre": next((site for site in sites if site.has_place), None),
    }
    return render(request, "evaluation/field/review.html", context)


def _findings_of(one: Review) -> Any:
    return Finding.objects.filter(site__review=one)


def _tiles(sites: list[Site], views: list[FindingView]) -> list[dict[str, Any]]:
    done = sum(view.tab == "done" for view in views)
    return [
        {"label": _("Lokasi"), "value": len(sites), "note": ""},
        {
            "label": _("Sudah ada lembarnya"),
            "value": sum(bool(site.sheets_count) for site in sites),
            "note": "",
        },
        {"label": _("Temuan"), "value": len(views), "note": _("%(n)s selesai") % {"n": done}},
        {
            "label": _("Lewat tanggal"),
            "value": sum(view.tab == "late" for view in views),
            "tone": "late" if any(view.tab == "late" for view in views) else "",
        },
    ]


def _excel(one: Review, sites: list[Site]) -> HttpResponse:
    titles = ("Lokasi", "OPD", "Tanggal", "Alamat", "Lintang", "Bujur", "Lembar", "Temuan", "Berita acara")
    rows = [
        (
            site.name, site.opd.name, site.visit_date, site.place, str(site.latitude or ""), str(site.longitude or ""),
            site.sheets_count, site.findings_count, site.minutes_count,
        )
        for site in sites
    ]  # fmt: skip
    return excel_response(f"tinjauan-{one.year}-{one.pk}", Sheet("Lokasi", titles, rows))


@requires(PLAN)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a review."""
    form = ReviewForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: visits.plan_review(**form.cleaned_data, **by_now(request)))
        if made is not None:
            messages.success(request, _("Tinjauan dibuat. Sekarang tunjuk timnya, lalu tambahkan lokasinya."))
            return redirect("evaluation:field_review", made.pk)
    return form_page(request, form, _("Susun tinjauan lapangan"), back=("evaluation:field_reviews",))


@requires(PLAN)
@require_POST
def appoint(request: HttpRequest, review_id: int) -> HttpResponse:
    """Put somebody on the team."""
    one = review_of(review_id)
    form = AppointForm(request.POST, people=_people(one))
    if form.is_valid():
        given = {"user_id": form.cleaned_data["user"], "is_lead": form.cleaned_data["is_lead"]}
        if tried(form, lambda: visits.appoint(review_id=one.pk, **given, **by_now(request))):
            messages.success(request, _("Peninjau masuk tim."))
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("evaluation:field_review", one.pk)


@requires(PLAN)
@require_POST
def relieve(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Take somebody off the team."""
    try:
        row = visits.relieve(appointment_id=appointment_id, **by_now(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("evaluation:field_reviews")
    messages.success(request, _("Peninjau dilepas dari tim; lembar yang sudah ditulisnya tetap ada."))
    return redirect("evaluation:field_review", row.review_id)


def _people(one: Review) -> list[tuple[int, str]]:
    return [
        (user.pk, f"{user.full_name} ({user.opd.short_name if user.opd else user.role_label})")
        for user in queries.candidates(one, TEAM_ROLES)
    ]


def _plans(request: HttpRequest) -> bool:
    return may(request.user, PLAN) and may_plan(actor_of(request), on=timezone.localdate())
