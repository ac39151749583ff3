"""Quick wins: the board, and their forms."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import quick_wins as acts
from balai.domains.masterplan.forms.quick_wins import FigureForm, ProgressForm, QuickWinForm
from balai.domains.masterplan.models import Programme, QuickWin
from balai.domains.masterplan.permissions import KEEP, may_keep
from balai.domains.masterplan.queries.programmes import plans
from balai.domains.masterplan.queries.quick_wins import Card, board
from balai.domains.masterplan.rules.quick_wins import QUICK_WIN_FAULT_LABELS, STAGE_LABELS
from balai.domains.masterplan.views.shown import acting, chosen_plan, one_programme, page
from balai.engine.people.public import actor_of, requires
from balai.engine.threads.public import linked
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires("public")
def quick_wins(request: HttpRequest) -> HttpResponse:
    """The board by progress, what the rules warn of, and what other regencies tried; as Excel too."""
    plan, today = chosen_plan(request), timezone.localdate()
    cards = board(plan, on=today) if plan else []
    if request.GET.get("bentuk") == "xlsx":
        return _file(cards)
    numbers = [str(one.programme.pk) for one in cards]
    served = linked("PROGRAMME", numbers, {"SERVICE", "CASE", "INNOVATION", "INDICATOR"}, "AFTER")
    others = [one for one in plans() if plan and one.pk != plan.pk]
    context = {
        "plan": plan,
        "plans": plans(),
        "count": len(cards),
        "columns": [
            (code, said(label), [_shown(one, served) for one in cards if one.stage == code])
            for code, label in STAGE_LABELS.items()
        ],
        "elsewhere": [(one, found) for one in others if (found := board(one, on=today))],
    }
    return page(request, "quick_wins", "quick_wins", context)


def _shown(one: Card, served: dict[str, list[str]]) -> dict:
    return {
        "card": one,
        "faults": [said(QUICK_WIN_FAULT_LABELS[code]) for code in one.faults],
        "is_served": str(one.programme.pk) in served,
    }


def _file(cards: list[Card]) -> HttpResponse:
    titles = [
        _("Kode"), _("Quick win"), _("OPD"), _("Layanan"), _("Mulai"), _("Selesai"), _("Kemajuan (%)"),
        _("Ukuran"), _("Satuan"), _("Sebelum"), _("Sesudah"), _("Sumber"), _("Peringatan"),
    ]  # fmt: skip
    lines = []
    for one in cards:
        row, quick = one.programme, one.quick
        for figure in one.figures or (None,):
            own = (
                [figure.label, figure.unit, figure.before, figure.after, figure.source]
                if figure
                else [""] * 5
            )
            lines.append(
                [
                    row.code, row.name, row.lead.code if row.lead else row.lead_text, quick.service if quick else "",
                    quick.start_date if quick else None, quick.end_date if quick else None, one.percent, *own,
                    " ".join(said(QUICK_WIN_FAULT_LABELS[code]) for code in one.faults),
                ]
            )  # fmt: skip
    return excel_response("quick-win", Sheet("Quick win", titles, lines))


@requires(KEEP)
def describe(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Say what makes it a quick win."""
    row = _kept(request, programme_id)
    known = QuickWin.objects.filter(programme=row).first()
    form = QuickWinForm(request.POST or None, instance=known, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        version, act = given.pop("version"), acts.describe_quick_win
        if tried(
            form, lambda: act(programme_id=row.pk, given=given, version=version, **acting(request)), of=row
        ):
            messages.success(request, _("Uraiannya tersimpan."))
            return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Uraikan quick win"), row)


@requires(KEEP)
def figure(request: HttpRequest, programme_id: int) -> HttpResponse:
    """State a measure before and after."""
    row = _kept(request, programme_id)
    form = FigureForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: acts.state_figure(programme_id=row.pk, **given, **acting(request)), of=row):
            messages.success(request, _("Angkanya tercatat."))
            return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Angka sebelum dan sesudah"), row)


@requires(KEEP)
def progress(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Say how far it has come."""
    row = _kept(request, programme_id)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: acts.record_progress(programme_id=row.pk, **given, **acting(request))):
            messages.success(request, _("Kemajuannya tercatat."))
            return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Catat kemajuan"), row)


def _kept(request: HttpRequest, programme_id: int) -> Programme:
    row = one_programme(programme_id)
    if not may_keep(actor_of(request), row.lead_id, on=timezone.localdate()):
        raise PermissionDenied
    return row


def _form_page(request: HttpRequest, form: forms.BaseForm, title: str, row: Programme) -> HttpResponse:
    context = {"form": form, "title": title, "row": row}
    return page(request, "form", "quick_wins", context, status=422 if form.errors else 200)
