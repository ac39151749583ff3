"""Pages of one innovation: its record, its form, its stewards, its sources of use, its end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions import registering, stewards, usage
from balai.domains.innovations.actions.measuring import judged, measure
from balai.domains.innovations.forms import EndForm, InnovationForm, SourceForm, StewardForm, TallyForm
from balai.domains.innovations.models import Innovation, Steward, Tally, UsageSource
from balai.domains.innovations.permissions import COUNCIL, KEEP, may_decide, may_keep
from balai.domains.innovations.queries.using import weekly
from balai.domains.innovations.terms import (
    GATE_LABELS,
    LIFE_LABELS,
    LIFE_TONES,
    SIGNAL_LABELS,
    SOURCE_LABELS,
    Life,
    Signal,
    SourceKind,
)
from balai.engine.organizations import public as organizations
from balai.engine.packs.public import services
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.ui.words import said, said_refusal

WEEKS_SHOWN = 52


@requires("public")
def detail(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """One innovation: life and paper side by side, what life is made of, use week by week."""
    one, now = _found(innovation_id), timezone.now()
    today = timezone.localdate(now)
    is_keeper = may(request.user, KEEP) and may_keep(actor_of(request), one.opd_id, on=today)
    facts, found, model = judged(one, at=now)
    steward = Steward.objects.select_related("user").filter(innovation=one, until=None).first()
    context = {
        "one": one,
        "life": said(LIFE_LABELS[found.life]),
        "tone": LIFE_TONES[found.life],
        "is_measured": found.life not in {Life.UNMEASURED, Life.ENDED},
        "index": round(found.index),
        "confidence": round(found.confidence),
        "signals": [
            {
                "label": said(SIGNAL_LABELS[signal]),
                "score": round(100 * found.signals[signal]),
                "weight": model.weights[signal],
            }
            for signal in Signal
        ],
        "gates": [said(GATE_LABELS[gate]) for gate in found.gates],
        "facts": facts,
        "model": model,
        "chart": _weekly(one, today),
        "steward": steward,
        "is_keeper": is_keeper,
        "may_end": may(request.user, COUNCIL) and one.ended_on is None,
        "sources": _sources(one) if is_keeper else [],
        "open_alarms": one.alarms.filter(answered_at=None) if is_keeper else [],
    }
    return render(request, "innovations/detail.html", context)


def _weekly(one: Innovation, today: Any) -> dict[str, list[tuple[str, int]]]:
    """Uses in each of the last 52 whole weeks; {} before there was any."""
    if one.launch_date is None:
        return {}
    weeks = weekly({one.pk: one.launch_date}, today=today)[one.pk]
    if not any(weeks):
        return {}
    first = max(0, len(weeks) - WEEKS_SHOWN)
    starts = [one.launch_date + timedelta(weeks=number) for number in range(first, len(weeks))]
    return {
        _("Pemakaian"): [(f"{day:%d/%m/%y}", used) for day, used in zip(starts, weeks[first:], strict=True)]
    }


def _sources(one: Innovation) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "label": said(SOURCE_LABELS[SourceKind(source.kind)]),
            "is_tally": source.kind == SourceKind.TALLY,
        }
        for source in one.sources.order_by("pk")
    ]


@requires(KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Enter an innovation."""
    form = InnovationForm(request.POST or None, opds=_opds())
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda: registering.register_innovation(given=form.given(), **_by(request)))
        if made is not None:
            measure(at=timezone.now(), innovation_ids=[made.pk])
            messages.success(
                request,
                _("Inovasinya terdaftar. Sekarang tunjuk pengampunya dan sambungkan sumber pemakaiannya."),
            )
            return redirect("innovations:detail", made.pk)
    return _form_page(request, form, _("Daftarkan inovasi"), None)


@requires(KEEP)
def edit(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Change the record."""
    one = _kept(request, innovation_id)
    form = InnovationForm(request.POST or None, opds=_opds(), instance=one)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        act = registering.change_innovation
        if _tried(
            form,
            lambda: act(innovation_id=innovation_id, given=form.given(), version=version, **_by(request)),
        ):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Perubahannya tersimpan."))
            return redirect("innovations:detail", innovation_id)
    return _form_page(request, form, _("Ubah data"), one)


@requires(COUNCIL)
def end(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """End it honourably."""
    one, form = _found(innovation_id), EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = registering.end_innovation
        if _tried(form, lambda: act(innovation_id=innovation_id, **form.cleaned_data, **_by(request))):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Selesai dengan hormat. Pelajarannya tetap terbaca."))
            return redirect("innovations:detail", innovation_id)
    return _form_page(request, form, _("Akhiri dengan hormat"), one)


@requires(KEEP)
def steward(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Appoint a steward, or hand over to another one."""
    one = _kept(request, innovation_id)
    people = [(user.pk, user.full_name) for user in stewards.candidates(one.opd_id)]
    form = StewardForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = stewards.appoint_steward
        made = _tried(
            form,
            lambda: act(
                innovation_id=innovation_id,
                user_id=given["user"],
                note=given["note"],
                is_handed_over=given["is_handed_over"],
                **_by(request),
            ),
        )
        if made is not None:
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Pengampunya tercatat."))
            return redirect("innovations:detail", innovation_id)
    return _form_page(request, form, _("Pengampu"), one)


@requires(KEEP)
def source(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Connect a source of use; the key of an application is shown this once."""
    one = _kept(request, innovation_id)
    packs = [(view.pack.id, view.pack.name.id) for view in services(open_only=False)]
    form = SourceForm(request.POST or None, references=[("REPORT", _("Laporan warga yang dijawab")), *packs])
    if request.method == "POST" and form.is_valid():
        made = _tried(
            form, lambda: usage.add_source(innovation_id=innovation_id, **form.cleaned_data, **_by(request))
        )
        if made is not None:
            row, key = made
            if key:
                response = render(request, "innovations/key.html", {"one": one, "source": row, "key": key})
                response["Cache-Control"] = "no-store"
                return response
            messages.success(request, _("Sumbernya tersambung."))
            return redirect("innovations:detail", innovation_id)
    return _form_page(request, form, _("Sambungkan sumber pemakaian"), one)


@requires(KEEP)
def tally(request: HttpRequest, source_id: int) -> HttpResponse:
    """Write down how many came, and countersign what others counted."""
    row = UsageSource.objects.select_related("innovation").filter(pk=source_id, kind=SourceKind.TALLY).first()
    if row is None:
        raise Http404
    one = _kept(request, row.innovation_id)
    form = TallyForm(
        request.POST if request.POST.get("amount") is not None else None,
        initial={"day": timezone.localdate()},
    )
    if request.method == "POST":
        if request.POST.get("tally"):
            return _countersigned(request, row)
        if form.is_valid() and _tried(
            form, lambda: usage.record_tally(source_id=row.pk, **form.cleaned_data, **_by(request))
        ):
            measure(at=timezone.now(), innovation_ids=[one.pk])
            messages.success(request, _("Hitungannya tercatat; mintalah orang lain mengesahkannya."))
            return redirect("innovations:tally", row.pk)
    tallies = Tally.objects.filter(source=row, replaced_by=None).select_related("counted_by", "signed_by")
    context = {
        "one": one,
        "source": row,
        "form": form,
        "tallies": tallies.order_by("-day")[:60],
        "me": request.user.pk,
    }
    return render(request, "innovations/tally.html", context, status=422 if form.errors else 200)


def _countersigned(request: HttpRequest, row: UsageSource) -> HttpResponse:
    try:
        usage.countersign(tally_id=int(request.POST["tally"]), **_by(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        measure(at=timezone.now(), innovation_ids=[row.innovation_id])
        messages.success(request, _("Hitungannya sah."))
    return redirect("innovations:tally", row.pk)


def _found(innovation_id: int) -> Innovation:
    one = Innovation.objects.select_related("opd", "liveness", "merged_into").filter(pk=innovation_id).first()
    if one is None:
        raise Http404
    return one


def _kept(request: HttpRequest, innovation_id: int) -> Innovation:
    one = _found(innovation_id)
    if not (
        may_keep(actor_of(request), one.opd_id, on=timezone.localdate()) or may_decide(actor_of(request))
    ):
        raise PermissionDenied
    return one


def _opds() -> list[tuple[int, str]]:
    today = timezone.localdate()
    return [(opd.pk, organizations.opd_name(opd.pk, on=today)) for opd in organizations.active_opds(on=today)]


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


def _tried(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, said_refusal(refusal))
        return None


def _form_page(
    request: HttpRequest, form: forms.BaseForm, title: str, one: Innovation | None
) -> HttpResponse:
    context = {"form": form, "title": title, "one": one}
    return render(request, "innovations/form.html", context, status=422 if form.errors else 200)
