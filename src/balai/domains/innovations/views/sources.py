"""Sources of use: connected, counted by hand, silent for a while, closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.innovations.actions import tallies, usage
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.forms import SourceForm, TallyForm
from balai.domains.innovations.forms_keeping import GapForm
from balai.domains.innovations.models import Tally, UsageSource
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.rules.events import FAULT_LABELS
from balai.domains.innovations.terms import SourceKind
from balai.domains.innovations.views.kept import by_now, form_page, kept
from balai.engine.packs.public import services
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal


@requires(KEEP)
def source(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Connect a source of use; the key of an application is shown this once."""
    one = kept(request, innovation_id)
    packs = [(view.pack.id, view.pack.name.id) for view in services(open_only=False)]
    form = SourceForm(request.POST or None, references=[("REPORT", _("Laporan warga yang dijawab")), *packs])
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: usage.add_source(innovation_id=innovation_id, **form.cleaned_data, **by_now(request)),
        )
        if made is not None:
            row, key = made
            if key:
                response = render(request, "innovations/key.html", {"one": one, "source": row, "key": key})
                response["Cache-Control"] = "no-store"
                return response
            messages.success(request, _("Sumbernya tersambung."))
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Sambungkan sumber pemakaian"), one)


@requires(KEEP)
def gaps(request: HttpRequest, source_id: int) -> HttpResponse:
    """When a source told nothing, what it sent that could not be taken, and its closing."""
    row = UsageSource.objects.filter(pk=source_id).first()
    if row is None:
        raise Http404
    one, form = kept(request, row.innovation_id), GapForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = usage.say_silent
        made = tried(form, lambda: act(source_id=row.pk, **form.cleaned_data, **by_now(request)))
        if made is not None:
            measure(at=timezone.now(), innovation_ids=[one.pk])
            messages.success(request, _("Hari-hari itu tercatat tidak terukur: lubang, bukan nol."))
            return redirect("innovations:gaps", row.pk)
    refused = [
        {"row": item, "why": said(FAULT_LABELS.get(item.code, item.code))}
        for item in row.refused.order_by("-received_at", "-pk")[:30]
    ]
    context = {
        "one": one,
        "source": row,
        "form": form,
        "gaps": row.gaps.order_by("-since"),
        "refused": refused,
    }
    return render(request, "innovations/gaps.html", context, status=422 if form.errors else 200)


@requires(KEEP)
@require_POST
def close(request: HttpRequest, source_id: int) -> HttpResponse:
    """Take nothing more from a source."""
    row = UsageSource.objects.filter(pk=source_id).first()
    if row is None:
        raise Http404
    one = kept(request, row.innovation_id)
    usage.close_source(source_id=row.pk, **by_now(request))
    measure(at=timezone.now(), innovation_ids=[one.pk])
    messages.success(request, _("Sumbernya ditutup. Yang sudah terhitung tetap ada."))
    return redirect("innovations:detail", one.pk)


@requires(KEEP)
def tally(request: HttpRequest, source_id: int) -> HttpResponse:
    """Write down how many came, and countersign what others counted."""
    row = UsageSource.objects.select_related("innovation").filter(pk=source_id, kind=SourceKind.TALLY).first()
    if row is None:
        raise Http404
    one = kept(request, row.innovation_id)
    form = TallyForm(
        request.POST if request.POST.get("amount") is not None else None,
        initial={"day": timezone.localdate()},
    )
    if request.method == "POST":
        if request.POST.get("tally"):
            return _countersigned(request, row)
        if form.is_valid() and tried(
            form, lambda: tallies.record_tally(source_id=row.pk, **form.cleaned_data, **by_now(request))
        ):
            measure(at=timezone.now(), innovation_ids=[one.pk])
            messages.success(request, _("Hitungannya tercatat; mintalah orang lain mengesahkannya."))
            return redirect("innovations:tally", row.pk)
    rows = Tally.objects.filter(source=row, replaced_by=None).select_related("counted_by", "signed_by")
    context = {
        "one": one,
        "source": row,
        "form": form,
        "tallies": rows.order_by("-day")[:60],
        "me": request.user.pk,
    }
    return render(request, "innovations/tally.html", context, status=422 if form.errors else 200)


def _countersigned(request: HttpRequest, row: UsageSource) -> HttpResponse:
    try:
        tally_id = whole_number(request.POST["tally"]) or 0
        tallies.countersign(tally_id=tally_id, **by_now(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        measure(at=timezone.now(), innovation_ids=[row.innovation_id])
        messages.success(request, _("Hitungannya sah."))
    return redirect("innovations:tally", row.pk)
