"""Pages of the bimtek: its stages, who sat there, what was written, whether the gate is met."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.masterplan.actions import workshops as actions
from balai.domains.masterplan.forms.workshops import (
    ParticipantForm,
    SettleForm,
    WorkshopForm,
    WorkshopNotesForm,
)
from balai.domains.masterplan.models import Participant, ReviewRemark, Workshop
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.permissions_workshops import WORKSHOP
from balai.domains.masterplan.queries.gates import checked_gates
from balai.domains.masterplan.queries.workshops import stage_of, stages
from balai.domains.masterplan.queries.workshops import workshops as of_plan
from balai.domains.masterplan.terms_books import BOOKS
from balai.domains.masterplan.terms_workshops import INSTITUTION_LABELS, SHEET_LABELS, InstitutionKind
from balai.domains.masterplan.views.planners import planners_only
from balai.domains.masterplan.views.shown import acting, chosen_plan, opd_choices, page
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal


@requires("public")
def workshops(request: HttpRequest) -> HttpResponse:
    """The four stages, and what was held of them."""
    plan, today = chosen_plan(request), timezone.localdate()
    held = list(of_plan(plan)) if plan else []
    steps = [
        {"stage": stage, "held": [row for row in held if row.stage == stage.stage]}
        for stage in stages(on=today)
    ]
    context = {"plan": plan, "steps": steps, "writes": _writes(request)}
    return page(request, "workshops/list", "workshops", context)


@requires("public")
def workshop(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """One stage: its work, its institutions, its worksheets, its gate, the remarks of its reviewers."""
    row = found(workshop_id)
    stage = stage_of(row.stage, on=row.held_on)
    counts = Counter(row.rows.filter(undone_at=None).values_list("sheet", flat=True))
    remarks = ReviewRemark.objects.filter(workshop=row, removed_at=None)
    context = {
        "row": row,
        "stage": stage,
        "groups": _seats(row, dict(stage.groups)),
        "sheets": [(code, said(SHEET_LABELS[code]), counts.get(code.value, 0)) for code in stage.sheets],
        "gates": _gates(row) if not row.is_told else [],
        "remarks": [(one, BOOKS.get(one.book, one.book)) for one in remarks],
        "writes": _writes(request),
        "fills": may(request.user, WORKSHOP),
        "has_commitment": hasattr(row, "commitment")
        or any(gate["check"] == "SIGNED" for gate in stage.gates),
    }
    return page(request, "workshops/detail", "workshops", context)


def _gates(row: Workshop) -> list[dict[str, Any]]:
    return [
        {
            "label": said(one.label),
            "is_met": one.is_met,
            "lack": said(one.pattern).format(**one.values) if one.pattern else "",
        }
        for one in checked_gates(row)
    ]


def _seats(row: Workshop, groups: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    found_groups: dict[str, list[dict[str, Any]]] = {}
    for one in row.participants.all():
        label = said(INSTITUTION_LABELS[InstitutionKind(one.kind)])
        found_groups.setdefault(one.group, []).append({"row": one, "kind": label})
    return [(groups.get(code, _("Tanpa kelompok")), rows) for code, rows in sorted(found_groups.items())]


@requires(PLAN)
@planners_only
def new(request: HttpRequest) -> HttpResponse:
    """Begin a stage."""
    plan, today = chosen_plan(request), timezone.localdate()
    if plan is None:
        raise Http404
    form = WorkshopForm(request.POST or None, stages=stages(on=today), initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = tried(form, lambda: actions.open_workshop(plan_id=plan.pk, **given, **acting(request)))
        if made is not None:
            return redirect("masterplan:workshop", made.pk)
    return form_page(request, form, _("Buka tahap bimtek"), reverse("masterplan:workshops"))


@requires(PLAN)
@planners_only
def edit(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Place, notes, and what was seen in the field."""
    row = found(workshop_id)
    names = ("place", "note", "visit_note", "version")
    form = WorkshopNotesForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in names[:3]}
        version = form.cleaned_data["version"]
        act = actions.change_workshop
        if tried(
            form, lambda: act(workshop_id=row.pk, given=given, version=version, **acting(request)), of=row
        ):
            return redirect("masterplan:workshop", row.pk)
    return form_page(request, form, _("Catatan tahap"), _address(row))


@requires(PLAN)
@planners_only
def participants(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Write down an institution that takes part."""
    row = found(workshop_id)
    stage = stage_of(row.stage, on=row.held_on)
    form = ParticipantForm(request.POST or None, stage=stage, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: actions.join_workshop(workshop_id=row.pk, given=given, **acting(request))):
            messages.success(request, _("Pesertanya tercatat."))
            return redirect("masterplan:workshop_participants", row.pk)
    return form_page(request, form, _("Tambah lembaga peserta"), _address(row))


@requires(PLAN)
@planners_only
@require_POST
def leave(request: HttpRequest, participant_id: int) -> HttpResponse:
    """Strike an institution out."""
    row = Participant.objects.filter(pk=participant_id).first()
    if row is None:
        raise Http404
    _told(request, lambda: actions.leave_workshop(participant_id=row.pk, **acting(request)), _("Dicoret."))
    return redirect("masterplan:workshop", row.workshop_id)


@requires(PLAN)
@planners_only
@require_POST
def close(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Close the stage at its gate, or open it again with a reason."""
    row = found(workshop_id)
    if row.closed_at is None:
        done = _("Tahap ditutup: semua syaratnya terpenuhi.")
        _told(request, lambda: actions.close_workshop(workshop_id=row.pk, **acting(request)), done)
    else:
        reason = request.POST.get("reason", "")
        act = actions.reopen_workshop
        _told(
            request,
            lambda: act(workshop_id=row.pk, reason=reason, **acting(request)),
            _("Tahap dibuka lagi."),
        )
    return redirect("masterplan:workshop", row.pk)


@requires(PLAN)
@planners_only
def settle(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Say what was done about a remark."""
    row = ReviewRemark.objects.filter(pk=remark_id, removed_at=None).first()
    if row is None:
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["settlement"]
        if tried(form, lambda: actions.settle_remark(remark_id=row.pk, settlement=text, **acting(request))):
            return redirect("masterplan:workshop", row.workshop_id)
    return form_page(request, form, _("Selesaikan catatan"), _address(row.workshop))


def found(workshop_id: int) -> Workshop:
    """One stage; 404 when there is none."""
    row = Workshop.objects.select_related("plan", "commitment").filter(pk=workshop_id).first()
    if row is None:
        raise Http404
    return row


def form_page(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    """A form with its way back."""
    context = {"form": form, "title": title, "back": back}
    return render(request, "masterplan/strategy/form.html", context, status=422 if form.errors else 200)


def _address(row: Workshop) -> str:
    return reverse("masterplan:workshop", args=[row.pk])


def _told(request: HttpRequest, act: Any, done: str) -> None:
    try:
        act()
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, done)


def _writes(request: HttpRequest) -> bool:
    return may(request.user, PLAN) and may_plan(actor_of(request), on=timezone.localdate())
