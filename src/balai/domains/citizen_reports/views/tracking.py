"""The reporter follows, adds to, confirms, contests or withdraws the own report, by its code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.domains.citizen_reports.actions.remarks import add_words, contest_report
from balai.domains.citizen_reports.alike.finding import find_alike, question_of
from balai.domains.citizen_reports.alike.joining import join
from balai.domains.citizen_reports.alike.showing import cards_of
from balai.domains.citizen_reports.families import shown
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import tracked_report
from balai.domains.citizen_reports.receipts import receipts_of
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.engine.cases import public as cases
from balai.engine.people.public import requires
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.words import said, said_refusal


@requires("public")
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a good one leads to the report."""
    raw = request.POST.get("code", "") if request.method == "POST" else ""
    if not raw:
        return render(request, "citizen_reports/track.html", {"code": "", "error": ""})
    try:
        report = _own(request, raw)
    except _Elsewhere as elsewhere:
        return redirect(elsewhere.url)
    except Refused as refusal:
        context = {"code": raw, "error": said_refusal(refusal)}
        return render(request, "citizen_reports/track.html", context, status=refusal.status)
    return redirect("citizen_reports:tracked", code=report.case.tracking_code)


@requires("public")
@never_cache
def tracked(request: HttpRequest, code: str) -> HttpResponse:
    """The reporter's own page."""
    try:
        report = _own(request, code)
    except _Elsewhere as elsewhere:
        return redirect(elsewhere.url)
    except Refused as refusal:
        context = {"code": code, "error": said_refusal(refusal)}
        return render(request, "citizen_reports/track.html", context, status=refusal.status)
    return _page(request, report)


@requires("public")
@never_cache
@require_POST
def respond(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """One act of the reporter: `konfirmasi`, `sanggah`, `tambah`, `gabung`, `pisah` or `tarik`."""
    if what not in _ACTS:
        raise Http404
    act, thanks = _ACTS[what]
    try:
        report = _own(request, code)
    except _Elsewhere as elsewhere:
        return redirect(elsewhere.url)
    except Refused as refusal:
        context = {"code": code, "error": said_refusal(refusal)}
        return render(request, "citizen_reports/track.html", context, status=refusal.status)
    try:
        throttle(request, scope="respond", limit=30, seconds=600)
        act(request, report)
    except Refused as refusal:
        return _page(request, report, error=said_refusal(refusal), open_form=what, status=refusal.status)
    messages.success(request, said(thanks))
    return redirect("citizen_reports:tracked", code=code)


def _confirm(request: HttpRequest, report: Report) -> None:
    rating = request.POST.get("rating", "")
    stars = int(rating) if rating in {"1", "2", "3", "4", "5"} else None
    cases.confirm(case_id=report.pk, by=CITIZEN, at=timezone.now(), rating=stars)


def _contest(request: HttpRequest, report: Report) -> None:
    contest_report(report=report, text=request.POST.get("text", ""), by=CITIZEN, at=timezone.now())


def _add(request: HttpRequest, report: Report) -> None:
    add_words(report=report, text=request.POST.get("text", ""), by=CITIZEN, at=timezone.now())


def _join(request: HttpRequest, report: Report) -> None:
    join(report=report, number=request.POST.get("into", "")[:40], by=CITIZEN, at=timezone.now())


def _separate(request: HttpRequest, report: Report) -> None:
    cases.unmerge(case_id=report.pk, by=CITIZEN, at=timezone.now())


def _withdraw(request: HttpRequest, report: Report) -> None:
    cases.withdraw(case_id=report.pk, by=CITIZEN, at=timezone.now())


_ACTS = {
    "konfirmasi": (
        _confirm,
        gettext_noop("Terima kasih. Laporan ini tercatat selesai menurut Anda sendiri."),
    ),
    "sanggah": (
        _contest,
        gettext_noop("Sanggahan tercatat. Laporan kembali ke instansi yang sama dan tenggatnya tetap."),
    ),
    "tambah": (_add, gettext_noop("Keterangan tambahan tercatat.")),
    "gabung": (
        _join,
        gettext_noop(
            "Terima kasih. Laporan Anda ditangani bersama laporan itu; setiap kabarnya sampai kepada Anda."
        ),
    ),
    "pisah": (
        _separate,
        gettext_noop("Laporan Anda berdiri sendiri lagi, dengan janji dan pemegangnya sendiri."),
    ),
    "tarik": (_withdraw, gettext_noop("Laporan Anda tarik. Terima kasih sudah memberi tahu.")),
}


def own_report(request: HttpRequest, code: str) -> Report:
    """The report of a tracking code; a code of another kind of case is refused. Raises Refused, NotFound."""
    try:
        return _own(request, code)
    except _Elsewhere:
        raise NotFound("REPORT_UNKNOWN", "Kode ini bukan kode laporan.", field="code") from None


class _Elsewhere(Exception):
    """The code is right, and belongs to another kind of case; `url` is its page."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def _other_page(code: str) -> str:
    """The page of a case that is no report, for whoever has its code; "" when nobody has.

    What a kind adds after the question mark is a secret of the one who filed: the code alone does not give it away.
    """
    case = cases.Case.objects.filter(tracking_code=code).first()
    return cases.kind_of(case).reporter_url(case).partition("?")[0] if case else ""


def _own(request: HttpRequest, code: str) -> Report:
    """The report of a code. Well-formed codes that nobody has are counted: who guesses is stopped for a while.

    A slip of the pen is found by the check character and costs nothing.
    """
    wanted = normalize_tracking_code(code)
    stop_spent(request, scope="track", limit=MOST_GUESSES)
    try:
        return tracked_report(wanted)
    except Refused:
        if url := _other_page(wanted):
            raise _Elsewhere(url) from None
        throttle(request, scope="track", limit=MOST_GUESSES, seconds=600)
        raise


def _page(
    request: HttpRequest, report: Report, *, error: str = "", open_form: str = "", status: int = 200
) -> HttpResponse:
    own, is_new = report.case, "baru" in request.GET
    # What is done about a report under a head is done there; the code and the words are the reporter's own.
    seen = shown(report)
    case, thread = seen.case, seen.thread
    link = request.build_absolute_uri(reverse("citizen_reports:tracked", args=[own.tracking_code]))
    voices = cases.voices(case, thread)
    has_spoken = own.pk in voices.members
    may_react = case.state in {"ANSWERED", "SOLVED", "LAPSED"} or (
        case is not own and case.state == "CONFIRMED"
    )
    context = {
        "report": report,
        "case": case,
        "code": own.tracking_code,
        "in_family": voices.reporters > 1,
        "voices": voices,
        "has_spoken": has_spoken,
        "own_due": own.citizen_due_at,
        "alike": _alike(report) if is_new else [],
        "is_member": case is not own,
        "head_url": seen.head_url,
        "number": number_of(report),
        "photos": cases.photos_of([own], public_only=True).get(own.pk, []),
        "thread": thread,
        "receipts": receipts_of(report),
        "is_new": is_new,
        # The browser forgets what it kept of the form.
        "draft_done": "lapor" if is_new else "",
        "link": link,
        "may_react": may_react and not has_spoken,
        "may_add": case.state not in {"CLOSED", "WITHDRAWN", "CONFIRMED"},
        "may_withdraw": case.state in cases.OPEN_STATES,
        "error": error,
        "open_form": open_form,
        "typed": request.POST.get("text", ""),
        "title": _("Laporan %(code)s") % {"code": own.tracking_code},
    }
    return render(request, "citizen_reports/tracked.html", context, status=status)


def _alike(report: Report) -> list[dict]:
    """Earlier reports that may be the same, asked once on the receipt; the form asks too where scripts run."""
    if not report.is_public or report.case.head_id or report.case.members:
        return []
    found = find_alike(question_of(report))
    return [card for card in cards_of(found) if card["case"].opened_at <= report.case.opened_at]
