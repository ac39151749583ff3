"""Pages of whoever runs the blind check: draw a round, see who still owes, replace, close, propose other weights."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions import peers_closing as closing
from balai.domains.innovations.actions import peers_seating
from balai.domains.innovations.actions.measuring import MODEL_CODE
from balai.domains.innovations.forms_peers import ReplaceForm, RoundForm, WeightsForm
from balai.domains.innovations.models import PeerRound, PeerSeat
from balai.domains.innovations.permissions import COUNCIL
from balai.domains.innovations.queries import peers as found
from balai.domains.innovations.terms_liveness import SIGNAL_LABELS, Signal
from balai.domains.innovations.views.peers import result_context
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role, User, actor_of, requires
from balai.foundation.errors import Forbidden, Refused
from balai.kits.ui.words import said, said_refusal


@requires(COUNCIL)
def peer_rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, and the form of a new one."""
    officers = [(user.pk, f"{user.opd.code} · {user.full_name}") for user in found.possible_officers()]
    start = {"year": timezone.localdate().year, "sample": 10}
    form = RoundForm(request.POST or None, officers=officers, initial=start)
    if request.method == "POST" and form.is_valid():
        made = _tried(request, form, lambda **who: _opened(form, **who))
        if made is not None:
            messages.success(request, _("Putarannya diundi; para penilai sudah diberi tahu."))
            return redirect("innovations:peer_round", made.pk)
    context = {"rounds": found.rounds(), "form": form}
    return render(request, "innovations/peer_rounds.html", context, status=422 if form.errors else 200)


def _opened(form: RoundForm, **who: Any) -> PeerRound:
    given, emails = form.cleaned_data, form.emails()
    known = dict(User.objects.filter(email__in=emails, is_active=True).values_list("email", "pk"))
    unknown = [email for email in emails if email not in known]
    if unknown:
        raise Refused(
            "PEER_UNKNOWN", "Akun ini tidak ada: {emails}.", field="outsiders", emails=", ".join(unknown)
        )
    return peers_seating.open_round(
        year=given["year"],
        seed=given["seed"],
        sample=given["sample"],
        closes_on=given["closes_on"],
        officers=given["officers"],
        outsiders=list(known.values()),
        **who,
    )


@requires(COUNCIL)
def peer_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round: who has handed in and who has not, without what they wrote; after closing the result and the weights."""
    row = get_object_or_404(PeerRound, pk=round_id)
    weights = parameters.value(MODEL_CODE, on=timezone.localdate())["weights"]
    is_proposing = request.POST.get("act") == "usul"
    form = WeightsForm(request.POST if is_proposing else None, weights=weights)
    if request.method == "POST" and _moved(request, row, form, is_proposing=is_proposing):
        return redirect("innovations:peer_round", row.pk)
    subjects = found.subjects_with_seats(row)
    context: dict[str, Any] = {
        "round": row,
        "form": form,
        "subjects": subjects,
        "seats": sum(len(one.seats.all()) for one in subjects),
        "done": sum(bool(seat.submitted_at) for one in subjects for seat in one.seats.all()),
        "weights": [
            (said(SIGNAL_LABELS[signal]), weights[signal], row.proposal.get("weights", {}).get(signal))
            for signal in Signal
        ],
        "may_adopt": actor_of(request).role == Role.EXECUTIVE,
    }
    if row.closed_at:
        context |= result_context(row) | {"subjects": subjects}
    return render(request, "innovations/peer_round.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, row: PeerRound, form: WeightsForm, *, is_proposing: bool) -> bool:
    """Whether the posted act was done, with its word to the page."""
    if is_proposing:
        if not form.is_valid():
            return False
        words = form.weights(), form.cleaned_data["reason"]
        act: Callable[..., Any] = lambda **who: closing.propose_weights(  # noqa: E731
            round_id=row.pk, weights=words[0], reason=words[1], **who
        )
        return _tried(request, form, act) is not None
    known = {"tutup": closing.close_round, "tetapkan": closing.adopt_weights}
    chosen = known.get(request.POST.get("act", ""))
    if chosen is not None:
        try:
            chosen(round_id=row.pk, by=actor_of(request), at=timezone.now())
        except Forbidden as error:
            raise PermissionDenied from error
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
    return True


@requires(COUNCIL)
def peer_replace(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Give a seat to somebody else; a conflict of interest is refused in words."""
    seat = get_object_or_404(
        PeerSeat.objects.select_related("subject__innovation__opd", "subject__round", "user"), pk=seat_id
    )
    form = ReplaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.filter(email=form.cleaned_data["email"].lower(), is_active=True).first()
        if user is None:
            form.add_error("email", _("Akun ini tidak ada atau sudah ditutup."))
        elif _tried(
            request, form, lambda **who: peers_seating.replace_peer(seat_id=seat.pk, user_id=user.pk, **who)
        ):
            messages.success(request, _("Kursinya berpindah; penilai baru sudah diberi tahu."))
            return redirect("innovations:peer_round", seat.subject.round_id)
    context = {"form": form, "seat": seat}
    return render(request, "innovations/peer_replace.html", context, status=422 if form.errors else 200)


def _tried(request: HttpRequest, form: forms.BaseForm, act: Callable[..., Any]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form."""
    try:
        return act(by=actor_of(request), at=timezone.now())
    except Forbidden as error:
        raise PermissionDenied from error
    except Refused as refusal:
        field = "email" if refusal.field == "user" and "email" in form.fields else refusal.field
        form.add_error(field if field in form.fields else None, said_refusal(refusal))
        return None
