"""A register as a file: the template, what was read of it, entering, undoing; and everything that is odd in the register."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.domains.innovations.actions import importing
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.forms_keeping import RegisterFileForm
from balai.domains.innovations.models import Innovation, RegisterImport
from balai.domains.innovations.permissions import KEEP, may_keep
from balai.domains.innovations.queries.oddities import odd_counts
from balai.domains.innovations.rules.columns import COLUMNS
from balai.domains.innovations.views.kept import by_now
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said_refusal


def _must(request: HttpRequest) -> None:
    if not may_keep(actor_of(request), None, on=timezone.localdate()):
        raise PermissionDenied


@requires(KEEP)
def imports(request: HttpRequest) -> HttpResponse:
    """Send a file; the files that were sent before."""
    _must(request)
    if request.GET.get("bentuk") == "xlsx":
        return excel_response(
            "templat-register-inovasi", Sheet("Inovasi", [title for title, _others in COLUMNS.values()], [])
        )
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        given = {"data": file.read(), "file_name": file.name, "year": form.cleaned_data["year"]}
        made = tried(form, lambda: importing.send_register(**given, **by_now(request)))
        if made is not None:
            return redirect("innovations:import", made.pk)
    context = {"form": form, "sent": RegisterImport.objects.order_by("-pk")[:20]}
    return render(request, "innovations/imports.html", context, status=422 if form.errors else 200)


@requires(KEEP)
def register_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """What was read of a file: look, enter, or undo."""
    _must(request)
    sent = get_object_or_404(RegisterImport, pk=import_id)
    if request.method == "POST":
        return _done(request, sent)
    rows = importing.preview(sent) if sent.entered_at is None else []
    codes = {opd.pk: opd.code for opd in organizations.all_opds()} if rows else {}
    for row in rows:
        row["opd_code"] = codes.get(row["opd_id"], "")
    context = {
        "sent": sent,
        "rows": rows[:300],
        "total": len(rows),
        "fresh": sum(not row["is_known"] for row in rows),
        "odd": sum(bool(row["odd"]) for row in rows),
        "entered": Innovation.objects.filter(imported_in=sent).order_by("pk")[:300],
        "titles": [(title, COLUMNS[name][0] if name else "") for title, name in sent.columns.items()],
    }
    return render(request, "innovations/import.html", context)


def _done(request: HttpRequest, sent: RegisterImport) -> HttpResponse:
    try:
        if "undo" in request.POST:
            gone, kept = importing.undo_register(import_id=sent.pk, **by_now(request))
            words = _("%(gone)d catatan ditarik kembali; %(kept)d tetap karena sudah dikerjakan orang.")
            messages.success(request, words % {"gone": gone, "kept": kept})
        else:
            count = importing.enter_register(import_id=sent.pk, **by_now(request))
            own = Innovation.objects.filter(imported_in=sent).values_list("pk", flat=True)
            measure(at=timezone.now(), innovation_ids=list(own))
            words = ngettext("%(n)d inovasi masuk.", "%(n)d inovasi masuk.", count)
            messages.success(request, words % {"n": count})
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    return redirect("innovations:import", sent.pk)


@requires("public")
def oddities(request: HttpRequest) -> HttpResponse:
    """Everything that is odd in the register, by kind; nothing was kept out for it."""
    chosen = request.GET.get("apa", "")
    counts = odd_counts()
    rows = (
        Innovation.objects.filter(merged_into=None)
        .exclude(odd=[])
        .select_related("opd")
        .order_by("name", "pk")
    )
    numbers = next((numbers for code, _label, numbers in counts if code == chosen), None)
    if numbers is not None:
        rows = rows.filter(pk__in=numbers)
    total = Innovation.objects.filter(merged_into=None).count()
    context = {
        **paged(request, rows).context,
        "total": total,
        "bars": [(label, len(numbers), f"?apa={code}") for code, label, numbers in counts],
        "chosen": chosen,
    }
    return render(request, "innovations/oddities.html", context)
