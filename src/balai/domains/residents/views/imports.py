"""Files on their way in: the upload, the columns, the faults, the storing and the undoing."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.residents import queries
from balai.domains.residents.actions import sheets, uploading, working
from balai.domains.residents.actions.checking import read_import
from balai.domains.residents.actions.undoing import blockers
from balai.domains.residents.forms import ListUploadForm, UploadForm, column_choices
from balai.domains.residents.models import Import
from balai.domains.residents.permissions import import_for, kind_for, village_of
from balai.domains.residents.tasks import work_on_import
from balai.domains.residents.terms import SMALL_FILE, ImportKind, ImportState, Work
from balai.domains.residents.views.answers import download, guarded, typed
from balai.domains.residents.views.import_pages import change_views, column_views, fault_views, group_views
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.ui.words import said_refusal

PAGE = 20


@guarded("residents.import")
def home(request: HttpRequest) -> HttpResponse:
    """What was imported so far, and the form for the next file."""
    by, now = actor_of(request), timezone.now()
    kind = kind_for(by, on=timezone.localdate(now))
    form_class = ListUploadForm if kind == ImportKind.POVERTY else UploadForm
    form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class()
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        file = asked.pop("file")
        try:
            if file.size > uploading.MOST_BYTES:
                raise uploading.too_large()
            made = uploading.upload(
                data=file.read(), file_name=file.name, by=by, at=now, today=timezone.localdate(now), **asked
            )
            return redirect("residents:import", pk=made.pk)
        except Refused as refusal:
            form.refuse(refusal)
    area_id = village_of(by) if kind == ImportKind.RESIDENTS else None
    context = {
        "form": form,
        "is_list": kind == ImportKind.POVERTY,
        "place": organizations.area(area_id) if area_id else None,
        "imports": queries.imports_of(by, kind=kind, area_id=area_id),
    }
    return render(request, "residents/imports.html", context, status=422 if form.errors else 200)


@guarded("residents.import")
def template(request: HttpRequest) -> HttpResponse:
    """An empty table to fill in."""
    kind = kind_for(actor_of(request), on=timezone.localdate())
    return download(sheets.template_sheet(kind), f"templat-{kind.lower()}.xlsx", sheets.CONTENT_TYPE)


def _import(request: HttpRequest, pk: int) -> Import:
    return import_for(actor_of(request), pk, on=timezone.localdate())


@guarded("residents.import")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one file: whatever has to be done with it next."""
    made = _import(request, pk)
    if made.work:
        return render(request, "residents/working.html", {"made": made, **_progress(made)})
    if made.state == ImportState.DRAFT or (request.GET.get("kolom") and made.state == ImportState.CHECKED):
        return _columns_page(request, made)
    if made.state == ImportState.CHECKED:
        return _faults_page(request, made)
    blocked = blockers(made) if made.problem and made.kind == ImportKind.RESIDENTS else []
    return render(request, "residents/done.html", {"made": made, "blocked": blocked, "steps": _steps(4)})


def _steps(current: int) -> dict:
    return {"labels": [_("Unggah"), _("Kolom"), _("Periksa"), _("Simpan")], "current": current}


def _columns_page(
    request: HttpRequest, made: Import, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "made": made,
        "columns": column_views(made, typed(request)),
        "choices": column_choices(made),
        "problem": problem,
        "steps": _steps(2),
    }
    return render(request, "residents/columns.html", context, status=status)


@guarded("residents.import")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is which, and have the file checked."""
    made = _import(request, pk)
    if request.method == "POST":
        chosen = {place: request.POST.get(f"column-{place}", "") for place in range(len(made.titles))}
        try:
            uploading.settle_columns(
                import_id=pk, mapping={place: code for place, code in chosen.items() if code}
            )
        except Refused as refusal:
            return _columns_page(request, made, problem=said_refusal(refusal), status=422)
        _begin(request, made, Work.CHECK)
    return redirect("residents:import", pk=pk)


def _begin(request: HttpRequest, made: Import, what: Work, *, leaves_out: bool = False) -> None:
    """Have it done: small files at once, the others in the background."""
    by, now = actor_of(request), timezone.now()
    small = made.total <= SMALL_FILE

    def enqueue() -> None:
        if not small:
            work_on_import.enqueue(made.pk, by.user_id)

    try:
        working.begin(import_id=made.pk, work=what, leaves_out=leaves_out, then=enqueue)
        if small:
            working.carry_out(import_id=made.pk, by=by, at=now, today=timezone.localdate(now))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))


@guarded("residents.import")
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Check again, store, undo, or throw away."""
    made = _import(request, pk)
    what = request.POST.get("work", "")
    if request.method == "POST" and what in {Work.CHECK, Work.APPLY, Work.UNDO}:
        _begin(request, made, Work(what), leaves_out=bool(request.POST.get("leaves_out")))
    elif request.method == "POST" and what == "DISCARD":
        try:
            uploading.discard(import_id=pk, by=actor_of(request), at=timezone.now())
            messages.success(request, _("Berkas dibuang; tidak ada yang disimpan."))
            return redirect("residents:imports")
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
    return redirect("residents:import", pk=pk)


def _progress(made: Import) -> dict:
    return {"done": min(made.progress, made.total), "of": max(made.total, 1)}


@guarded("residents.import")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every second; leads to the page once the work is done."""
    made = _import(request, pk)
    if not made.work:
        answer = redirect("residents:import", pk=pk)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
        return answer
    return render(request, "residents/_progress.html", {"made": made, **_progress(made)})


def _faults_page(request: HttpRequest, made: Import) -> HttpResponse:
    code, column = request.GET.get("salah", "")[:30], request.GET.get("pada", "")[:30]
    page = whole_number(request.GET.get("hal", ""), most=10_000) or 1
    found = list(queries.faults_of(made, code=code, column=column)[(page - 1) * PAGE : page * PAGE + 1])
    held = {"salah": code, "pada": column} if code else {}
    context = {
        "made": made,
        "counts": made.counts,
        "groups": group_views(made, code=code, column=column),
        "faults": fault_views(made, found[:PAGE]),
        "group": code,
        "here": request.get_full_path(),
        "previous_url": f"?{urlencode({**held, 'hal': page - 1})}" if page > 1 else "",
        "next_url": f"?{urlencode({**held, 'hal': page + 1})}" if len(found) > PAGE else "",
        "steps": _steps(3),
    }
    return render(request, "residents/faults.html", context)


@guarded("residents.import")
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Type another content into a cell, or leave its row out; small files are checked again at once."""
    made = _import(request, pk)
    row = whole_number(request.POST.get("row", ""))
    if request.method != "POST" or row is None:
        return redirect("residents:import", pk=pk)
    place = whole_number(request.POST.get("place", ""))
    left_out = {"1": True, "0": False}.get(request.POST.get("leave_out", ""))
    try:
        count = uploading.repair(
            import_id=pk,
            row=row,
            place=-1 if place is None else place,
            text=request.POST.get("text", "").replace("\0", ""),
            suggested=bool(request.POST.get("suggested")),
            alike=bool(request.POST.get("alike")),
            leave_out=left_out,
        )
        messages.success(request, _("%(count)s baris diubah.") % {"count": count})
        if made.total <= SMALL_FILE:
            _begin(request, made, Work.CHECK)
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    back = request.POST.get("back", "")
    own = request.build_absolute_uri(f"/penduduk/impor/{pk}/")
    return redirect(back if request.build_absolute_uri(back).startswith(own) else own)


@guarded("residents.import")
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the file would change, the old beside the new."""
    made = _import(request, pk)
    if made.state != ImportState.CHECKED or made.kind != ImportKind.RESIDENTS:
        return redirect("residents:import", pk=pk)
    page = whole_number(request.GET.get("hal", ""), most=10_000) or 1
    sheet = read_import(made, today=timezone.localdate())
    found = change_views(sheet, start=(page - 1) * PAGE, count=PAGE + 1)
    context = {
        "made": made,
        "changes": found[:PAGE],
        "previous_url": f"?hal={page - 1}" if page > 1 else "",
        "next_url": f"?hal={page + 1}" if len(found) > PAGE else "",
    }
    return render(request, "residents/changes.html", context)


@guarded("residents.import")
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with its faults in colour, as Excel."""
    made = _import(request, pk)
    if made.state == ImportState.DISCARDED:
        return redirect("residents:imports")
    return download(sheets.faults_sheet(made), f"kesalahan-{pk}.xlsx", sheets.CONTENT_TYPE)
