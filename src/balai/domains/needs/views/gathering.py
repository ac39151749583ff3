"""Pages where needs are gathered: from reports, from files; and where their weights are tried and kept."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.needs.actions import deciding, drawing, importing
from balai.domains.needs.forms import DrawForm, FileForm, KeepWeightsForm, SpanForm, WeightsForm
from balai.domains.needs.models import NeedFile
from balai.domains.needs.permissions import KEEP, may_keep
from balai.domains.needs.queries import inventory, reports
from balai.domains.needs.rules.sheet import COLUMNS
from balai.domains.needs.rules.weighing import Weights
from balai.domains.needs.terms import ADVICE_LABELS, ODD_LABELS, WEIGHTS
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said, said_refusal

YEAR = 365
MOST_CHANGES = 25


def _keeper(request: HttpRequest) -> dict[str, Any]:
    """Who acts and when. Raises PermissionDenied for who does not keep the inventory."""
    by, at = actor_of(request), timezone.now()
    if not may_keep(by, on=timezone.localdate(at)):
        raise PermissionDenied
    return {"by": by, "at": at}


@requires(KEEP)
def heard(request: HttpRequest) -> HttpResponse:
    """What reports speak of, by category and kecamatan: each heap can become a need."""
    _keeper(request)
    today = timezone.localdate()
    start = {"since": today - timedelta(days=YEAR), "until": today, "least": 3}
    form = SpanForm(request.GET if "since" in request.GET else None, initial=start)
    if form.is_bound and not form.is_valid():
        return render(request, "needs/heard.html", {"form": form, "rows": []}, status=422)
    given = form.cleaned_data if form.is_bound else {**start, "together": False}
    rows = reports.heard(
        since=given["since"], until=given["until"], least=given["least"], by_place=not given["together"]
    )
    context = {
        "form": form,
        "rows": rows,
        "since": given["since"],
        "until": given["until"],
        "total": sum(row.count for row in rows),
        "top": max((row.count for row in rows), default=0),
    }
    return render(request, "needs/heard.html", context)


@requires(KEEP)
def draw(request: HttpRequest) -> HttpResponse:
    """A heap of reports becomes a need."""
    by = _keeper(request)
    form = DrawForm(
        request.POST or None,
        initial={key: request.GET.get(key, "") for key in ("category", "area", "since", "until")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            need = drawing.draw_need(**form.cleaned_data, **by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kebutuhannya tercatat; laporan-laporannya tersambung."))
            return redirect("needs:detail", need.pk)
    source = request.POST or request.GET
    category, area = source.get("category", ""), source.get("area", "")
    context = {
        "form": form,
        "category": reports.categories().get(category, category),
        "kecamatan": next((one.name for one in organizations.kecamatan_list() if one.code == area), ""),
        "count": source.get("count", ""),
    }
    return render(request, "needs/draw.html", context, status=422 if form.errors else 200)


@requires(KEEP)
def files(request: HttpRequest) -> HttpResponse:
    """Upload a file of needs, and the files that were read before."""
    by = _keeper(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            row = importing.read_file(name=given.name, data=given.read(), **by)
        except Refused as refusal:
            form.add_error("file", said_refusal(refusal))
        else:
            return redirect("needs:file", row.pk)
    rows = NeedFile.objects.select_related("uploaded_by").order_by("-uploaded_at")[:20]
    context = {"form": form, "rows": [_summed(row) for row in rows]}
    return render(request, "needs/files.html", context, status=422 if form.errors else 200)


def _summed(row: NeedFile) -> dict[str, Any]:
    left = sum(bool(one["faults"]) for one in row.rows)
    return {"row": row, "total": len(row.rows), "left": left, "good": len(row.rows) - left}


@requires(KEEP)
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the titles that are understood at once, and one example."""
    example = (
        "Angkutan umum yang dapat dinaiki pengguna kursi roda (contoh)", "Halte tinggi, mobilnya rendah", "Lembaga",
        "Komunitas rekaan", "Batang", "Kauman", "Smart Living", 1200, timezone.localdate(), "",
    )  # fmt: skip
    return excel_response(
        "templat-kebutuhan", Sheet(_("Kebutuhan"), [title for title, _also in COLUMNS.values()], [example])
    )


@requires(KEEP)
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """One reading: what is odd about it; take over what is not."""
    by = _keeper(request)
    row = NeedFile.objects.filter(pk=file_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        importing.apply_file(file_id=file_id, **by)
        messages.success(
            request, _("Baris yang benar sudah masuk. Yang belum tetap tersimpan di halaman ini.")
        )
        return redirect("needs:file", file_id)
    if request.GET.get("bentuk") == "xlsx":
        return _rest(row)
    odd = [{**one, "shown": _odd(one)} for one in row.rows if one["faults"] or one["warnings"]]
    known = [one for one in row.columns if one["meaning"]]
    context = {
        **_summed(row),
        "odd": odd[:200],
        "known": [(one["cell"], one["title"], COLUMNS[one["meaning"]][0]) for one in known],
        "strange": [
            (one["cell"], one["title"]) for one in row.columns if one["title"] and not one["meaning"]
        ],
    }
    return render(request, "needs/file.html", context)


def _odd(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "cell": odd["cell"],
            "what": said(ODD_LABELS[odd["code"]]).format(**odd),
            "advice": said(ADVICE_LABELS[odd["code"]]).format(**odd),
            "keeps_out": odd in one["faults"],
        }
        for odd in [*one["faults"], *one["warnings"]]
    ]


def _rest(row: NeedFile) -> HttpResponse:
    """The rows that did not go in, with their cells as they were and what to do about each."""
    titles = [*(one["title"] or one["cell"] for one in row.columns), _("Yang perlu diperbaiki")]
    width = len(row.columns)
    body = (
        (
            *(one["cells"] + [""] * width)[:width],
            " ".join(f"{odd['cell']}: {odd['what']} {odd['advice']}" for odd in _odd(one)),
        )
        for one in row.rows
        if one["faults"]
    )
    return excel_response("kebutuhan-belum-masuk", Sheet(_("Belum masuk"), titles, body))


@requires(KEEP)
def weights(request: HttpRequest) -> HttpResponse:
    """Try other weights and see what they would change; keep them from a day on."""
    by, today = _keeper(request), timezone.localdate()
    now = parameters.value(WEIGHTS, on=today, default=inventory.EVEN)
    start = {**now["weights"], "people_full": now["people_full"], "sources_full": now["sources_full"]}
    source = request.POST or (request.GET if "people_full" in request.GET else None)
    form, keep = (
        WeightsForm(source, initial=start),
        KeepWeightsForm(request.POST or None, initial={"since": today}),
    )
    tried = None
    if form.is_bound and form.is_valid():
        try:
            tried = Weights.read(form.value())
        except ValueError:
            form.add_error(None, _("Bobot tidak boleh negatif, dan sedikitnya satu lebih dari nol."))
    if request.method == "POST" and tried and keep.is_valid():
        try:
            deciding.set_weights(**form.value(), **keep.cleaned_data, **by)
        except Refused as refusal:
            refuse(keep, refusal)
        else:
            messages.success(request, _("Bobot baru tersimpan; yang lama tetap tercatat dengan tanggalnya."))
            return redirect("needs:weights")
    context = {
        "form": form,
        "keep": keep,
        "now": now,
        "changes": _changes(today, tried) if tried else [],
        "tried": tried,
    }
    return render(request, "needs/weights.html", context, status=422 if form.errors or keep.errors else 200)


def _changes(today: Any, tried: Weights) -> list[dict[str, Any]]:
    """What stands on top under the weights that are tried, and where it stands today."""
    before = {line.need.pk: (place, line.weight) for place, line in enumerate(inventory.lines(on=today), 1)}
    found = []
    for place, line in enumerate(inventory.lines(on=today, of=tried)[:MOST_CHANGES], 1):
        was, weight = before[line.need.pk]
        found.append(
            {
                "need": line.need,
                "place": place,
                "was": was,
                "up": was - place,
                "down": place - was,
                "weight": line.weight,
                "before": weight,
            }
        )
    return found
