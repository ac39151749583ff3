"""Pages of one need: stated, read, weighed, put on a heap, answered, declined."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.needs.actions import deciding, heaping, stating
from balai.domains.needs.forms import AnswerForm, DeclineForm, HideForm, StateForm, WeighForm
from balai.domains.needs.models import Need
from balai.domains.needs.permissions import KEEP, may_keep, may_see
from balai.domains.needs.queries import inventory
from balai.domains.needs.terms import (
    CRITERION_LABELS,
    JUDGED,
    PROGRAMME,
    SOURCE_LABELS,
    STANDING_LABELS,
    STANDING_TONES,
    Moderation,
    Source,
)
from balai.engine.people.public import actor_of, may, requires
from balai.engine.threads.public import thread_kind
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSION_LABELS
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.http.throttle import throttle
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal

MOST_FOUND = 12


@requires("public")
def state(request: HttpRequest) -> HttpResponse:
    """Say what is needed: citizens and institutions, and offices after they signed in."""
    today, by = timezone.localdate(), actor_of(request)
    form = StateForm(request.POST or None, sources=stating.sources_of(by, on=today))
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _stated(request, form))
        if made is not None:
            if made.moderation == Moderation.SHOWN:
                messages.success(request, _("Kebutuhannya tercatat dan ikut ditimbang."))
                return redirect("needs:detail", made.pk)
            request.session["need_sent"] = made.tracking_code
            return redirect("needs:follow")
    return render(request, "needs/state.html", {"form": form}, status=422 if form.errors else 200)


def _stated(request: HttpRequest, form: StateForm) -> Need:
    throttle(request, scope="need-state", limit=30, seconds=600)
    return stating.state_need(said=form.statement(), key=form.cleaned_data["key"], **_by(request))


@requires("public")
def detail(request: HttpRequest, need_id: int) -> HttpResponse:
    """One need: who says so, what it weighs and why, what became of it."""
    need, today = _found(request, need_id), timezone.localdate()
    line = inventory.line_of(need, on=today)
    keeps = may(request.user, KEEP) and may_keep(actor_of(request), on=today)
    of = inventory.weights(on=today)
    context = {
        "need": need,
        "head": line.need,
        "line": line,
        "is_merged": need.head_id is not None,
        "standing": said(STANDING_LABELS[line.standing]),
        "tone": STANDING_TONES[line.standing],
        "source": said(SOURCE_LABELS[Source(need.source)]),
        "dimension": said(DIMENSION_LABELS.get(need.dimension, "")),
        "sub_dimension": said(SUB_DIMENSION_LABELS.get(need.sub_dimension, "")),
        "parts": [(said(CRITERION_LABELS[part.criterion]), part) for part in line.parts],
        "of": of,
        "weight": line.weight,
        "heap": [
            (one, said(SOURCE_LABELS[Source(one.source)]))
            for one in inventory.heap(line.need, to_keeper=keeps)
        ],
        "reports": getattr(need, "reports", None),
        "reason": dict(inventory.reasons(on=today)).get(line.need.decline_code, ""),
        "alike": inventory.alike(need, to_keeper=keeps)
        if need.moderation != Moderation.HIDDEN and need.head_id is None
        else [],
        "is_keeper": keeps,
        "hide_form": HideForm(),
    }
    return render(request, "needs/detail.html", context)


@requires(KEEP)
def weigh(request: HttpRequest, need_id: int) -> HttpResponse:
    """Judge it by the criteria."""
    need = _kept(request, need_id)
    initial = {
        "dimension": need.dimension, "sub_dimension": need.sub_dimension, "area": need.area_id or "", "people": need.people,
        "version": need.version, **{one.value: str(need.judged.get(one, "")) for one in JUDGED},
    }  # fmt: skip
    form = WeighForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        statement = stating.Statement(
            title=need.title, text=need.text, area=given["area"], dimension=given["dimension"],
            sub_dimension=given["sub_dimension"], people=given["people"],
        )  # fmt: skip
        act = deciding.weigh_need
        if tried(
            form,
            lambda: act(
                need_id=need_id,
                judged=form.judged(),
                said=statement,
                version=given["version"],
                **_by(request),
            ),
            of=need,
        ):
            messages.success(request, _("Timbangannya tersimpan."))
            return redirect("needs:detail", need_id)
    return _form_page(request, need, form, _("Timbang kebutuhan"))


@requires(KEEP)
def decline(request: HttpRequest, need_id: int) -> HttpResponse:
    """Decide that no programme answers it, and say why."""
    need = _kept(request, need_id)
    reasons = inventory.reasons(on=timezone.localdate())
    form = DeclineForm(request.POST or None, reasons=reasons, initial={"version": need.version})
    act = deciding.decline_need
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: act(need_id=need_id, **form.cleaned_data, **_by(request)), of=need)
    ):
        messages.success(request, _("Keputusannya tercatat, dan yang menyampaikan dapat membacanya."))
        return redirect("needs:detail", need_id)
    return _form_page(request, need, form, _("Tidak dijawab, dengan alasan"))


@requires(KEEP)
def answer(request: HttpRequest, need_id: int) -> HttpResponse:
    """Choose the programme that answers it."""
    need, kind = _kept(request, need_id), thread_kind(PROGRAMME)
    words = request.GET.get("q", "").strip()[:100]
    found = kind.search(words, MOST_FOUND) if kind else []
    if request.method == "POST" and kind:
        found = list(kind.find([request.POST.get("programme", "")[:80]]).values()) or found
    form = AnswerForm(request.POST or None, programmes=[(knot.id, knot.title) for knot in found])
    act = deciding.answer_need
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: act(need_id=need_id, **form.cleaned_data, **_by(request)))
    ):
        messages.success(request, _("Kebutuhan ini dijawab program itu; benangnya tersambung."))
        return redirect("needs:detail", need_id)
    context = {"need": need, "form": form, "words": words, "found": found}
    return render(request, "needs/answer.html", context, status=422 if form.errors else 200)


@requires(KEEP)
@require_POST
def act(request: HttpRequest, need_id: int) -> HttpResponse:
    """The small acts that need one button: show, hide, merge, take apart, take a refusal back."""
    _kept(request, need_id)
    post = request.POST
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "show": (lambda: stating.moderate(need_id=need_id, is_shown=True, **_by(request)), _("Kebutuhannya dimuat.")),
        "hide": (
            lambda: stating.moderate(need_id=need_id, is_shown=False, note=post.get("note", ""), **_by(request)),
            _("Kebutuhannya tidak dimuat; pengirimnya membaca alasannya."),
        ),
        "merge": (lambda: _merged(request, need_id), _("Digabung. Semua sumbernya tetap tersimpan.")),
        "unmerge": (lambda: heaping.unmerge_need(need_id=need_id, **_by(request)), _("Dipisahkan, persis seperti semula.")),
        "reopen": (lambda: deciding.reopen_need(need_id=need_id, **_by(request)), _("Keputusannya ditarik; kebutuhan ini menunggu jawaban lagi.")),
    }  # fmt: skip
    do = acts.get(post.get("act", ""))
    if do is None:
        raise Http404
    try:
        do[0]()
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, do[1])
    return redirect(
        "needs:moderate" if post.get("next") == "moderate" else reverse("needs:detail", args=[need_id])
    )


def _merged(request: HttpRequest, need_id: int) -> Need:
    into = whole_number(request.POST.get("into", ""))
    if into is None:
        raise Refused("NEED_UNKNOWN", "Pilih kebutuhan yang sama dengannya.", field="into")
    reason = request.POST.get("reason", "") or _("Menyebut kebutuhan yang sama")
    return heaping.merge_need(need_id=need_id, into_id=into, reason=reason, **_by(request))


@requires(KEEP)
def moderate(request: HttpRequest) -> HttpResponse:
    """What strangers sent and nobody has looked at yet."""
    if not may_keep(actor_of(request), on=timezone.localdate()):
        raise PermissionDenied
    rows = (
        Need.objects.filter(moderation=Moderation.PENDING)
        .select_related("area")
        .order_by("registered_at", "pk")
    )
    shown = [(need, said(SOURCE_LABELS[Source(need.source)])) for need in rows[:50]]
    return render(request, "needs/moderate.html", {"rows": shown, "total": rows.count()})


def _found(request: HttpRequest, need_id: int) -> Need:
    need = Need.objects.select_related("opd", "area", "head", "reports").filter(pk=need_id).first()
    if need is None or not may_see(actor_of(request), need, on=timezone.localdate()):
        raise Http404
    return need


def _kept(request: HttpRequest, need_id: int) -> Need:
    need = _found(request, need_id)
    if not may_keep(actor_of(request), on=timezone.localdate()):
        raise PermissionDenied
    return need


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


def _form_page(request: HttpRequest, need: Need, form: forms.Form, title: str) -> HttpResponse:
    context = {"need": need, "form": form, "title": title}
    return render(request, "needs/form.html", context, status=422 if form.errors else 200)
