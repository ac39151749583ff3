"""Pages of planning: reviews, their team, their sites."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.forms.field import AppointForm, ReviewForm, SiteForm
from balai.domains.evaluation.models import FieldForm, Finding, Review, Site
from balai.domains.evaluation.permissions_field import FIELD, PLAN, TEAM_ROLES, may_plan
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.queries import findings as found
from balai.domains.evaluation.queries.findings import FindingView
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.engine.threads import public as threads
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said_refusal


@requires(FIELD)
def reviews(request: HttpRequest) -> HttpResponse:
    """All reviews, the newest first."""
    context = {"reviews": queries.reviews(), "may_plan": _plans(request)}
    return render(request, "evaluation/field/reviews.html", context)


@requires(FIELD)
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review: its sites, its team, what was found, what is still open from the year before."""
    one, at = _review(review_id), timezone.now()
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


@requires(FIELD)
def points(request: HttpRequest, review_id: int) -> JsonResponse:
    """The sites of a review on the map, as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
            "properties": {
                "title": site.name,
                "url": reverse("evaluation:field_site", args=[site.pk]),
                "tone": "ok" if site.sheets_count else "warn",
            },
        }
        for site in queries.sites(_review(review_id))
        if site.has_place
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


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
    one = _review(review_id)
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


@requires(PLAN)
def new_site(request: HttpRequest, review_id: int) -> HttpResponse:
    """Add a site."""
    return _site_page(request, _review(review_id), None)


@requires(PLAN)
def edit_site(request: HttpRequest, site_id: int) -> HttpResponse:
    """Change a site."""
    site = Site.objects.select_related("review").filter(pk=site_id).first()
    if site is None:
        raise Http404
    return _site_page(request, site.review, site)


def _site_page(request: HttpRequest, one: Review, site: Site | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SiteForm(data, initial=_initial(site), **_choices(request, one, site))
    if data is not None and "search" not in data and form.is_valid():
        version = form.cleaned_data.pop("version") or 0
        site_id = site.pk if site else None
        made = tried(
            form,
            lambda: visits.keep_site(
                review_id=one.pk, given=form.given(), site_id=site_id, version=version, **by_now(request)
            ),
        )
        if made is not None:
            messages.success(request, _("Lokasinya tersimpan."))
            return redirect("evaluation:field_review", one.pk)
    if data is not None and "search" in data:
        form.errors.clear()  # only looked something up: nothing was sent yet
    context = {"form": form, "review": one, "site": site, "is_search": data is not None and "search" in data}
    return render(request, "evaluation/field/site_form.html", context, status=422 if form.errors else 200)


def _initial(site: Site | None) -> dict[str, Any]:
    if site is None:
        return {}
    names = (
        "name",
        "opd_id",
        "visit_date",
        "place",
        "latitude",
        "longitude",
        "checklist_id",
        "survey_id",
        "previous_id",
    )
    return {
        **{name: getattr(site, name) for name in names},
        "version": site.version,
        "subject": f"{site.subject_kind}:{site.subject_id}" if site.subject_kind else "",
        "reviewers": list(site.visitors.values_list("user_id", flat=True)),
    }  # fmt: skip


def _choices(request: HttpRequest, one: Review, site: Site | None) -> dict[str, Any]:
    forms = list(FieldForm.objects.order_by("title", "-version"))
    newest = {(form.kind, form.code): form for form in reversed(forms)}
    latest = {
        key: max((f for f in forms if (f.kind, f.code) == key), key=lambda f: f.version) for key in newest
    }
    kept = {site.checklist_id, site.survey_id} if site else set()
    shown = [form for form in forms if form.pk in kept or latest[form.kind, form.code].pk == form.pk]
    return {
        "opds": opds(),
        "checklists": [(form.pk, form.title) for form in shown if form.kind == "CHECKLIST"],
        "surveys": [(form.pk, form.title) for form in shown if form.kind == "SURVEY"],
        "earlier": [(row.pk, f"{row.name} ({row.review.year})") for row in queries.earlier_sites(one)],
        "people": [
            (
                row.user_id,
                f"{row.user.full_name} ({row.user.opd.short_name if row.user.opd else row.user.role_label})",
            )
            for row in queries.team(one)
        ],
        "subjects": _subjects(request, site),
    }


def _subjects(request: HttpRequest, site: Site | None) -> list[tuple[str, str]]:
    """What was found by the words, what was chosen before, and what the site has."""
    ends = {request.POST.get("subject", ""), f"{site.subject_kind}:{site.subject_id}" if site else ""}
    pairs = {(kind, number) for kind, _sep, number in (end.partition(":") for end in ends) if number}
    chosen = threads.find(pairs, visible=visits.SUBJECT_KINDS)
    found = [(f"{kind}:{number}", knot.title) for (kind, number), knot in chosen.items()]
    words = request.POST.get("words", "").strip()
    if words:
        for label, knots in threads.search(words, visible=visits.SUBJECT_KINDS):
            found += [(f"{knot.kind}:{knot.id}", f"{knot.title} ({label})") for knot in knots]
    return list(dict(reversed(found)).items())


def _review(review_id: int) -> Review:
    one = Review.objects.filter(pk=review_id).first()
    if one is None:
        raise Http404
    return one


def _people(one: Review) -> list[tuple[int, str]]:
    return [
        (user.pk, f"{user.full_name} ({user.opd.short_name if user.opd else user.role_label})")
        for user in queries.candidates(one, TEAM_ROLES)
    ]


def _plans(request: HttpRequest) -> bool:
    return may(request.user, PLAN) and may_plan(actor_of(request), on=timezone.localdate())


def opds() -> list[tuple[int, str]]:
    """Agencies to choose from."""
    today = timezone.localdate()
    return [(opd.pk, organizations.opd_name(opd.pk, on=today)) for opd in organizations.active_opds(on=today)]


def by_now(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an action."""
    return {"by": actor_of(request), "at": timezone.now()}


def tried(form: Any, act: Callable[[], Any]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form."""
    try:
        return act()
    except Refused as refusal:
        form.refuse(refusal)
        return None


def form_page(
    request: HttpRequest, form: Any, title: str, *, back: tuple[Any, ...], eyebrow: str = "", **more: Any
) -> HttpResponse:
    """One form on a page of its own."""
    context = {"form": form, "title": title, "back": back[0], "back_id": back[1] if len(back) > 1 else None}
    return render(
        request, "evaluation/field/form.html", {**context, "eyebrow": eyebrow, **more}, status=422 if form.errors else 200
    )  # fmt: skip
