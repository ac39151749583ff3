"""How long innovations last, and what those that ended taught."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.queries import survival as curves
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.rules.survival import Step
from balai.domains.innovations.views.overview import tabs
from balai.engine.people.public import requires
from balai.foundation.text import whole_number
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said


@requires("public")
def survival(request: HttpRequest) -> HttpResponse:
    """How long innovations last: the curve, the shares after half a year, one year and two, by agency and cohort."""
    hidden = blinded(request.user.pk)
    everything = curves.lived(on=timezone.localdate(), without=hidden)
    opd, cohort = request.GET.get("opd", ""), whole_number(request.GET.get("kohort", "")) or None
    chosen = [row for row in everything if opd in ("", row.opd) and cohort in (None, row.cohort)]
    lives = curves.pairs(chosen)
    steps, shares = curves.survival_table(lives)
    context = {
        "seen": len(lives),
        "hidden": len(hidden),
        "died": sum(dead for _days, dead in lives),
        "steps": steps,
        "shares": _percent(shares),
        "chart": {_("Masih hidup"): _monthly(steps, lives)} if steps else {},
        "opds": sorted({row.opd for row in everything if row.opd}),
        "cohorts": sorted({row.cohort for row in everything if row.cohort}, reverse=True),
        "opd": opd,
        "cohort": cohort,
        "tabs": tabs(request, "survival"),
        "tabs_label": _("Bagian inovasi"),
        "tables": [
            (_("Menurut kohort"), _grouped(everything, lambda row: row.cohort, reverse=True)),
            (_("Menurut OPD"), _grouped(everything, lambda row: row.opd)),
        ],
    }
    return render(request, "innovations/survival.html", context)


def _grouped(
    rows: list[curves.Lived], key: Callable[[curves.Lived], Any], *, reverse: bool = False
) -> list[tuple[str, int, int, list[tuple[str, int | None]]]]:
    """(name, how many, how many died, shares) of each group, those without a name left out."""
    groups: dict[Any, list[curves.Lived]] = defaultdict(list)
    for row in rows:
        if key(row):
            groups[key(row)].append(row)
    return [
        (
            str(name),
            len(own),
            sum(row.is_dead for row in own),
            _percent(curves.survival_table(curves.pairs(own))[1]),
        )
        for name, own in sorted(groups.items(), reverse=reverse)
    ]


def _percent(shares: list[tuple[str, float | None]]) -> list[tuple[str, int | None]]:
    return [(said(label), None if share is None else round(100 * share)) for label, share in shares]


def _monthly(steps: list[Step], lives: list[tuple[int, bool]]) -> list[tuple[str, int]]:
    """The share alive at the end of each month since the launch, in percent, as far as anything was seen."""
    last = min(max(days for days, _dead in lives) // 30, 60)
    found = []
    for month in range(last + 1):
        alive = next((step.alive for step in reversed(steps) if step.day <= month * 30), 1.0)
        found.append((str(month), round(100 * alive)))
    return found


@requires("public")
def lessons(request: HttpRequest) -> HttpResponse:
    """What those that ended honourably leave to the next ones."""
    rows = Innovation.objects.exclude(ended_on=None).filter(merged_into=None).select_related("opd")
    if words := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(lessons__icontains=words)
    page = paged(request, rows.order_by("-ended_on", "pk"))
    return render(request, "innovations/lessons.html", {
        **page.context, "words": words, "tabs": tabs(request, "lessons"), "tabs_label": _("Bagian inovasi"),
    })  # fmt: skip
