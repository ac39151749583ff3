"""Pages on which levels are given: by component, or with a filled sheet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.domains.evaluation.actions import giving_levels
from balai.domains.evaluation.forms.assessments import FilledForm, LevelsForm, written_level
from balai.domains.evaluation.models import Assessment
from balai.domains.evaluation.permissions import WORK, may_assess, may_fill
from balai.domains.evaluation.queries.assessments import definition_of, sheet
from balai.domains.evaluation.queries.proofs import proofs_beside, standing_proofs
from balai.domains.evaluation.rules.sheet import MOST_BYTES, TITLES, read_filled
from balai.domains.evaluation.terms import Side, State
from balai.domains.evaluation.threads import THREAD_KIND
from balai.domains.evaluation.views.assessments import seen_or_404
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Conflict, Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import refuse, take_version


@requires(WORK)
def fill(request: HttpRequest, assessment_id: int, part: str) -> HttpResponse:
    """The rows of one component, for the agency or for its assessor."""
    row = seen_or_404(request, assessment_id)
    side, now = _side(request, row), sheet(row)
    found = next((one for one in now.definition.parts if one.code == part), None)
    if found is None:
        raise Http404
    form = LevelsForm(request.POST or None, now=now, part=found, side=side)
    if request.method == "POST" and form.is_valid() and _gave(request, row, side, form):
        codes = [one.code for one in now.definition.parts]
        following = codes[codes.index(part) + 1 :]
        if request.POST.get("lanjut") and following:
            return redirect("evaluation:fill", row.pk, following[0])
        return redirect("evaluation:assessment", row.pk)
    context = {
        "row": row,
        "part": found,
        "form": form,
        "blocks": form.blocks(),
        "is_assessor": side == Side.ASSESSOR,
        "proofs": proofs_beside(row),
        "place": f"{row.instrument_code}|{row.edition.code}|",
        "about": f"{THREAD_KIND.code}:{row.pk}",
        "has_next": found.code != now.definition.parts[-1].code,
        "steps": [one.label for one in now.definition.parts],
        "step": [one.code for one in now.definition.parts].index(part) + 1,
    }
    return render(request, "evaluation/fill.html", context, status=422 if form.errors else 200)


def _gave(request: HttpRequest, row: Assessment, side: Side, form: LevelsForm) -> bool:
    try:
        count = giving_levels.give_levels(
            assessment_id=row.pk,
            side=side,
            given=form.given(),
            version=form.cleaned_data["version"],
            by=actor_of(request),
            at=timezone.now(),
        )
    except Conflict as refusal:
        form.refuse(refusal)
        take_version(form, row)
        return False
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(
        request,
        ngettext("%(n)d baris tersimpan.", "%(n)d baris tersimpan.", count) % {"n": count}
        if count
        else _("Tidak ada yang berubah."),
    )
    return True


@requires(WORK)
def sheet_file(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The whole sheet as Excel: to be filled in and brought back, or kept."""
    row = seen_or_404(request, assessment_id)
    now, proofs = sheet(row), standing_proofs(row)
    shows_other = row.state in {State.ASSESSED, State.FINAL} or may_assess(
        actor_of(request), row, on=timezone.localdate()
    )
    titles = [
        _("Kode"),
        _("Komponen"),
        _("Uraian"),
        *(TITLES[name][0].capitalize() for name in ("level", "reason", "other_level", "other_reason")),
        _("Bukti"),
    ]
    lines = []
    for top in definition_of(row.edition).parts:
        for part in top.rows():
            own, other = now.scores.get((part.code, Side.SELF)), now.scores.get((part.code, Side.ASSESSOR))
            lines.append(
                (
                    part.code, top.label, part.label, *_said(own), *(_said(other) if shows_other else ("", "")),
                    "; ".join(one.title for one in proofs.get(part.code, [])),
                )
            )  # fmt: skip
    return excel_response(
        f"lembar-{row.instrument_code.lower()}-{row.year}", Sheet(str(row.year), titles, lines)
    )


def _said(score: Any) -> tuple[str, str]:
    if score is None:
        return "", ""
    return ("" if score.level is None else written_level(score.level)), score.reason


@requires(WORK)
def take_sheet(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """A filled sheet comes back; what it does not fill stays as it is."""
    row = seen_or_404(request, assessment_id)
    side = _side(request, row)
    form = FilledForm(request.POST or None, request.FILES or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid() and _took(request, row, side, form):
        return redirect("evaluation:assessment", row.pk)
    context = {"row": row, "form": form, "is_assessor": side == Side.ASSESSOR}
    return render(request, "evaluation/take_sheet.html", context, status=422 if form.errors else 200)


def _took(request: HttpRequest, row: Assessment, side: Side, form: FilledForm) -> bool:
    known = [part.code for part in definition_of(row.edition).rows()]
    try:
        data = form.cleaned_data["file"].read(MOST_BYTES + 1)
        filled = read_filled(data, known=known, for_assessor=side == Side.ASSESSOR)
        count = giving_levels.give_levels(
            assessment_id=row.pk,
            side=side,
            given=filled.given,
            version=form.cleaned_data["version"],
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        refuse(form, refusal, of=row)
        return False
    messages.success(request, ngettext("%(n)d baris masuk.", "%(n)d baris masuk.", count) % {"n": count})
    if filled.unknown or filled.doubled:
        odd = ", ".join((*filled.unknown, *filled.doubled)[:10])
        messages.warning(request, _("Tidak dikenal atau ganda, jadi dilewati: %(odd)s.") % {"odd": odd})
    return True


def _side(request: HttpRequest, row: Assessment) -> Side:
    """Whose levels are given now. Raises PermissionDenied where it is nobody's turn here."""
    by, today = actor_of(request), timezone.localdate()
    if row.state == State.DRAFT and may_fill(by, row.opd_id, on=today):
        return Side.SELF
    if row.state in {State.SUBMITTED, State.ASSESSED} and may_assess(by, row, on=today):
        return Side.ASSESSOR
    raise PermissionDenied
