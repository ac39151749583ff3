"""The register as a list, filtered, and as Excel: maturity on paper and life in use always beside each other."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries.maturity import papers
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.sheets_register import register_file
from balai.domains.innovations.terms import LIFE_LABELS, STAGE_LABELS
from balai.domains.innovations.views.overview import tabs
from balai.engine.organizations import public as organizations
from balai.engine.people.public import may, requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """The register, filtered; as Excel too. Who judges one blind sees neither its life nor its paper."""
    get, hidden = request.GET, blinded(request.user.pk)
    rows = _filtered(get, hidden)
    if get.get("bentuk") == "xlsx":
        return register_file(rows, hidden)
    page = paged(request, rows)
    context = {
        **page.context,
        "rows": _rows(list(page.rows), hidden),
        "words": _words(get),
        "chosen": get,
        "opds": [opd.code for opd in organizations.active_opds(on=timezone.localdate())],
        "stages": [(code.value, said(label)) for code, label in STAGE_LABELS.items()],
        "lives": [(code.value, said(label)) for code, label in LIFE_LABELS.items()],
        "dimensions": DIMENSION_LABELS.items(),
        "may_keep": may(request.user, KEEP),
        "tabs": tabs(request, "list"),
        "tabs_label": _("Bagian inovasi"),
    }
    return render(request, "innovations/list.html", context)


def _words(get: Any) -> str:
    return str(get.get("q", "")).strip()[:100]


def _filtered(get: Any, hidden: Collection[int]) -> QuerySet[Innovation]:
    """What the address asks for. A filter by life leaves out what is hidden: being found would tell it."""
    rows = (
        Innovation.objects.filter(merged_into=None).select_related("opd", "liveness").order_by("name", "pk")
    )
    if words := _words(get):
        rows = rows.filter(name__icontains=words)
    if get.get("opd"):
        rows = rows.filter(opd__code=get["opd"])
    if get.get("tahap") in STAGE_LABELS:
        rows = rows.filter(stage=get["tahap"])
    if get.get("hidup") in LIFE_LABELS:
        rows = rows.filter(liveness__life=get["hidup"]).exclude(pk__in=hidden)
    if get.get("dimensi") in DIMENSION_LABELS:
        rows = rows.filter(dimension=get["dimensi"])
    if get.get("aneh"):
        rows = rows.exclude(odd=[])
    return rows


def _rows(innovations: list[Innovation], hidden: Collection[int]) -> list[dict[str, Any]]:
    found = papers(innovations)
    return [{"one": one, "paper": found.get(one.pk), "is_blind": one.pk in hidden} for one in innovations]
