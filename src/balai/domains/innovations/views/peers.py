"""Pages of peers: what they judge, one at a time, without index or life; and the result for everybody once it is closed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions import peers as acts
from balai.domains.innovations.forms_peers import RecuseForm, SeatForm
from balai.domains.innovations.models import PeerRound, PeerSeat
from balai.domains.innovations.queries import peers as found
from balai.domains.innovations.terms import LIFE_LABELS, Life
from balai.domains.innovations.terms_peers import (
    COUNTED_TASKS,
    KAPPA_LEAST,
    ORDER,
    PEER,
    VERDICT_LABELS,
    VERDICT_TONES,
    PeerTask,
)
from balai.domains.innovations.views.maturity import tabs
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said, said_refusal


@requires(PEER)
def peers(request: HttpRequest) -> HttpResponse:
    """The seats of whoever is signed in, those still to do first."""
    seats = found.own_seats(request.user.pk)
    context = {
        "seats": seats,
        "left": sum(seat.submitted_at is None for seat in seats),
        "today": timezone.localdate(),
    }
    return render(request, "innovations/peers.html", context)


@requires(PEER)
def peer_seat(request: HttpRequest, seat_id: int) -> HttpResponse:
    """One innovation to judge: what to do, ten items, a verdict. A draft is kept; what was handed in stands."""
    seat = _seat(request, seat_id)
    form = SeatForm(request.POST or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        is_final = request.POST.get("act") == "serah"
        try:
            acts.judge(
                seat_id=seat.pk, is_final=is_final, by=actor_of(request), at=timezone.now(), **form.given()
            )
        except Refused as refusal:
            refuse(form, refusal, of=seat)
        else:
            messages.success(
                request,
                _("Penilaiannya diserahkan. Terima kasih.")
                if is_final
                else _("Tersimpan; lanjutkan kapan saja."),
            )
            return redirect("innovations:peers") if is_final else redirect("innovations:peer_seat", seat.pk)
    context = {
        "seat": seat,
        "one": seat.subject.innovation,
        "form": form,
        "days": found.days_to_call(seat),
        "proofs": found.proofs_to_trace(seat),
        "counted": [task.value for task in COUNTED_TASKS],
        "call_back": PeerTask.CALL_BACK.value,
        "trace": PeerTask.TRACE.value,
    }
    return render(request, "innovations/peer_seat.html", context, status=422 if form.errors else 200)


@requires(PEER)
def peer_recuse(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Step aside with a reason."""
    seat, form = _seat(request, seat_id), RecuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.recuse(
                seat_id=seat.pk, reason=form.cleaned_data["reason"], by=actor_of(request), at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("reason" if refusal.field == "reason" else None, said_refusal(refusal))
        else:
            messages.success(request, _("Anda mundur dari penilaian ini; koordinator mencari penggantinya."))
            return redirect("innovations:peers")
    context = {"form": form, "title": _("Mundur dari penilaian ini"), "seat": seat}
    return render(request, "innovations/peer_recuse.html", context, status=422 if form.errors else 200)


@requires("public")
def peer_results(request: HttpRequest) -> HttpResponse:
    """What the peers found in a year: how far they agree, and the model against them."""
    rounds = list(PeerRound.objects.exclude(closed_at=None).order_by("-year"))
    year = whole_number(request.GET.get("tahun", ""))
    row = next((one for one in rounds if one.year == year), rounds[0] if rounds else None)
    context: dict[str, Any] = {"tabs": tabs("peer_results"), "rounds": rounds, "round": row}
    context["open_round"] = PeerRound.objects.filter(closed_at=None).order_by("-year").first()
    if row is not None:
        context |= result_context(row)
    return render(request, "innovations/peer_results.html", context)


def result_context(row: PeerRound) -> dict[str, Any]:
    """The result of a closed round in words and tables."""
    words = [said(VERDICT_LABELS[code]) for code in ORDER]
    matrix = row.result["matrix"]
    kappa = row.result["between"]["kappa"]
    total = sum(map(sum, matrix))
    return {
        "words": words,
        "matrix": [
            {
                "word": word,
                "cells": [(count, index == place) for index, count in enumerate(line)],
                "sum": sum(line),
            }
            for place, (word, line) in enumerate(zip(words, matrix, strict=True))
        ],
        "total": total,
        "agreed": sum(matrix[place][place] for place in range(len(matrix))),
        "is_enough": kappa is not None and kappa >= KAPPA_LEAST,
        "subjects": [
            {
                "subject": one,
                "consensus": "" if one.consensus is None else words[one.consensus],
                "tone": "muted" if one.consensus is None else VERDICT_TONES[ORDER[one.consensus]],
                "model": said(LIFE_LABELS[Life(one.model_life)]) if one.model_life else "",
                "verdicts": [
                    said(VERDICT_LABELS[seat.verdict]) if seat.submitted_at else "–"
                    for seat in sorted(one.seats.all(), key=lambda seat: seat.number)
                ],
            }
            for one in found.subjects_with_seats(row)
        ],
    }


def _seat(request: HttpRequest, seat_id: int) -> PeerSeat:
    """A seat of one's own in an open round."""
    rows = PeerSeat.objects.select_related("subject__innovation__opd", "subject__round")
    seat = rows.filter(
        pk=seat_id, user=request.user.pk, recused_at=None, subject__round__closed_at=None
    ).first()
    if seat is None:
        raise Http404
    return seat
