"""Pages of the recipients' questionnaire: the draw and its results for officers, nine questions for whoever holds a link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.evaluation.actions import survey as actions
from balai.domains.evaluation.actions import survey_draws
from balai.domains.evaluation.forms.field import DrawForm
from balai.domains.evaluation.models import Respondent, Site
from balai.domains.evaluation.permissions_field import FIELD, PLAN, goes_to, may_plan
from balai.domains.evaluation.queries import survey as queries
from balai.domains.evaluation.queries.field_minutes import percent
from balai.domains.evaluation.queries.survey import Group, Outcomes, SurveyResult
from balai.domains.evaluation.rules.field_forms import read_items
from balai.domains.evaluation.terms_field import OUTCOME_LABELS, Outcome
from balai.domains.evaluation.views.field_day import drawn_items
from balai.domains.evaluation.views.field_shown import by_now
from balai.domains.evaluation.views.field_site import site_or_404
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.periods import DateRange
from balai.kits.http.throttle import throttle
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal

LISTED = 60


@requires(FIELD)
def survey(request: HttpRequest, site_id: int) -> HttpResponse:
    """What recipients say, and how they were chosen."""
    one = site_or_404(site_id)
    return _page(request, one, _draw_form(request, one, None))


@requires(PLAN)
@require_POST
def drawn(request: HttpRequest, site_id: int) -> HttpResponse:
    """Draw users and send them their links."""
    one = site_or_404(site_id)
    form = _draw_form(request, one, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        kind, _sep, category = given["frame"].partition(":")
        row = tried(
            form,
            lambda: survey_draws.draw_sample(
                site_id=one.pk, case_kind=kind, category=category, period=DateRange(given["start"], given["end"]),
                size=given["size"], seed=given["seed"], **by_now(request),
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(
                request,
                _("%(n)s pemakai terundi dari %(all)s. Undangan dikirim lewat alamat yang mereka tinggalkan; tidak seorang pun di sini melihatnya.")
                % {"n": row.size, "all": row.frame_size},
            )  # fmt: skip
            return redirect("evaluation:field_survey", one.pk)
    return _page(request, one, form, status=422)


@requires(PLAN)
@require_POST
def closed(request: HttpRequest, draw_id: int) -> HttpResponse:
    """End a draw."""
    try:
        row = survey_draws.close_draw(draw_id=draw_id, **by_now(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("evaluation:field_reviews")
    messages.success(request, _("Survei ditutup. Hubungan dengan permohonan yang terundi sudah dihapus."))
    return redirect("evaluation:field_survey", row.site_id)


@requires(FIELD)
@require_POST
def outcome(request: HttpRequest, respondent_id: int) -> HttpResponse:
    """Note that somebody who was drawn refused or could not be reached."""
    row = Respondent.objects.select_related("draw").filter(pk=respondent_id).first()
    wanted = request.POST.get("outcome", "")
    if row is None or wanted not in (Outcome.REFUSED, Outcome.NO_CONTACT):
        raise Http404
    try:
        actions.record_outcome(respondent_id=row.pk, outcome=Outcome(wanted), **by_now(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, _("Tercatat."))
    return redirect("evaluation:field_survey", row.draw.site_id)


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire of whoever holds the link, once."""
    try:
        throttle(request, scope="field-answer", limit=60, seconds=600)
        row = actions.respondent_of(token)
    except Refused as refusal:
        return _told(request, refusal)
    site = row.draw.site
    typed = {name.removeprefix("a-"): value for name, value in request.POST.items() if name.startswith("a-")}
    comment = request.POST.get("comment", "")
    missing: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            reading = actions.answer_by_link(
                token=token, typed=typed, comment=comment, by=CITIZEN, at=timezone.now()
            )
        except Refused as refusal:
            return _told(request, refusal)
        missing = (*reading.missing, *reading.odd)
        if not missing:
            return render(
                request, "evaluation/field/answered.html", {"title": _("Terima kasih"), "is_done": True}
            )
    items = drawn_items(read_items(site.survey.items), typed=typed, missing=missing)
    context = {"site": site, "items": items, "comment": comment, "missing": len(missing)}
    return render(request, "evaluation/field/answer.html", context, status=422 if missing else 200)


def _told(request: HttpRequest, refusal: Refused) -> HttpResponse:
    context = {"title": said_refusal(refusal), "is_done": refusal.code == "ALREADY_ANSWERED"}
    return render(request, "evaluation/field/answered.html", context, status=refusal.status)


def _draw_form(request: HttpRequest, one: Site, data: Any) -> DrawForm:
    today = timezone.localdate()
    initial = {
        "frame": queries.frame_of(one),
        "start": today.replace(month=1, day=1),
        "end": today,
        "seed": f"{one.review.year}-{one.pk}",
    }
    return DrawForm(data, frames=queries.frames(), initial=initial)


def _page(request: HttpRequest, one: Site, form: DrawForm, *, status: int = 200) -> HttpResponse:
    if one.survey is None:
        raise Http404
    found, by = queries.result(one), actor_of(request)
    assert found is not None
    plans = may(request.user, PLAN) and may_plan(by, on=timezone.localdate())
    waiting = found.draw.respondents.filter(outcome=Outcome.WAITING).order_by("number") if found.draw else ()
    is_open = found.draw is not None and found.draw.closed_at is None
    context = {
        "site": one,
        "survey": found,
        "is_open": is_open,
        "rate": percent(found.outcomes.rate),
        "bars": _bars(found.outcomes),
        "groups": _groups(found),
        "form": form if plans and not is_open else None,
        "may_plan": plans,
        "waiting": list(waiting[:LISTED]) if is_open and goes_to(by, one) else [],
        "is_visitor": goes_to(by, one),
    }
    return render(request, "evaluation/field/survey.html", context, status=status)


def _bars(outcomes: Outcomes) -> list[tuple[str, int]]:
    counts = {
        Outcome.ANSWERED: outcomes.answered,
        Outcome.WAITING: outcomes.waiting,
        Outcome.REFUSED: outcomes.refused,
        Outcome.NO_CONTACT: outcomes.no_contact,
    }
    return [(said(OUTCOME_LABELS[code]), count) for code, count in counts.items()]


def _groups(found: SurveyResult) -> list[dict[str, Any]]:
    """Who was drawn first; who was met apart."""
    return [
        {"title": _("Terundi"), "note": _("Sampel acak: mewakili pemakai layanan."), **_group(found.drawn)},
        {
            "title": _("Ditemui di lokasi"),
            "note": _("Bukan sampel acak: hanya mewakili yang kebetulan ada di sana."),
            **_group(found.met),
        },
    ]


def _group(group: Group) -> dict[str, Any]:
    return {
        "group": group,
        "share": percent(group.overall.value),
        "low": percent(group.overall.low),
        "high": percent(group.overall.high),
        "lines": [
            {
                "label": element.item.label,
                "element": element.item.element,
                "n": element.share.n,
                "percent": round(100 * element.share.value) if element.share.value is not None else 0,
                "share": percent(element.share.value),
                "low": percent(element.share.low),
                "high": percent(element.share.high),
            }
            for element in group.elements
        ],
    }
