"""Pages of the contest: its years, one year with its ranking, entering, and what its keepers do."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.ideas.actions import contests as acts
from balai.domains.ideas.forms import CriteriaForm, EnterForm, EntryMoveForm, FollowForm, JurorForm
from balai.domains.ideas.models import Certificate, Edition, Entry
from balai.domains.ideas.permissions import KEEP
from balai.domains.ideas.queries import contests as found
from balai.domains.ideas.rules.ranking import read_criteria
from balai.domains.ideas.sheets import keeper_sheets, ranking_sheet
from balai.domains.ideas.terms_contest import ENTRY_MOVES, ENTRY_STAGE_LABELS, ENTRY_STAGE_TONES, EntryStage
from balai.domains.ideas.views.acting import by, form_page, keeper, must_keep
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.excel import excel_response
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.refusals import refuse, tried
from balai.kits.ui.words import said

MOST_ENTERED, MOST_GUESSES, SECONDS = 20, 20, 600


@requires("public")
def editions(request: HttpRequest) -> HttpResponse:
    """Every year of the contest."""
    rows = [(row, found.is_open(row, timezone.now())) for row in Edition.objects.all()]
    return render(request, "ideas/editions.html", {"rows": rows})


@requires("public")
def edition(request: HttpRequest, year: int) -> HttpResponse:
    """One year: criteria with weights, who takes part, and the ranking once the jury closed; that as Excel too."""
    row = get_object_or_404(Edition, year=year)
    groups = found.groups(row)
    if request.GET.get("bentuk") == "xlsx":
        return excel_response(f"lomba-{year}", ranking_sheet(row, groups))
    context = {
        "edition": row,
        "criteria": read_criteria(row.criteria),
        "groups": groups,
        "is_open": found.is_open(row, timezone.now()),
        "is_keeper": keeper(request),
        "is_juror": request.user.is_authenticated and row.jurors.filter(user=request.user.pk).exists(),
        "stages": {
            stage.value: (said(ENTRY_STAGE_LABELS[stage]), ENTRY_STAGE_TONES[stage]) for stage in EntryStage
        },
    }
    return render(request, "ideas/edition.html", context)


@requires("public")
def enter(request: HttpRequest, year: int) -> HttpResponse:
    """Enter an idea that was sent before, by its secret code, or something new."""
    row = get_object_or_404(Edition, year=year)
    form = EnterForm(request.POST or None, categories=[(one["code"], one["label"]) for one in row.categories])
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _entered(request, year, form))
        if made is not None:
            request.session["entry_sent"] = made.tracking_code
            return redirect("ideas:follow_entry")
    return form_page(
        request, "ideas/enter.html", form, edition=row, is_open=found.is_open(row, timezone.now())
    )


def _entered(request: HttpRequest, year: int, form: EnterForm) -> Entry:
    # Codes of ideas can be guessed here too.
    throttle(request, scope="contest-enter", limit=MOST_ENTERED, seconds=SECONDS)
    return acts.enter_contest(year=year, said=form.application(), key=form.cleaned_data["key"], **by(request))


@requires("public")
def follow(request: HttpRequest) -> HttpResponse:
    """How far an entry came, by its code; its certificate too."""
    form = FollowForm(request.POST or None)
    context: dict[str, Any] = {"sent": request.session.get("entry_sent", "")}
    if request.method == "POST" and form.is_valid():
        entry = tried(form, lambda: _followed(request, form.cleaned_data["code"]))
        if entry is not None:
            certificate = Certificate.objects.filter(entry=entry).first()
            if certificate is not None and "pdf" in request.POST:
                return pdf_response(certificate)
            context |= {"one": entry, "certificate": certificate, **stage_of(entry)}
    response = form_page(request, "ideas/follow_entry.html", form, **context)
    response["Cache-Control"] = "private, no-store"
    return response


def _followed(request: HttpRequest, raw: str) -> Entry:
    stop_spent(request, scope="entry-code", limit=MOST_GUESSES)
    code = normalize_tracking_code(raw)
    entry = Entry.objects.select_related("edition").filter(tracking_code=code).first()
    if entry is None:
        throttle(request, scope="entry-code", limit=MOST_GUESSES, seconds=SECONDS)
        raise Refused(
            "ENTRY_UNKNOWN", "Tidak ada peserta dengan kode itu. Periksa lagi kodenya.", field="code"
        )
    return entry


def pdf_response(row: Certificate) -> HttpResponse:
    """The certificate as a file whose name says nothing of a person."""
    response = HttpResponse(found.certificate_pdf(row), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{row.check_code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def stage_of(entry: Entry) -> dict[str, Any]:
    stage = EntryStage(entry.stage)
    return {"stage": said(ENTRY_STAGE_LABELS[stage]), "tone": ENTRY_STAGE_TONES[stage]}


@requires(KEEP)
def entries(request: HttpRequest, year: int) -> HttpResponse:
    """All that keepers do with a year: entries, jury, weights, closing, certificates; as Excel too."""
    must_keep(request)
    row = get_object_or_404(Edition, year=year)
    if request.GET.get("bentuk") == "xlsx":
        return excel_response(f"peserta-lomba-{year}", *keeper_sheets(row))
    return _entries_page(request, row)


def _entries_page(request: HttpRequest, row: Edition, **forms: Any) -> HttpResponse:
    rows = row.entries.select_related("opd", "certificate").order_by("category", "rank", "pk")
    labels = {one["code"]: one["label"] for one in row.categories}
    context = {
        "edition": row,
        "rows": [
            {
                "entry": entry,
                "category": labels.get(entry.category, entry.category),
                "certificate": getattr(entry, "certificate", None),
                "form": EntryMoveForm(stage=entry.stage, version=entry.version),
                "has_moves": bool(ENTRY_MOVES[EntryStage(entry.stage)]) and row.closed_at is None,
                **stage_of(entry),
            }
            for entry in rows
        ],
        "jurors": found.left_of(row),
        "juror_form": JurorForm(),
        "criteria_form": _criteria_form(row),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "ideas/entries.html", context, status=status)


def _criteria_form(row: Edition, data: Any = None) -> CriteriaForm:
    return CriteriaForm(data, criteria=read_criteria(row.criteria), initial={"version": row.version})


@requires(KEEP)
@require_POST
def criteria(request: HttpRequest, year: int) -> HttpResponse:
    """New weights."""
    must_keep(request)
    row = get_object_or_404(Edition, year=year)
    form = _criteria_form(row, request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if tried(
            form,
            lambda: acts.set_criteria(year=year, weights=form.weights(), version=version, **by(request)),
            of=row,
        ):
            messages.success(request, _("Bobotnya tersimpan."))
            return redirect("ideas:entries", year)
    return _entries_page(request, row, criteria_form=form)


@requires(KEEP)
@require_POST
def juror(request: HttpRequest, year: int) -> HttpResponse:
    """Name a juror."""
    must_keep(request)
    row = get_object_or_404(Edition, year=year)
    form = JurorForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if tried(form, lambda: acts.name_juror(year=year, email=email, **by(request))):
            messages.success(request, _("Juri ditunjuk."))
            return redirect("ideas:entries", year)
    return _entries_page(request, row, juror_form=form)


@requires(KEEP)
@require_POST
def move(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry a step further, or out with a reason; what was refused is typed again on a page of its own."""
    must_keep(request)
    entry = Entry.objects.select_related("edition").filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    form = EntryMoveForm(request.POST, stage=entry.stage, version=entry.version)
    if form.is_valid():
        try:
            acts.move_entry(entry_id=entry_id, **form.cleaned_data, **by(request))
        except Refused as refusal:
            refuse(form, refusal, of=entry)
        else:
            messages.success(request, _("Tercatat. Peserta membacanya lewat kodenya."))
            return redirect("ideas:entries", entry.edition.year)
    return form_page(request, "ideas/move_entry.html", form, entry=entry, **stage_of(entry))
