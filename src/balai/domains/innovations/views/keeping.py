"""Who keeps an innovation going, what its users say, and its ends: honourable, or that it was another one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.innovations.actions import ending, rating, stewards
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.forms import EndForm, StewardForm
from balai.domains.innovations.forms_keeping import MergeForm, RatingForm
from balai.domains.innovations.models import Merge
from balai.domains.innovations.permissions import COUNCIL, KEEP, may_vouch
from balai.domains.innovations.queries.stewards import waiting
from balai.domains.innovations.terms import VACANT_LABELS
from balai.domains.innovations.views.kept import by_now, form_page, found, kept
from balai.engine.people.public import Role, actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal


@requires(COUNCIL)
def end(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """End it honourably."""
    one, form = found(innovation_id), EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = ending.end_innovation
        if tried(form, lambda: act(innovation_id=innovation_id, **form.cleaned_data, **by_now(request))):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Selesai dengan hormat. Pelajarannya tetap terbaca."))
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Akhiri dengan hormat"), one)


@requires(KEEP)
def steward(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Appoint a steward, or hand over to another one."""
    one = kept(request, innovation_id)
    people = [(user.pk, user.full_name) for user in stewards.candidates(one.opd_id)]
    form = StewardForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = stewards.appoint_steward
        made = tried(
            form,
            lambda: act(
                innovation_id=innovation_id,
                user_id=given["user"],
                note=form.note(),
                is_handed_over=form.is_complete(),
                **by_now(request),
            ),
        )
        if made is not None:
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Pengampunya tercatat."))
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Pengampu"), one)


@requires(KEEP)
def rate(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Write down a survey of its users."""
    one = kept(request, innovation_id)
    form = RatingForm(request.POST or None, vouches=may_vouch(actor_of(request), one))
    if request.method == "POST" and form.is_valid():
        act = rating.state_rating
        if tried(form, lambda: act(innovation_id=innovation_id, **form.cleaned_data, **by_now(request))):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Penilaian warganya tercatat."))
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Catat penilaian warga"), one)


@requires(COUNCIL)
def merge(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Say that another record is the same innovation; those with nearly the same name are offered first."""
    one = found(innovation_id)
    form = MergeForm(request.POST or None, one=one, words=request.GET.get("q", ""))
    if request.method == "POST" and form.is_valid():
        act = ending.merge_innovations
        if tried(form, lambda: act(kept_id=innovation_id, **form.given(), **by_now(request))):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(
                request, _("Digabungkan. Pemakaian keduanya dihitung bersama; dapat dipisahkan kembali.")
            )
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Gabungkan catatan ganda"), one, search=True)


@requires(COUNCIL)
@require_POST
def unmerge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """They were two after all."""
    try:
        row: Merge = ending.undo_merge(merge_id=merge_id, **by_now(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("innovations:list")
    measure(at=timezone.now(), innovation_ids=[row.kept_id, row.doubled_id])
    messages.success(request, _("Dipisahkan kembali menjadi dua catatan."))
    return redirect("innovations:detail", row.kept_id)


@requires(KEEP)
def handovers(request: HttpRequest) -> HttpResponse:
    """Innovations whose steward is gone or was never there: who has to hand over, and to whom."""
    by = actor_of(request)
    own = by.opd_id if by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER} else None
    rows = waiting(on=timezone.localdate(), opd_id=own)
    shown = [{"row": row, "why": said(VACANT_LABELS[row.why])} for row in rows[:200]]
    return render(request, "innovations/handovers.html", {"rows": shown, "total": len(rows)})
