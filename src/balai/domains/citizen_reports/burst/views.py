"""The banner's one tap, and the officer's page of bursts."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.citizen_reports.burst.noticing import end_burst
from balai.domains.citizen_reports.burst.showing import bursts_now, cases_of
from balai.domains.citizen_reports.burst.supporting import support_burst
from balai.domains.citizen_reports.models_burst import Burst
from balai.engine.cases import public as cases
from balai.engine.people.public import Role, actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text
from balai.kits.http.device import supporter_of
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import said_refusal

# One address block: a village behind one mobile gateway still gets through, a script does not get far.
MOST_SUPPORTS, SECONDS = 120, 600


@requires("public")
@require_POST
def support(request: HttpRequest, burst_id: int) -> HttpResponse:
    """Count this device for a burst; nothing is asked of whoever holds it."""
    response = redirect("citizen_reports:home")
    who = supporter_of(request, response)
    try:
        throttle(request, scope="burst-support", limit=MOST_SUPPORTS, seconds=SECONDS)
        is_new = support_burst(burst_id=burst_id, device=who, by=actor_of(request), at=timezone.now())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        return response
    messages.success(
        request,
        _("Tercatat. Anda tidak perlu menulis laporan lagi.")
        if is_new
        else _("Perangkat ini sudah tercatat."),
    )
    return response


@requires("cases.see")
def desk(request: HttpRequest) -> HttpResponse:
    """The bursts that are on, each with the open cases of this officer."""
    now, by = timezone.now(), actor_of(request)
    rows = [
        {"burst": burst, "cases": (own := cases_of(burst, by)), "may_end": _may_end(by, own)}
        for burst in bursts_now(at=now, most=50)
    ]
    unsent = request.session.pop("burst_unsent", None)
    context = {
        "unsent": unsent,
        "rows": rows,
        "now": now,
        "may_work": by.role in _WORKERS,
    }
    return render(request, "citizen_reports/burst/desk.html", context)


@requires("cases.work")
@require_POST
def act(request: HttpRequest, burst_id: int, what: str) -> HttpResponse:
    """`satukan`, `jawab` or `akhiri`: everything of a burst at once, each case an act of its own."""
    burst = Burst.objects.filter(pk=burst_id).first()
    if burst is None or what not in _ACTS:
        raise Http404
    try:
        messages.success(request, _ACTS[what](request, burst))
    except Refused as refusal:
        messages.error(request, refusal.message)
        if request.POST.get("text"):
            request.session["burst_unsent"] = [burst.pk, request.POST["text"][:4000]]
    return redirect("citizen_reports:bursts")


def _merge(request: HttpRequest, burst: Burst) -> str:
    by, at = actor_of(request), timezone.now()
    head, *others = cases_of(burst, by) or [None]
    done = sum(
        _done(lambda case=case: cases.merge(case_id=case.pk, into_id=head.pk, by=by, at=at))
        for case in others
    )
    return f"{done} laporan disatukan dengan yang pertama."


def _answer(request: HttpRequest, burst: Burst) -> str:
    by, at = actor_of(request), timezone.now()
    text = clean_text(request.POST.get("text", ""), field="text", label="Jawaban", minimum=3, maximum=4000)
    open_ones = cases_of(burst, by)
    done = sum(
        _done(lambda case=case: cases.reply(case_id=case.pk, text=text, is_final=False, by=by, at=at))
        for case in open_ones
    )
    return f"Jawaban terkirim untuk {done} kasus; semua pelapornya diberi tahu satu kali."


def _end(request: HttpRequest, burst: Burst) -> str:
    by = actor_of(request)
    if not _may_end(by, cases_of(burst, by)):
        raise Forbidden(
            "NOT_YOURS", "Hanya koordinator dan admin instansi pemegang yang dapat mengakhirinya."
        )
    end_burst(burst_id=burst.pk, by=by, at=timezone.now())
    return "Diakhiri. Laporan dan janjinya tetap seperti semula."


def _may_end(by: Actor, own: Sequence[cases.Case]) -> bool:
    """The coordinator, and admins of an agency that has to work on it."""
    return by.role == Role.COORDINATOR or (by.role == Role.OPD_ADMIN and bool(own))


def _done(one) -> bool:  # type: ignore[no-untyped-def]
    try:
        one()
    except Refused:
        return False
    return True


_ACTS = {"satukan": _merge, "jawab": _answer, "akhiri": _end}
_WORKERS = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR})
