"""The register of a village: its list, its numbers, and the way out of it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.residents import queries
from balai.domains.residents.actions import books, sheets
from balai.domains.residents.forms import ExportForm
from balai.domains.residents.permissions import village_of
from balai.domains.residents.terms import STATUS_LABELS, Status
from balai.domains.residents.views.answers import download, guarded, typed
from balai.domains.residents.views.shown import Line
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.ui.words import said

PAGE = 25


@guarded("residents.keep")
def residents(request: HttpRequest) -> HttpResponse:
    """The people of the own village by name; a POST searches, so that no NIK ever stands in an address."""
    area_id = village_of(actor_of(request))
    text = request.POST.get("q", "").strip()[:100]
    status = request.GET.get("keadaan", Status.LIVING)
    status = status if status in list(Status) else Status.LIVING
    every = queries.of_village(area_id)
    page = whole_number(request.GET.get("hal", ""), most=10_000) or 1
    rows = queries.searched(every, text) if text else every.filter(status=status)
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "place": organizations.area(area_id),
        "q": text,
        "lines": [Line(row) for row in found[:PAGE]],
        "has_more": len(found) > PAGE,
        "is_empty": not text and not every.exists(),
        "tabs": _tabs(area_id, status) if not text else [],
        "previous_url": f"?{urlencode({'keadaan': status, 'hal': page - 1})}"
        if page > 1 and not text
        else "",
        "next_url": f"?{urlencode({'keadaan': status, 'hal': page + 1})}"
        if len(found) > PAGE and not text
        else "",
    }
    return render(request, "residents/list.html", context)


def _tabs(area_id: str, status: str) -> list[dict]:
    counts = queries.status_counts(area_id)
    return [
        {
            "label": said(STATUS_LABELS[one]),
            "url": f"?keadaan={one.value}",
            "active": one == status,
            "count": counts.get(one.value, 0),
        }
        for one in Status
    ]


@guarded("residents.keep")
def statistics(request: HttpRequest) -> HttpResponse:
    """How many live in the village, by age and sex."""
    area_id = village_of(actor_of(request))
    numbers = queries.statistics(area_id, on=timezone.localdate())
    context = {"place": organizations.area(area_id), "numbers": numbers, "most": queries.longest(numbers)}
    return render(request, "residents/statistics.html", context)


@guarded("residents.keep")
def export(request: HttpRequest) -> HttpResponse:
    """The register as Excel; in full only with a purpose and a reason, which are written down."""
    by, now = actor_of(request), timezone.now()
    area_id = village_of(by)
    form = ExportForm(typed(request))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        is_masked = asked["how"] != "full"
        try:
            if not is_masked:
                books.disclose(purpose=asked["purpose"], reason=asked["reason"], by=by, at=now)
            rows = queries.of_village(area_id).order_by("pk")
            content = sheets.register_sheet(rows.iterator(chunk_size=1000), is_masked=is_masked)
            name = f"penduduk-{area_id}-{timezone.localdate(now)}{'-samar' if is_masked else ''}.xlsx"
            return download(content, name, sheets.CONTENT_TYPE)
        except Refused as refusal:
            form.refuse(refusal)
    context = {"form": form, "place": organizations.area(area_id)}
    return render(request, "residents/export.html", context, status=422 if form.errors else 200)
