"""Pages of decrees: what binds, what is owed by it, and who still owes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import decrees as actions
from balai.domains.masterplan.actions import obligations
from balai.domains.masterplan.forms.decrees import ChangeForm, DecreeForm, MoveForm, ObligationForm
from balai.domains.masterplan.forms.strategy import ReasonForm
from balai.domains.masterplan.models import Decree, Obligation
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.queries import decrees as queries
from balai.domains.masterplan.terms_strategy import DECREE_STATE_LABELS, DECREE_STATE_TONES, DecreeState
from balai.domains.masterplan.views.planners import planners_only
from balai.domains.masterplan.views.shown import acting, chosen_plan, opd_choices, page
from balai.engine.people.public import actor_of, may, requires
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires("public")
def decrees(request: HttpRequest) -> HttpResponse:
    """All of them with what is still open."""
    now = timezone.now()
    owed = queries.owing(at=now)
    rows = list(Decree.objects.select_related("successor"))
    open_by: dict[int, int] = {}
    for one in owed:
        open_by[one.obligation.decree_id] = open_by.get(one.obligation.decree_id, 0) + 1
    context = {
        "rows": [{**_marks(row), "row": row, "open": open_by.get(row.pk, 0)} for row in rows],
        "open": len(owed),
        "late": sum(one.is_late for one in owed),
        "writes": _writes(request),
    }
    return page(request, "decrees/list", "decrees", context)


@requires("public")
def decree(request: HttpRequest, decree_id: int) -> HttpResponse:
    """One decree: whether it binds, what came before and after it, and its obligations."""
    row = _found(decree_id)
    context = {
        **_marks(row),
        "row": row,
        "owed": queries.of_decree(row, at=timezone.now()),
        "predecessors": list(row.predecessors.all()),
        "writes": _writes(request),
        "binds": row.is_binding,
    }
    return page(request, "decrees/detail", "decrees", context)


@requires("public")
def owing(request: HttpRequest) -> HttpResponse:
    """Who still owes what, by agency; as Excel too."""
    now, code = timezone.now(), request.GET.get("opd", "")
    every = queries.owing(at=now)
    rows = [one for one in every if one.obligation.opd.code == code] if code else every
    if request.GET.get("bentuk") == "xlsx":
        return _file(rows)
    context = {
        "rows": rows,
        "opd": code,
        "opds": sorted({one.obligation.opd.code for one in every}),
        "writes": _writes(request),
        "excel_url": f"?opd={code}&bentuk=xlsx",
    }
    return page(request, "decrees/owing", "decrees", context)


def _file(rows: list[queries.Owed]) -> HttpResponse:
    titles = (_("OPD"), _("Kewajiban"), _("Peraturan"), _("Pasal"), _("Paling lambat"), _("Keadaan"))
    found = [
        (
            one.obligation.opd.code, one.obligation.what, one.obligation.decree.name, one.obligation.article,
            one.next.due_date if one.next else None,
            _("OPD sudah dibubarkan") if one.is_dissolved else _("lewat tanggal") if one.is_late else _("belum jatuh"),
        )
        for one in rows
    ]  # fmt: skip
    return excel_response("kewajiban", Sheet(_("Kewajiban"), titles, found))


@requires(PLAN)
@planners_only
def new(request: HttpRequest) -> HttpResponse:
    """Enter a decree."""
    form = DecreeForm(request.POST or None, initial={"kind": "PERBUP", "year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        plan = chosen_plan(request)
        given = {**form.given(), "plan_id": plan.pk if plan else None}
        made = tried(form, lambda: actions.write_decree(given=given, **acting(request)))
        if made is not None:
            messages.success(request, _("Peraturannya tercatat. Sekarang baca kewajiban di dalamnya."))
            return redirect("masterplan:decree", made.pk)
    return _form(request, form, _("Catat peraturan"), reverse("masterplan:decrees"))


@requires(PLAN)
@planners_only
def edit(request: HttpRequest, decree_id: int) -> HttpResponse:
    """Change what is said of it."""
    row = _found(decree_id)
    form = DecreeForm(
        request.POST or None, initial={name: getattr(row, name) for name in (*actions.FIELDS, "version")}
    )
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: actions.write_decree(
                given=form.given(), decree_id=row.pk, version=form.cleaned_data["version"], **acting(request)
            ),
            of=row,
        )
        if made is not None:
            return redirect("masterplan:decree", row.pk)
    return _form(request, form, _("Ubah peraturan"), _address(row))


@requires(PLAN)
@planners_only
def change(request: HttpRequest, decree_id: int) -> HttpResponse:
    """It was amended or revoked."""
    row = _found(decree_id)
    form = ChangeForm(request.POST or None, decree=row, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = actions.revoke_decree if given["state"] == DecreeState.REVOKED else actions.amend_decree
        made = tried(
            form,
            lambda: act(
                decree_id=row.pk,
                on=given["on"],
                reason=given["reason"],
                successor_id=given["successor"],
                **acting(request),
            ),
        )
        if made is not None:
            messages.success(request, _("Keadaan peraturan tercatat; yang sudah dikerjakan tetap ada."))
            return redirect("masterplan:decree", row.pk)
    return _form(request, form, _("Diubah atau dicabut"), _address(row))


@requires(PLAN)
@planners_only
def read(request: HttpRequest, decree_id: int) -> HttpResponse:
    """Read an obligation out of it."""
    row = _found(decree_id)
    form = ObligationForm(request.POST or None, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = tried(
            form, lambda: obligations.read_obligation(decree_id=row.pk, given=given, **acting(request))
        )
        if made is not None:
            messages.success(request, _("Kewajibannya tercatat dan mulai ditagih."))
            return redirect("masterplan:decree", row.pk)
    return _form(request, form, _("Baca kewajiban"), _address(row))


@requires(PLAN)
@planners_only
def move(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """Another agency owes it from now on."""
    row = _obligation(obligation_id)
    form = MoveForm(request.POST or None, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        opd_id = form.cleaned_data["opd_id"]
        if tried(
            form, lambda: obligations.move_obligation(obligation_id=row.pk, opd_id=opd_id, **acting(request))
        ):
            messages.success(request, _("Kewajibannya beralih; yang lama tercatat di riwayat."))
            return redirect("masterplan:decree", row.decree_id)
    return _form(request, form, _("Alihkan: %(what)s") % {"what": row.what}, _address(row.decree))


@requires(PLAN)
@planners_only
def end(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """It is owed no longer."""
    row = _obligation(obligation_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(
            form, lambda: obligations.end_obligation(obligation_id=row.pk, reason=reason, **acting(request))
        ):
            messages.success(request, _("Kewajibannya berakhir dengan alasan itu."))
            return redirect("masterplan:decree", row.decree_id)
    return _form(request, form, _("Akhiri: %(what)s") % {"what": row.what}, _address(row.decree))


def _marks(row: Decree) -> dict[str, str]:
    state = DecreeState(row.state)
    return {"state": said(DECREE_STATE_LABELS[state]), "tone": DECREE_STATE_TONES[state]}


def _found(decree_id: int) -> Decree:
    row = Decree.objects.select_related("successor", "plan").filter(pk=decree_id).first()
    if row is None:
        raise Http404
    return row


def _obligation(obligation_id: int) -> Obligation:
    row = Obligation.objects.select_related("decree", "opd").filter(pk=obligation_id).first()
    if row is None:
        raise Http404
    return row


def _address(row: Decree) -> str:
    return reverse("masterplan:decree", args=[row.pk])


def _writes(request: HttpRequest) -> bool:
    return may(request.user, PLAN) and may_plan(actor_of(request), on=timezone.localdate())


def _form(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "masterplan/strategy/form.html", context, status=422 if form.errors else 200)
