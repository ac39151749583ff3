"""The page of one innovation: life and paper side by side, what life is made of, use week by week, what became of it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions.measuring import judged
from balai.domains.innovations.models import Innovation, LifeChange, Steward
from balai.domains.innovations.permissions import COUNCIL, KEEP, may_keep
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.queries.using import weekly
from balai.domains.innovations.rules.liveness import Measure, Model
from balai.domains.innovations.terms import (
    ALARM_LABELS,
    LIFE_LABELS,
    LIFE_TONES,
    SOURCE_LABELS,
    AlarmKind,
    Life,
    SourceKind,
)
from balai.domains.innovations.terms_liveness import GATE_LABELS, SIGNAL_LABELS, SIGNAL_WHY_LABELS, Signal
from balai.domains.innovations.views.kept import found
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.words import said

WEEKS_SHOWN = 52


@requires("public")
def detail(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """One innovation; who judges it blind this year does not see its life."""
    one, now = found(innovation_id), timezone.now()
    today = timezone.localdate(now)
    is_keeper = may(request.user, KEEP) and may_keep(actor_of(request), one.opd_id, on=today)
    is_blind = one.pk in blinded(getattr(request.user, "pk", None))
    context = {
        "one": one,
        "is_blind": is_blind,
        "is_keeper": is_keeper,
        "may_end": may(request.user, COUNCIL) and one.ended_on is None and one.merged_into_id is None,
        "may_decide": may(request.user, COUNCIL),
        "steward": Steward.objects.select_related("user").filter(innovation=one, until=None).first(),
        "former": one.stewards.exclude(until=None).order_by("-until"),
        "sources": _sources(one),
        "merges": one.merges.filter(undone_at=None).select_related("doubled"),
        "alarms": [] if is_blind else _alarms(one),
        "today": today,
        **({} if is_blind else _life(one, now)),
    }
    return render(request, "innovations/detail.html", context)


def _life(one: Innovation, now: Any) -> dict[str, Any]:
    facts, measured, model = judged(one, at=now)
    return {
        "life": said(LIFE_LABELS[measured.life]),
        "tone": LIFE_TONES[measured.life],
        "is_measured": measured.life not in {Life.UNMEASURED, Life.ENDED},
        "index": round(measured.index),
        "confidence": round(measured.confidence),
        "signals": _signals(measured, facts.qualities, model),
        "gates": [said(GATE_LABELS[gate]) for gate in measured.gates],
        "thresholds": [(said(LIFE_LABELS[state]), least) for state, least in model.thresholds if least],
        "facts": facts,
        "model": model,
        "chart": _weekly(one, timezone.localdate(now)),
        "history": _history(one),
    }


def _signals(measured: Measure, qualities: Any, model: Model) -> list[dict[str, Any]]:
    """Each signal: its score, how many points of the index come from it, and how good its source is."""
    return [
        {
            "label": said(SIGNAL_LABELS[signal]),
            "words": said(SIGNAL_WHY_LABELS[signal]),
            "score": round(100 * measured.signals[signal]),
            "weight": model.weights[signal],
            "points": round(model.weights[signal] * measured.signals[signal], 1),
            "quality": round(100 * qualities.get(signal, 0.0)),
        }
        for signal in Signal
    ]


def _history(one: Innovation) -> list[dict[str, Any]]:
    """What its life has been, the newest first; for the timeline. The same twice in a row is one."""
    rows = list(LifeChange.objects.filter(innovation=one).order_by("day"))
    turns = [
        row for before, row in zip([None, *rows], rows, strict=False) if not before or before.life != row.life
    ]
    return [
        {"title": said(LIFE_LABELS[Life(row.life)]), "at": row.day, "tone": LIFE_TONES[Life(row.life)]}
        for row in turns[-12:][::-1]
    ]


def _alarms(one: Innovation) -> list[dict[str, Any]]:
    return [
        {"row": row, "why": said(ALARM_LABELS[AlarmKind(row.kind)])}
        for row in one.alarms.order_by("answered_at", "-raised_on", "-pk")[:12]
    ]


def _weekly(one: Innovation, today: date) -> dict[str, list[tuple[str, int | None]]]:
    """Uses in each of the last 52 whole weeks, None where nothing was measured; {} before there was any."""
    if one.launch_date is None:
        return {}
    weeks = weekly({one.pk: one.launch_date}, today=today)[one.pk]
    if not any(weeks):
        return {}
    first = max(0, len(weeks) - WEEKS_SHOWN)
    starts = [one.launch_date + timedelta(weeks=number) for number in range(first, len(weeks))]
    return {_("Pemakaian"): [(f"{day:%d/%m}", used) for day, used in zip(starts, weeks[first:], strict=True)]}


def _sources(one: Innovation) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "label": said(SOURCE_LABELS[SourceKind(source.kind)]),
            "is_tally": source.kind == SourceKind.TALLY,
        }
        for source in one.sources.order_by("pk")
    ]
