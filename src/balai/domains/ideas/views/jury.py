"""Pages of the jury and of certificates: own sheets, closing, issuing, checking."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.ideas.actions import certifying, judging
from balai.domains.ideas.forms import CertificateForm, ScoreForm
from balai.domains.ideas.models import Certificate, Edition, Entry, Juror, Sheet
from balai.domains.ideas.permissions import JUDGE, KEEP
from balai.domains.ideas.queries.contests import conflicts, tasks_of
from balai.domains.ideas.rules.ranking import read_criteria
from balai.domains.ideas.terms_contest import CODE_LENGTH, EntryStage
from balai.domains.ideas.views.acting import by, form_page, must_keep
from balai.domains.ideas.views.contests import pdf_response
from balai.engine.documents.public import masked_name
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said_refusal

MOST_GUESSES, SECONDS = 20, 600


@requires(JUDGE)
def tasks(request: HttpRequest, year: int) -> HttpResponse:
    """What a juror has to score; points of others and names of participants stay away until the jury closes."""
    edition = get_object_or_404(Edition, year=year)
    rows = tasks_of(_juror(request, edition))
    left = sum(not task.is_conflict and task.sheet is None for task in rows)
    return render(request, "ideas/tasks.html", {"edition": edition, "rows": rows, "left": left})


@requires(JUDGE)
def score(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One sheet: points of each criterion, and a remark."""
    rows = Entry.objects.select_related("edition", "idea").filter(stage=EntryStage.FINALIST)
    entry = get_object_or_404(rows, pk=entry_id)
    juror = _juror(request, entry.edition)
    if conflicts(juror, entry):
        raise PermissionDenied(_("Juri tidak menilai peserta dari kantornya atau kirimannya sendiri."))
    own = Sheet.objects.filter(entry=entry, juror=juror).first()
    initial = {**own.points, "remark": own.remark} if own else {}
    form = ScoreForm(request.POST or None, criteria=read_criteria(entry.edition.criteria), initial=initial)
    if request.method == "POST" and form.is_valid():
        remark = form.cleaned_data["remark"]
        kept = tried(
            form,
            lambda: judging.score_entry(
                entry_id=entry_id, points=form.points(), remark=remark, **by(request)
            ),
        )
        if kept is not None:
            messages.success(request, _("Nilai Anda tersimpan, dan dapat diubah sampai penilaian ditutup."))
            return redirect("ideas:tasks", entry.edition.year)
    return form_page(request, "ideas/score.html", form, entry=entry)


def _juror(request: HttpRequest, edition: Edition) -> Juror:
    """Raises PermissionDenied for whoever is no juror of it."""
    row = (
        Juror.objects.select_related("user", "edition").filter(edition=edition, user=request.user.pk).first()
    )
    if row is None:
        raise PermissionDenied(_("Hanya juri lomba ini yang menilai."))
    return row


@requires(KEEP)
@require_POST
def close(request: HttpRequest, year: int) -> HttpResponse:
    """Open the scores and fix the ranks, or say what is missing."""
    must_keep(request)
    get_object_or_404(Edition, year=year)
    try:
        judging.close_jury(year=year, **by(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, _("Penilaian ditutup; peringkatnya terbuka untuk umum."))
    return redirect("ideas:entries", year)


@requires(KEEP)
def certify(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Issue a certificate; once it is there, the file."""
    must_keep(request)
    entry = get_object_or_404(Entry.objects.select_related("edition"), pk=entry_id)
    if request.method == "POST":
        try:
            row = certifying.certify(entry_id=entry_id, **by(request))
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
        else:
            messages.success(
                request, _("Sertifikat terbit dengan nomor %(number)s.") % {"number": row.number}
            )
        return redirect("ideas:entries", entry.edition.year)
    return pdf_response(get_object_or_404(Certificate, entry=entry))


@requires("public")
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a certificate."""
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = tried(form, lambda: _certified(request, form.cleaned_data["code"]))
        if row is not None:
            return redirect("ideas:certificate", row.check_code)
    return form_page(request, "ideas/check.html", form)


@requires("public")
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may know of a certificate: this is where its QR code leads. The name is masked."""
    try:
        row = _certified(request, code)
    except Refused as refusal:
        # A code that leads nowhere is asked for again.
        context = {"form": CertificateForm(initial={"code": code}), "error": said_refusal(refusal)}
        return render(request, "ideas/check.html", context, status=refusal.status)
    content: dict[str, Any] = row.content
    context = {
        "row": row,
        "content": content,
        "participant": masked_name(content["participant"]),
        "is_whole": certifying.digest_of(content) == row.digest,
    }
    return render(request, "ideas/certificate.html", context)


def _certified(request: HttpRequest, raw: str) -> Certificate:
    """Whoever guesses codes is stopped for a while. Raises TooOften, NotFound CERTIFICATE_UNKNOWN."""
    stop_spent(request, scope="certificate", limit=MOST_GUESSES)
    unknown = NotFound(
        "CERTIFICATE_UNKNOWN", "Tidak ada sertifikat dengan kode itu. Periksa lagi kodenya.", field="code"
    )
    try:
        code = normalize_tracking_code(raw, length=CODE_LENGTH)
    except Refused:
        raise unknown from None
    row = Certificate.objects.select_related("entry__edition").filter(check_code=code).first()
    if row is None:
        throttle(request, scope="certificate", limit=MOST_GUESSES, seconds=SECONDS)
        raise unknown
    return row
