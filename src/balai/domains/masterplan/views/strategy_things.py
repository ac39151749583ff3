"""Pages of one thing of the strategy: written and removed by planners, its history read by everybody."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import strategy as actions
from balai.domains.masterplan.actions import strategy_checks
from balai.domains.masterplan.forms.strategy import FORMS
from balai.domains.masterplan.models import Plan, Written
from balai.domains.masterplan.permissions import PLAN
from balai.domains.masterplan.queries import readiness as ready
from balai.domains.masterplan.queries import strategy as queries
from balai.domains.masterplan.terms_strategy import (
    MARK_LABELS,
    THING_LABELS,
    Mark,
    Thing,
)
from balai.domains.masterplan.views.planners import planners_only
from balai.domains.masterplan.views.shown import acting, chosen_plan, opd_choices
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import in_indonesian, said, said_refusal

# Which page a thing stands on.
HOMES = {
    Thing.READINESS: "strategy",
    Thing.SWOT: "swot",
    Thing.TOWS: "swot",
    Thing.GAP: "gaps",
    Thing.VISION: "vision",
    Thing.MISSION: "vision",
    Thing.KEYWORD: "vision",
}


@requires(PLAN)
@planners_only
def write(request: HttpRequest, thing: str) -> HttpResponse:
    """The form of one thing: a new one, or with `?butir=` the one that is there."""
    kind, plan = _thing(thing), chosen_plan(request)
    if plan is None:
        raise Http404
    row = _row(kind, request.GET.get("butir", ""), plan)
    initial = {name: getattr(row, name) for name in (*actions.content_fields(kind), "version")} if row else {}
    initial |= {name: value for name, value in request.GET.items() if name in actions.content_fields(kind)}
    form = FORMS[kind](request.POST or None, initial=initial, plan=plan, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: actions.write_strategy(
                thing=kind,
                plan_id=plan.pk,
                given=form.given(),
                thing_id=row.pk if row else None,
                version=form.cleaned_data["version"],
                **acting(request),
            ),
            of=row,
        )
        if made is not None:
            messages.success(request, _("Tersimpan; versi sebelumnya tetap ada di riwayat."))
            return redirect(f"masterplan:{HOMES[kind]}")
    context = {
        "form": form,
        "title": said(THING_LABELS[kind]),
        "thing": kind.value,
        "row": row,
        "back": reverse(f"masterplan:{HOMES[kind]}"),
        "criteria": ready.rubric() if kind is Thing.READINESS else [],
    }
    return render(request, "masterplan/strategy/form.html", context, status=422 if form.errors else 200)


@requires(PLAN)
@planners_only
def remove(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """Take it out of the plan; its history stays."""
    kind = _thing(thing)
    row = actions.MODELS[kind].objects.filter(pk=number).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            version = int(request.POST.get("version") or 0)
            actions.remove_strategy(thing=kind, thing_id=number, version=version, **acting(request))
        except (Refused, ValueError) as refusal:
            told = said_refusal(refusal) if isinstance(refusal, Refused) else _("Muat ulang halaman.")
            messages.error(request, told)
        else:
            messages.success(request, _("Dikeluarkan dari rencana; isinya tetap ada di riwayat."))
        return redirect(f"masterplan:{HOMES[kind]}")
    context = {"row": row, "title": said(THING_LABELS[kind]), "back": reverse(f"masterplan:{HOMES[kind]}")}
    return render(request, "masterplan/strategy/remove.html", context)


@requires("public")
def history(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """All that one thing ever said; by agency, without names."""
    kind = _thing(thing)
    rows = queries.revisions(kind, number)
    if not rows:
        raise Http404
    texts = strategy_checks.TEXTS[kind]
    shown = [
        {
            "revision": row,
            "mark": said(MARK_LABELS[Mark(row.content["mark"])]) if "mark" in row.content else "",
            "facts": [
                (said(label), in_indonesian(row.content.get(name))) for name, (label, _a, _b) in texts.items()
            ],
        }
        for row in rows
    ]
    context = {"rows": shown, "title": said(THING_LABELS[kind]), "back": reverse(f"masterplan:{HOMES[kind]}")}
    return render(request, "masterplan/strategy/history.html", context)


def _thing(code: str) -> Thing:
    try:
        return Thing(code.upper())
    except ValueError:
        raise Http404 from None


def _row(kind: Thing, number: str, plan: Plan) -> Written | None:
    if not number:
        return None
    if not number.isdecimal() or len(number) > 15:
        raise Http404
    found = actions.MODELS[kind].objects.filter(pk=int(number), plan=plan).first()
    if found is None:
        raise Http404
    return found
