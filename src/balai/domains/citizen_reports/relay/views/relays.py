"""Cases that were sent on: the list, what came apart, and the acts on each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.domains.citizen_reports.models_peers import Body, Relay
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.queries import tracked_report
from balai.domains.citizen_reports.relay import queries
from balai.domains.citizen_reports.relay.actions import relaying
from balai.domains.citizen_reports.relay.actions.reconciling import reconcile
from balai.domains.citizen_reports.relay.permissions import KEEP, RELAY, SEE
from balai.domains.citizen_reports.terms_peers import RelayState
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.foundation.text import whole_number
from balai.kits.http.throttle import throttle
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said_refusal

STATES = {"menunggu": [RelayState.WAITING], "terkirim": [RelayState.SENT]}


@requires(SEE)
@require_safe
def relays(request: HttpRequest) -> HttpResponse:
    """All relayed cases; `?keadaan=gagal` the dead letters."""
    chosen = request.GET.get("keadaan", "")
    if chosen == "gagal":
        rows = queries.dead_letters()
    elif chosen in STATES:
        rows = queries.relays().filter(state__in=STATES[chosen])
    else:
        chosen, rows = "", queries.relays()
    page = paged(request, rows)
    context = {
        "chosen": chosen,
        "rows": [(row, _number(row)) for row in page.rows],
        "dead": queries.dead_letters().count(),
        "may_retry": may(request.user, RELAY),
        **page.context,
    }
    return render(request, "citizen_reports/relay/list.html", context)


@requires(SEE)
@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """What comparisons found: open ones first, with their reasons."""
    page = paged(request, queries.differences())
    context = {
        "rows": [(row, _number(row.relay)) for row in page.rows],
        "open": queries.open_differences().count(),
        "bodies": Body.objects.filter(is_active=True).exclude(endpoint=""),
        "may_keep": may(request.user, KEEP),
        **page.context,
    }
    return render(request, "citizen_reports/relay/differences.html", context)


@requires(KEEP)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Compare with one body now."""
    body = Body.objects.filter(pk=whole_number(request.POST.get("body", "")), is_active=True).first()
    if body is None:
        raise Http404
    outcome = reconcile(body=body, by=actor_of(request), at=timezone.now())
    if outcome.away:
        messages.error(
            request,
            _("%(body)s tidak dapat dihubungi sekarang (%(code)s).")
            % {"body": body.name, "code": outcome.away},
        )
    else:
        counts = {"n": outcome.compared, "mended": outcome.mended, "left": outcome.left}
        messages.success(
            request, _("%(n)s laporan dibandingkan: %(mended)s dibereskan, %(left)s masih berbeda.") % counts
        )
    return redirect("relay:differences")


@requires(RELAY)
@require_POST
def send(request: HttpRequest, case_id: int) -> HttpResponse:
    """Send a case on to the body that was chosen."""
    body = whole_number(request.POST.get("body", "")) or 0
    reason = request.POST.get("reason", "")
    _told(
        request,
        lambda: relaying.relay_case(
            case_id=case_id, body_id=body, reason=reason, by=actor_of(request), at=timezone.now()
        ),
        _("Laporan akan dikirim. Anda tetap pemegangnya; jawaban mereka muncul di riwayat."),
    )
    return redirect("cases:case", case_id=case_id)


_ACTS = {"ulangi": relaying.retry_relay, "batalkan": relaying.cancel_relay}


@requires(RELAY)
@require_POST
def act(request: HttpRequest, relay_id: int, what: str) -> HttpResponse:
    """`ulangi` what was given up, or `batalkan` what has not gone."""
    row = Relay.objects.filter(pk=relay_id).first()
    if what not in _ACTS or row is None:
        raise Http404
    done = {"ulangi": _("Akan dicoba lagi."), "batalkan": _("Penerusan dibatalkan.")}
    _told(
        request, lambda: _ACTS[what](relay_id=relay_id, by=actor_of(request), at=timezone.now()), done[what]
    )
    back = request.POST.get("kembali") == "daftar" and may(request.user, SEE)
    return redirect("relay:list") if back else redirect("cases:case", case_id=row.case_id)


@requires("public")
@require_POST
def allow(request: HttpRequest, code: str, relay_id: int) -> HttpResponse:
    """The reporter lets a body have the contact; the code is the proof."""
    throttle(request, scope="respond", limit=30, seconds=600)
    report = tracked_report(normalize_tracking_code(code))
    _told(
        request,
        lambda: relaying.allow_contact(report=report, relay_id=relay_id, by=CITIZEN, at=timezone.now()),
        _("Kontak Anda kami teruskan kepada badan itu saja."),
    )
    return redirect("citizen_reports:tracked", code=report.case.tracking_code)


def _told(request: HttpRequest, do: Callable[[], object], thanks: str) -> None:
    """Do it; a refusal that is no matter of rights is said on the page that comes next."""
    try:
        do()
    except Refused as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, thanks)


def _number(relay: Relay) -> str:
    return format_number(relay.case_id, timezone.localtime(relay.case.opened_at).year)
