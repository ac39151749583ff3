"""Risks from a file: the template, what was read of it, entering, undoing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.domains.risks.actions import importing
from balai.domains.risks.forms import RiskFileForm
from balai.domains.risks.models import RiskImport
from balai.domains.risks.permissions import KEEP
from balai.domains.risks.queries.reference import Reference, reference
from balai.domains.risks.rules.columns import COLUMNS
from balai.domains.risks.terms import LENS_LABELS, SIGN_LABELS
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import NotFound, Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said, said_refusal

MOST_SENT, MOST_LINES = 20, 500


@requires(KEEP)
def imports(request: HttpRequest) -> HttpResponse:
    """Send a file; the files that were sent before."""
    by = actor_of(request)
    try:
        of = reference(on=timezone.localdate())
    except NotFound as missing:
        return render(request, "risks/missing.html", {"text": said_refusal(missing)})
    if request.GET.get("bentuk") == "xlsx":
        return _template(of)
    form = RiskFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = importing.send_risks(data=file.read(), file_name=file.name, by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error("file", said_refusal(refusal))
        else:
            return redirect("risks:import", made.pk)
    rows = RiskImport.objects.defer("rows").order_by("-pk")
    sent = [one for one in rows[: 10 * MOST_SENT] if importing.may_see(one, by)][:MOST_SENT]
    context = {"form": form, "sent": sent}
    return render(request, "risks/imports.html", context, status=422 if form.errors else 200)


def _template(of: Reference) -> HttpResponse:
    """The titles that are understood at once, and beside them the words that each field knows."""
    first = Sheet(_("Risiko"), [title for title, _others in COLUMNS.values()], [])
    opds = [opd.code for opd in organizations.active_opds(on=timezone.localdate())]
    known = {
        "sign": [said(label) for label in SIGN_LABELS.values()],
        "category": list(of.labels("categories").values()),
        "impact_area": list(of.labels("areas").values()),
        "lens": [said(label) for label in LENS_LABELS.values()],
        "opd": opds,
    }
    words = [(COLUMNS[name][0], word) for name, words in known.items() for word in words]
    return excel_response(
        "templat-risiko", first, Sheet(_("Kata yang dikenal"), [_("Kolom"), _("Kata")], words)
    )


@requires(KEEP)
def one_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """What was read of a file: look, enter, or undo."""
    by, sent = actor_of(request), get_object_or_404(RiskImport, pk=import_id)
    if not importing.may_see(sent, by):
        raise Http404
    if request.method == "POST":
        return _done(request, sent)
    lines = importing.preview(sent, by=by, at=timezone.now()) if sent.entered_at is None else []
    context = {
        "sent": sent,
        "lines": [
            (line, [(cell, text, said_refusal(refusal)) for cell, text, refusal in line.faults])
            for line in lines[:MOST_LINES]
        ],
        "total": len(lines),
        "fresh": sum(line.is_fresh for line in lines),
        "entered": sent.risks.order_by("pk"),
        "columns": [(cell, title, COLUMNS[name][0] if name else "") for cell, title, name in sent.columns],
    }
    return render(request, "risks/import.html", context)


def _done(request: HttpRequest, sent: RiskImport) -> HttpResponse:
    given = {"import_id": sent.pk, "by": actor_of(request), "at": timezone.now()}
    try:
        if "undo" in request.POST:
            gone, kept = importing.undo_risks(**given)
            words = _("%(gone)d risiko ditarik kembali; %(kept)d tetap karena sudah dikerjakan orang.")
            messages.success(request, words % {"gone": gone, "kept": kept})
        else:
            count = importing.enter_risks(**given)
            messages.success(
                request, ngettext("%(n)d risiko masuk.", "%(n)d risiko masuk.", count) % {"n": count}
            )
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    return redirect("risks:import", sent.pk)
