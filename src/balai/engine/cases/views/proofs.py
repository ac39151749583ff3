"""The second person's desk: hand-ins that wait, one of them side by side, the verdict; and the challenge of a capture."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.engine.cases.actions.proving import ask_for_capture, verify_proof
from balai.engine.cases.checking import checkable, sides_of
from balai.engine.cases.forms import VerdictForm
from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_check, may_see
from balai.engine.cases.queries import photo_view
from balai.engine.people.public import actor_of, requires
from balai.engine.proofs import public as proofs
from balai.engine.proofs.public import Proof, Verdict
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried


@requires("cases.check")
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, the most urgent first."""
    page = paged(request, proofs.with_photos(checkable(actor_of(request))))
    cases = Case.objects.select_related("holder", "area").in_bulk([row.subject_id for row in page.rows])
    rows = [(row, cases[row.subject_id], kind_of(cases[row.subject_id])) for row in page.rows]
    shown = [
        {"proof": row, "case": case, "number": kind.number(case), "first": _first(row)}
        for row, case, kind in rows
    ]
    return render(request, "cases/proofs.html", {**page.context, "rows": shown, "now": timezone.now()})


def _first(proof: Proof) -> dict[str, str] | None:
    captures = list(proof.captures.all())
    return photo_view(captures[0].document) if captures else None


@requires("cases.check")
def detail(request: HttpRequest, proof_id: int) -> HttpResponse:
    """One hand-in: the photos beside what they resemble, what was found, and the verdict."""
    return _page(request, *_found(request, proof_id))


@requires("cases.check")
@require_POST
def verify(request: HttpRequest, proof_id: int) -> HttpResponse:
    """Say what the proof is worth."""
    proof, case = _found(request, proof_id)
    by, now = actor_of(request), timezone.now()
    if proofs.is_own(proof, by) or not may_check(by, case):
        raise PermissionDenied
    form = VerdictForm(request.POST, at=now)
    if form.is_valid():
        given = form.cleaned_data
        done = tried(
            form,
            lambda: verify_proof(
                proof_id=proof.pk,
                verdict=Verdict(given["verdict"]),
                reason=given["reason"],
                text=given["text"],
                by=by,
                at=now,
            ),
        )
        if done is not None:
            messages.success(request, _("Penilaian Anda tercatat dan dapat dibaca semua orang."))
            return redirect("cases:proofs")
    return _page(request, proof, case, form=form)


def _found(request: HttpRequest, proof_id: int) -> tuple[Proof, Case]:
    """The hand-in and its case, or 404 for who may neither look at it nor see the case."""
    proof, by = proofs.proof_of(proof_id), actor_of(request)
    cases = Case.objects.select_related("holder", "area")
    case = cases.filter(pk=proof.subject_id).first() if proof else None
    if proof is None or case is None or not (may_check(by, case) or may_see(by, case)):
        raise Http404
    return proof, case


def _page(request: HttpRequest, proof: Proof, case: Case, *, form: VerdictForm | None = None) -> HttpResponse:
    by, now = actor_of(request), timezone.now()
    may = proof.is_waiting and may_check(by, case) and not proofs.is_own(proof, by)
    context = {
        "proof": proof,
        "case": case,
        "number": kind_of(case).number(case),
        "sides": sides_of(proof, case, by=by),
        "form": (form or VerdictForm(at=now)) if may else None,
        "sees_case": may_see(by, case),
        "public_url": kind_of(case).public_url(case),
        "now": now,
    }
    return render(request, "cases/proof.html", context, status=422 if form and form.errors else 200)


@requires("cases.work")
@require_POST
def challenge(request: HttpRequest, case_id: int) -> HttpResponse:
    """A one-time challenge for a photo of this case, as JSON; with `lapangan=1` one to take where there is no signal."""
    by, now = actor_of(request), timezone.now()
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not may_see(by, case):
        raise Http404
    given = ask_for_capture(case_id=case.pk, by=by, at=now, for_field=request.POST.get("lapangan") == "1")
    return JsonResponse(
        {
            "challenge": given.token,
            "valid_until": given.valid_until.isoformat(),
            "arrives_until": given.arrives_until.isoformat(),
        }
    )
