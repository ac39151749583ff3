"""Paying out: cash at the office with a signed receipt, or a file for the bank and what the bank said of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from balai.domains.public_services import permissions, queries
from balai.domains.public_services.actions.paying import (
    confirm_paid,
    mark_returned,
    mark_sent,
    transfer_file,
)
from balai.domains.public_services.models import PaymentBatch
from balai.domains.public_services.queries.money_views import (
    fund_of,
    paid_today,
    served_forecast,
    to_pay_in_cash,
)
from balai.domains.public_services.rules.channels import channels_of, is_in_batches
from balai.domains.public_services.terms import CHANNEL_LABELS
from balai.domains.public_services.views.workspace import MOST_COUNTED
from balai.domains.public_services.wording import said_reason, told
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number
from balai.kits.crypto import mask
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

PAY = "services.pay"
MOST_ROWS = 100
_TITLES = [
    gettext_noop("Nomor"), gettext_noop("Nama penerima"), gettext_noop("Bank"), gettext_noop("Nomor rekening"),
    gettext_noop("Rupiah"), gettext_noop("Berlaku sampai"),
]  # fmt: skip


@requires(PAY)
@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """What is to be paid in cash, what goes through the bank, what left today and what is left of the fund."""
    by, now = actor_of(request), timezone.now()
    offered = _services_of(by, now)
    pack = _chosen(offered, request.GET.get("layanan", ""))
    if pack is None:
        return render(request, "public_services/officer/payments.html", {"offered": []})
    fund = fund_of(pack, at=now)
    cash = to_pay_in_cash(pack.id)
    context = {
        "now": now,
        "pack": pack,
        "offered": offered,
        "fund": fund,
        "today": paid_today(fund, at=now),
        "forecast": served_forecast(pack, fund, at=now),
        "cash": [{"row": row, "move": _pay_move(row)} for row in cash[:MOST_ROWS]],
        "cash_count": cash.order_by()[:MOST_COUNTED].count(),
        "banked": _banked(pack, now),
        "batches": queries.batches(pack.id)[:20],
        "may_batch": _may_batch(by, pack, now),
    }
    return render(request, "public_services/officer/payments.html", context)


@requires(PAY)
@require_POST
def make_batch(request: HttpRequest) -> HttpResponse:
    """A file for the bank with everybody who waits to be paid that way."""
    service, channel = request.POST.get("layanan", "")[:60], request.POST.get("channel", "")[:20]
    try:
        batch = transfer_file(service=service, channel=channel, by=actor_of(request), at=timezone.now())
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Refused as refusal:
        messages.error(request, said_reason(refusal))
        return redirect("public_services:payments")
    return redirect("public_services:batch", batch_id=batch.pk)


@requires(PAY)
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One file: its lines, and what the bank said of each. Marking twice changes nothing."""
    by, now = actor_of(request), timezone.now()
    found = _batch(batch_id, by)
    if request.method == "POST":
        try:
            _mark(request, found, by, now)
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            messages.error(request, said_reason(refusal))
        return redirect("public_services:batch", batch_id=batch_id)
    rows = found.lines.select_related("application__case").order_by("pk")
    context = {
        "now": now,
        "batch": found,
        "channel": said(CHANNEL_LABELS.get(found.channel, "")),
        "service": told(packs.current(found.service).name),
        "rows": [{"line": line, "account": mask(line.payee_account)} for line in rows],
        "total": sum(line.amount_rupiah for line in rows),
        "may_batch": permissions.may_pay(by, found.agency_id),
        "states": {"PENDING": "warn", "PAID": "ok", "RETURNED": "late", "LAPSED": "muted"},
    }
    return render(request, "public_services/officer/batch.html", context)


@requires(PAY)
@require_POST
def batch_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The file itself, with full account numbers; taking it is noted as given to the bank."""
    by, now = actor_of(request), timezone.now()
    found = _batch(batch_id, by)
    try:
        mark_sent(batch_id=found.pk, by=by, at=now)
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    rows = found.lines.exclude(state="RETURNED").order_by("pk")
    sheet = Sheet("Transfer", [said(title) for title in _TITLES], _cells(rows), money=frozenset({4}))
    return excel_response(f"transfer-{found.pk}", sheet)


def _mark(request: HttpRequest, found: PaymentBatch, by: Actor, now: datetime) -> None:
    own = set(found.lines.values_list("pk", flat=True))
    if raw := request.POST.get("returned", ""):
        line = whole_number(raw)
        if line not in own:
            raise Http404
        mark_returned(line_id=line, reason=request.POST.get(f"reason-{line}", ""), by=by, at=now)
        messages.success(request, _("Dicatat: dikembalikan bank. Ikut berkas berikutnya setelah diperbaiki."))
        return
    chosen = [key for key in map(whole_number, request.POST.getlist("line")) if key in own]
    if not chosen:
        raise Refused("CHOICE_MISSING", "Tandai dahulu baris yang sudah dibayar bank.")
    paid = confirm_paid(line_ids=[key for key in chosen if key is not None], by=by, at=now)
    messages.success(request, _("%(number)d pembayaran dicatat.") % {"number": len(paid)})


def _batch(batch_id: int, by: Actor) -> PaymentBatch:
    return get_object_or_404(PaymentBatch, pk=batch_id, agency_id=by.opd_id)


def _services_of(by: Actor, now: datetime) -> list[Pack]:
    """The services with money of the officer's own agency."""
    found = []
    for view in packs.services(open_only=False):
        if view.pack.money is None:
            continue
        agency = permissions.agency_of(view.pack, queries.resolved(view.pack, now))
        if agency is not None and agency.pk == by.opd_id:
            found.append(view.pack)
    return found


def _chosen(offered: Sequence[Pack], service: str) -> Pack | None:
    return next((pack for pack in offered if pack.id == service), offered[0] if offered else None)


def _may_batch(by: Actor, pack: Pack, now: datetime) -> bool:
    agency = permissions.agency_of(pack, queries.resolved(pack, now))
    return agency is not None and permissions.may_pay(by, agency.pk)


def _banked(pack: Pack, now: datetime) -> list[dict[str, Any]]:
    """Per way through the bank: how many wait for a file."""
    ways = [code for code in channels_of(pack, queries.resolved(pack, now)) if is_in_batches(code)]
    return [
        {
            "code": code,
            "label": said(CHANNEL_LABELS[code]),
            "count": queries.to_transfer(pack.id, code).order_by()[:MOST_COUNTED].count(),
        }
        for code in ways
    ]


def _pay_move(row: Any) -> str:
    flow = packs.pack_of(row.pack_version_id).flow
    found = (one.code for one in flow.moves if row.case.step in one.sources and "PAY" in one.effects)
    return next(found, "")


def _cells(rows: Any) -> Iterator[Sequence[Any]]:
    for line in rows.iterator(chunk_size=500):
        yield [
            f"LAYANAN-{line.application_id}", line.payee_name, line.payee_bank, line.payee_account,
            line.amount_rupiah, line.lapse_date,
        ]  # fmt: skip
