"""Pages of findings: what is open, late, repeated or with nobody; one finding with its duty, its photos and its thread."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.evaluation.actions.findings import Given, assign_finding, record_finding
from balai.domains.evaluation.forms.field import FindingForm, GivenForm
from balai.domains.evaluation.models import Finding
from balai.domains.evaluation.permissions_field import FIELD, may_find
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.queries.findings import TAB_LABELS, FindingView, findings, in_tab
from balai.domains.evaluation.views.field_shown import by_now, form_page, opds
from balai.domains.evaluation.views.field_site import site_or_404
from balai.engine.documents import public as documents
from balai.engine.people.public import actor_of, requires
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires(FIELD)
def listing(request: HttpRequest) -> HttpResponse:
    """All findings by state."""
    year = whole_number(request.GET.get("tahun", ""))
    rows = Finding.objects.filter(site__review__year=year) if year else Finding.objects.all()
    views = findings(rows, at=timezone.now())
    opd = request.GET.get("opd", "")
    if opd:
        views = [view for view in views if opd in (view.holder, view.row.site.opd.short_name)]
    tab = request.GET.get("keadaan", "")
    shown = in_tab(views, tab)
    if request.GET.get("unduh") == "excel":
        return _excel(shown)
    years = (
        Finding.objects.order_by("-site__review__year")
        .values_list("site__review__year", flat=True)
        .distinct()
    )
    context = {
        "findings": shown,
        "tabs": _tabs(request, views, tab),
        "years": list(years),
        "year": year,
        "opd": opd,
        "tab": tab,
        "opds": sorted(
            {view.row.site.opd.short_name for view in views} | {view.holder for view in views if view.holder}
        ),
    }
    return render(request, "evaluation/field/findings.html", context)


def _tabs(request: HttpRequest, views: list[FindingView], tab: str) -> list[dict[str, Any]]:
    query = request.GET.copy()
    found = []
    for code, label in (("", "Semua"), *TAB_LABELS.items()):
        query["keadaan"] = code
        found.append(
            {
                "label": said(label),
                "url": f"?{query.urlencode()}",
                "active": code == tab,
                "count": len(in_tab(views, code)),
            }
        )
    return found


def _excel(views: list[FindingView]) -> HttpResponse:
    titles = (
        "Tahun",
        "Lokasi",
        "OPD lokasi",
        "Temuan",
        "Uraian",
        "Bobot",
        "Berulang",
        "Pemegang",
        "Paling lambat",
        "Keadaan",
        "Kata tahun berikutnya",
    )
    rows = [
        (
            str(view.row.site.review.year), view.row.site.name, view.row.site.opd.short_name, view.row.title, view.row.text,
            view.severity, "ya" if view.is_repeated else "", view.holder, view.due_date, view.state, view.verdict,
        )
        for view in views
    ]  # fmt: skip
    return excel_response("temuan", Sheet("Temuan", titles, rows))


@requires(FIELD)
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding."""
    view = _view(finding_id)
    photos = view.row.photos.select_related("photo__document", "photo__sheet")
    shown = [
        {
            "url": documents.url(row.photo.document),
            "thumbnail": documents.thumbnail_url(row.photo.document),
            "alt": view.row.title,
        }
        for row in photos
    ]
    follow_ups = view.row.follow_ups.select_related("site__review").order_by("pk")
    may_give = view.duty is None and may_find(actor_of(request), view.row.site, on=timezone.localdate())
    context = {
        "view": view,
        "photos": shown,
        "follow_ups": [{"row": row, "said": said(row.get_verdict_display())} for row in follow_ups],
        "repeated_by": view.row.repeated_by.select_related("site__review"),
        "form": GivenForm(opds=opds(), initial={"holder": view.row.site.opd_id}) if may_give else None,
    }
    return render(request, "evaluation/field/finding.html", context)


@requires(FIELD)
def new(request: HttpRequest, site_id: int) -> HttpResponse:
    """Write down a finding."""
    site = site_or_404(site_id)
    if not may_find(actor_of(request), site, on=timezone.localdate()):
        raise PermissionDenied
    photos = queries.sheets_of(site).photos
    form = FindingForm(
        request.POST or None,
        opds=opds(),
        photos=[(photo["id"], photo["alt"]) for photo in photos],
        initial={"key": uuid4(), "holder": site.opd_id, "severity": "MEDIUM"},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        given = Given(typed["holder"], typed["due"]) if typed["holder"] else None
        row = tried(
            form,
            lambda: record_finding(
                key=typed["key"], site_id=site.pk, title=typed["title"], text=typed["text"], severity=typed["severity"],
                given=given, photos=typed["photos"], **by_now(request),
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(request, _("Temuannya tercatat."))
            return redirect("evaluation:field_finding", row.pk)
    return form_page(
        request, form, _("Catat temuan"), back=("evaluation:field_site", site.pk), eyebrow=site.name
    )


@requires(FIELD)
@require_POST
def assign(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Give a finding to an agency."""
    view, form = _view(finding_id), GivenForm(request.POST, opds=opds())
    if form.is_valid():
        given = Given(form.cleaned_data["holder"], form.cleaned_data["due"])
        if tried(form, lambda: assign_finding(finding_id=view.row.pk, given=given, **by_now(request))):
            messages.success(request, _("Temuan ini sekarang menjadi tugas OPD itu."))
            return redirect("evaluation:field_finding", view.row.pk)
    return form_page(
        request, form, _("Tugaskan"), back=("evaluation:field_finding", view.row.pk), eyebrow=view.row.title
    )


def _view(finding_id: int) -> FindingView:
    views = findings(Finding.objects.filter(pk=finding_id), at=timezone.now())
    if not views:
        raise Http404
    return views[0]
