"""Files of programmes on their way in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import excel as acts
from balai.domains.masterplan.actions import excel_entering
from balai.domains.masterplan.forms.programmes import UploadForm
from balai.domains.masterplan.models import Plan, Programme, ProgrammeImport
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.queries import excel
from balai.domains.masterplan.queries.excel_preview import RowPlan, label_of, preview
from balai.domains.masterplan.rules.cells import REMARK_LABELS
from balai.domains.masterplan.rules.columns import COLUMN_LABELS, COLUMNS, KEEP_BESIDE, recognise, title_of
from balai.domains.masterplan.views.shown import acting, chosen_plan, page
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal

SHOWN = 200
STEP_LABELS = {1: "Unggah", 2: "Kolom", 3: "Pratinjau", 4: "Masukkan"}


@requires(PLAN)
def imports(request: HttpRequest) -> HttpResponse:
    """The form for the next file, and the files that came so far; an empty table to fill in."""
    plan = _plan(request)
    if request.GET.get("bentuk") == "xlsx":
        titles = [title_of(column, plan.start_year) for column in COLUMNS]
        return excel_response("templat-program", Sheet("Program", titles, []))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read() if file.size <= acts.MOST_BYTES else b"x" * (acts.MOST_BYTES + 1)
        made = tried(
            form,
            lambda: acts.upload_programmes(
                plan_id=plan.pk, data=data, file_name=file.name, **acting(request)
            ),
        )
        if made is not None:
            return redirect("masterplan:import", made.pk)
    context = {"form": form, "plan": plan, "steps": _steps(1), "imports": plan.imports.all()[:20]}
    return page(request, "imports", "programmes", context, status=422 if form.errors else 200)


@requires(PLAN)
def one_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """What has to be done with a file next: settle its columns, look at what it would do, or take it back."""
    made = _made(request, import_id)
    if made.applied_at:
        return page(request, "import_done", "programmes", {"made": made, "steps": _steps(4)})
    if request.GET.get("kolom") or not _is_settled(made):
        return _columns_page(request, made)
    seen = preview(made)
    context = {
        "made": made,
        "steps": _steps(3),
        "digest": seen.digest,
        "new": [_shown(row) for row in seen.of_kind("NEW")[:SHOWN]],
        "changed": [_shown(row) for row in seen.of_kind("CHANGED")[:SHOWN]],
        "same": len(seen.of_kind("SAME")),
        "new_count": len(seen.of_kind("NEW")),
        "changed_count": len(seen.of_kind("CHANGED")),
        "untouched": seen.untouched[:SHOWN],
        "unread": [
            title for place, title in enumerate(made.titles) if title and not made.columns.get(str(place))
        ],
    }
    return page(request, "import_preview", "programmes", context)


@requires(PLAN)
def columns(request: HttpRequest, import_id: int) -> HttpResponse:
    """Say which column is which."""
    made = _made(request, import_id)
    if request.method == "POST":
        chosen = {place: request.POST.get(f"column-{place}", "") for place in range(len(made.titles))}
        try:
            acts.settle_columns(import_id=import_id, chosen=chosen, **acting(request))
        except Refused as refusal:
            return _columns_page(request, made, chosen=chosen, problem=said_refusal(refusal))
    return redirect("masterplan:import", import_id)


@requires(PLAN)
def take_over(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take the file over, as its preview showed it."""
    made = _made(request, import_id)
    if request.method == "POST":
        try:
            excel_entering.apply_import(
                import_id=import_id, digest=request.POST.get("digest", ""), **acting(request)
            )
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
        else:
            messages.success(
                request, _("Berkasnya masuk. Selama belum ada yang melanjutkan, masih dapat dibatalkan.")
            )
    return redirect("masterplan:import", made.pk)


@requires(PLAN)
def take_back(request: HttpRequest, import_id: int) -> HttpResponse:
    """Undo the whole file."""
    made = _made(request, import_id)
    if request.method == "POST":
        try:
            excel_entering.undo_import(import_id=import_id, **acting(request))
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
        else:
            messages.success(request, _("Berkasnya ditarik kembali; rencananya seperti semula."))
    return redirect("masterplan:import", made.pk)


def _plan(request: HttpRequest) -> Plan:
    if not may_plan(actor_of(request), on=timezone.localdate()):
        raise PermissionDenied
    plan = chosen_plan(request)
    if plan is None:
        raise Http404
    return plan


def _made(request: HttpRequest, import_id: int) -> ProgrammeImport:
    if not may_plan(actor_of(request), on=timezone.localdate()):
        raise PermissionDenied
    found = ProgrammeImport.objects.select_related("plan").filter(pk=import_id).first()
    if found is None:
        raise Http404
    return found


def _is_settled(made: ProgrammeImport) -> bool:
    """Whether every column was said or is sure, and rows can be told apart."""
    named = {"kode", "program_smart_city"} & set(made.columns.values())
    return bool(named) and all(str(place) in made.columns for place, title in enumerate(made.titles) if title)


def _columns_page(
    request: HttpRequest, made: ProgrammeImport, *, chosen: dict[int, str] | None = None, problem: str = ""
) -> HttpResponse:
    beside = [code[1:] for code in excel.extras(Programme.objects.filter(plan=made.plan))]
    guesses = recognise(made.titles, first_year=made.plan.start_year, extras=beside)
    rows = [
        {
            "place": place,
            "title": title or _("(tanpa judul)"),
            "samples": [line[place] for line in made.cells[:4] if place < len(line) and line[place]][:3],
            "chosen": (chosen or {}).get(place, made.columns.get(str(place), guesses[place].code)),
            "is_asked": str(place) not in made.columns,
        }
        for place, title in enumerate(made.titles)
        if title or any(place < len(line) and line[place] for line in made.cells[:50])
    ]
    context = {
        "made": made,
        "steps": _steps(2),
        "rows": rows,
        "choices": [(code, said(label)) for code, label in COLUMN_LABELS.items()],
        "beside": KEEP_BESIDE,
        "problem": problem,
    }
    return page(request, "import_columns", "programmes", context, status=422 if problem else 200)


def _shown(row: RowPlan) -> dict:
    return {
        "row": row,
        "name": row.name or (row.programme.name if row.programme else ""),
        "changes": [(said(label), _grouped(before), _grouped(after)) for label, before, after in row.changes],
        "remarks": [(said(label_of(code)), said(REMARK_LABELS[why])) for code, why in row.remarks],
    }


def _grouped(text: str) -> str:
    """Large numbers in groups of three, so that nobody counts noughts."""
    return number_format(int(text), force_grouping=True) if text.isdecimal() and 4 < len(text) < 20 else text


def _steps(current: int) -> dict:
    return {"labels": [said(label) for label in STEP_LABELS.values()], "current": current}
