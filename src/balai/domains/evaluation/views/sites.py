"""Pages of the sites of a review: planned, changed, and on the map."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.forms.field import SiteForm
from balai.domains.evaluation.models import FieldForm, Review, Site
from balai.domains.evaluation.permissions_field import FIELD, PLAN
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.views.field_shown import by_now, opds, review_of
from balai.engine.people.public import requires
from balai.engine.threads import public as threads
from balai.kits.ui.refusals import tried


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
        for site in queries.sites(review_of(review_id))
        if site.has_place
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@requires(PLAN)
def new_site(request: HttpRequest, review_id: int) -> HttpResponse:
    """Add a site."""
    return _site_page(request, review_of(review_id), None)


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
            of=site,
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
    latest = {(form.kind, form.code): form.pk for form in sorted(forms, key=lambda one: one.version)}
    kept = {site.checklist_id, site.survey_id} if site else set()
    shown = [form for form in forms if form.pk in kept or latest[form.kind, form.code] == form.pk]
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
