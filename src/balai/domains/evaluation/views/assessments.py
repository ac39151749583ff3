"""Pages of assessments: the list, one of them, its beginning and its moves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.evaluation.actions import assessing, opening
from balai.domains.evaluation.forms.assessments import OpenForm, ReplyForm
from balai.domains.evaluation.models import Assessment, Edition, Instrument
from balai.domains.evaluation.permissions import SEE, WORK, may_assess, may_fill
from balai.domains.evaluation.queries.assessments import one_assessment
from balai.domains.evaluation.queries.standing import standing
from balai.domains.evaluation.terms import STATE_LABELS, STATE_TONES, Standing, State
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, actor_of, may, requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said, said_refusal


@requires(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """Assessments, filtered by year, instrument and state; as Excel too."""
    get = request.GET
    rows = Assessment.objects.select_related("edition__instrument", "opd").order_by(
        "-year", "instrument_code", "subject"
    )
    if year := whole_number(get.get("tahun", "")):
        rows = rows.filter(year=year)
    if get.get("instrumen"):
        rows = rows.filter(instrument_code=get["instrumen"])
    if get.get("keadaan") in STATE_LABELS:
        rows = rows.filter(state=get["keadaan"])
    if get.get("bentuk") == "xlsx":
        return _file(rows)
    page = paged(request, rows)
    context = {
        **page.context,
        "rows": [
            {"one": one, "state": said(STATE_LABELS[State(one.state)]), "tone": STATE_TONES[State(one.state)]}
            for one in page.rows
        ],
        "chosen": get,
        "years": Assessment.objects.values_list("year", flat=True).distinct().order_by("-year"),
        "instruments": Instrument.objects.order_by("order").values_list("code", "label"),
        "states": [(code.value, said(label)) for code, label in STATE_LABELS.items()],
        "may_work": may(request.user, WORK),
    }
    return render(request, "evaluation/list.html", context)


def _file(rows: Any) -> HttpResponse:
    titles = [
        _("Tahun"),
        _("Instrumen"),
        _("Edisi"),
        _("OPD"),
        _("Keadaan"),
        _("Indeks"),
        _("Predikat"),
        _("Contoh"),
    ]
    lines = (
        (
            one.year, one.edition.instrument.label, one.edition.label, one.opd.code, said(STATE_LABELS[State(one.state)]),
            "" if one.index is None else f"{one.index.normalize():f}", one.band, _("contoh") if one.is_example else "",
        )
        for one in rows
    )  # fmt: skip
    return excel_response("penilaian", Sheet(_("Penilaian"), titles, lines))


@requires(WORK)
def new(request: HttpRequest) -> HttpResponse:
    """Begin the assessment of a year."""
    by, today = actor_of(request), timezone.localdate()
    editions = Edition.objects.select_related("instrument").exclude(standing=Standing.BROKEN)
    opds = [opd for opd in organizations.active_opds(on=today) if may_fill(by, opd.pk, on=today)]
    form = OpenForm(
        request.POST or None,
        editions=[
            (one.pk, f"{one.instrument.label} · {one.label}")
            for one in editions.order_by("instrument__order", "-valid_from")
        ],
        opds=[(opd.pk, opd.short_name) for opd in opds],
        initial={"edition": request.GET.get("edisi", ""), "year": today.year, "opd": by.opd_id},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = opening.open_assessment(
                edition_id=given["edition"],
                year=given["year"],
                opd_id=given["opd"],
                note=given["note"],
                by=by,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("evaluation:assessment", row.pk)
    return render(request, "evaluation/new.html", {"form": form}, status=422 if form.errors else 200)


@requires("public")
def detail(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """One assessment. Everybody reads final ones; before that officers do, and the assessor's levels when he is done."""
    row = seen_or_404(request, assessment_id)
    return render(request, "evaluation/assessment.html", _context(request, row, ReplyForm()))


def _context(request: HttpRequest, row: Assessment, form: ReplyForm) -> dict[str, Any]:
    by, today = actor_of(request), timezone.localdate()
    works = may(request.user, WORK)
    assesses = works and may_assess(by, row, on=today)
    fills = works and may_fill(by, row.opd_id, on=today)
    shows_assessor = row.state in {State.ASSESSED, State.FINAL} or assesses
    found = standing(row, shows_assessor=shows_assessor)
    return {
        "row": row,
        "found": found,
        "state": said(STATE_LABELS[State(row.state)]),
        "tone": STATE_TONES[State(row.state)],
        "shows_assessor": shows_assessor,
        "picture": mark_safe(found.picture),
        "dimensions": mark_safe(found.dimensions),
        "chart": {row.edition.instrument.label: found.trend} if found.trend else {},
        "fills": fills and row.state == State.DRAFT,
        "assesses": assesses and row.state in {State.SUBMITTED, State.ASSESSED},
        "finishes": assesses and row.state == State.ASSESSED,
        "replies": row.state == State.ASSESSED and (fills or assesses),
        "sees": may(request.user, SEE),
        "returned": found.sheet.replies.get("", []),
        "form": form,
    }


@requires(WORK)
@require_POST
def move(request: HttpRequest, assessment_id: int, act: str) -> HttpResponse:
    """Hand in, give back, finish assessing, make final."""
    row, version = seen_or_404(request, assessment_id), whole_number(request.POST.get("version", "")) or 0
    given: dict[str, Any] = {
        "assessment_id": row.pk,
        "version": version,
        "by": actor_of(request),
        "at": timezone.now(),
    }
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "ajukan": (assessing.submit, _("Penilaian mandiri diserahkan kepada asesor.")),
        "kembalikan": (assessing.give_back, _("Dikembalikan untuk dilengkapi.")),
        "selesai": (assessing.finish_assessing, _("Penilaian asesor selesai; OPD dapat menanggapi.")),
        "final": (assessing.finish, _("Hasilnya final dan masuk deret indikator.")),
    }
    if act not in acts:
        raise Http404
    if act == "kembalikan":
        given["reason"] = request.POST.get("reason", "")
    work, done = acts[act]
    try:
        work(**given)
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, done)
    return redirect("evaluation:assessment", row.pk)


@requires(WORK)
@require_POST
def reply(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Answer the other side about a row."""
    row, form = seen_or_404(request, assessment_id), ReplyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            assessing.reply(
                assessment_id=row.pk,
                row_code=given["row"],
                text=given["text"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Tanggapannya tercatat."))
            return redirect("evaluation:assessment", row.pk)
    return render(request, "evaluation/assessment.html", _context(request, row, form), status=422)


def seen_or_404(request: HttpRequest, assessment_id: int) -> Assessment:
    """The assessment if this reader may know of it: final ones everybody, an agency its own, others who oversee."""
    try:
        row = one_assessment(assessment_id)
    except NotFound:
        raise Http404 from None
    if row.state == State.FINAL:
        return row
    by, today = actor_of(request), timezone.localdate()
    oversees = may(request.user, SEE) and (
        by.role != Role.OPD_ADMIN or may_fill(by, row.opd_id, on=today) or may_assess(by, row, on=today)
    )
    if not oversees:
        raise Http404
    return row
