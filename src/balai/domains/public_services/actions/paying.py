"""Money that goes through a bank: batches, what the bank says of each line, and money that nobody drew."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services import permissions
from balai.domains.public_services.actions.moving import carry_out, follow_automatic, take
from balai.domains.public_services.actions.preparing import Given, open_now
from balai.domains.public_services.models import Application, PaymentBatch, PaymentLine
from balai.domains.public_services.queries import lines_due, resolved, to_transfer
from balai.domains.public_services.rules.flows import with_effect
from balai.domains.public_services.terms import (
    BATCH_MADE,
    BATCH_SENT,
    LINE_RETURNED,
    TRANSFER,
    VIRTUAL_ACCOUNT,
)
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

MOST_LINES = 2_000


@transaction.atomic
def transfer_file(*, service: str, by: Actor, at: datetime, channel: str = TRANSFER) -> PaymentBatch:
    """A batch of everybody with money promised who is paid that way and stands in no other; at most 2,000 lines.

    Raises Forbidden NOT_YOURS; Refused NOBODY_TO_PAY; NotFound SERVICE_UNKNOWN.
    """
    pack = packs.current(service)
    agency = permissions.agency_of(pack, resolved(pack, at))
    if agency is None or not permissions.may_pay(by, agency.pk):
        raise Forbidden("NOT_YOURS", "Hanya admin instansi pelaksana yang membuat berkas transfer.")
    chosen = list(to_transfer(service, channel)[:MOST_LINES])
    if not chosen:
        raise Refused("NOBODY_TO_PAY", "Tidak ada yang menunggu dibayar lewat bank.")
    batch = PaymentBatch.objects.create(
        service=service, channel=channel, agency=agency, created_at=at, created_by_id=by.user_id
    )
    lines = [_line(batch, application, at=at) for application in chosen]
    # Somebody else may be making a batch: each application is in one living line, the others are left out.
    PaymentLine.objects.bulk_create(lines, ignore_conflicts=True)
    made = batch.lines.count()
    if not made:
        raise Refused("NOBODY_TO_PAY", "Tidak ada yang menunggu dibayar lewat bank.")
    data = {"service": service, "channel": channel, "lines": made}
    journal.append(code=BATCH_MADE, subject=("payment_batch", batch.pk), by=by, at=at, data=data)
    return batch


@transaction.atomic
def mark_sent(*, batch_id: int, by: Actor, at: datetime) -> PaymentBatch:
    """The bank has the file; a second time changes nothing. Raises NotFound BATCH_UNKNOWN; Forbidden NOT_YOURS."""
    batch = _batch(batch_id, by)
    if PaymentBatch.objects.filter(pk=batch_id, sent_at=None).update(sent_at=at):
        batch.sent_at = at
        journal.append(code=BATCH_SENT, subject=("payment_batch", batch.pk), by=by, at=at)
    return batch


def confirm_paid(*, line_ids: Iterable[int], by: Actor, at: datetime) -> list[PaymentLine]:
    """The bank paid these lines: each becomes a payment in the ledger, in a transaction of its own; confirmed twice
    is paid once. Raises NotFound LINE_UNKNOWN; Conflict LINE_SETTLED; Forbidden NOT_YOURS (also who approved)."""
    return [_confirm(pk, by=by, at=at) for pk in line_ids]


@transaction.atomic
def mark_returned(*, line_id: int, reason: str, by: Actor, at: datetime) -> PaymentLine:
    """The bank sent the money back, such as for a wrong account number: the promise stays, the next batch may have
    it. Raises NotFound LINE_UNKNOWN; Conflict LINE_SETTLED; Forbidden NOT_YOURS; Refused TEXT_…"""
    line = _line_of(line_id)
    _batch(line.batch_id, by)
    reason = clean_text(reason, field="reason", label="Alasan bank", minimum=3, maximum=200)
    _settle(line, "RETURNED", at=at, reason=reason)
    data = {"application": line.application_id}
    journal.append(code=LINE_RETURNED, subject=("payment_line", line.pk), by=by, at=at, data=data)
    return line


def lapse_payments(*, at: datetime) -> int:
    """Money on virtual accounts that nobody drew in time goes back to the fund; how many."""
    due = list(lines_due(timezone.localdate(at)).values_list("pk", flat=True)[:MOST_LINES])
    return sum(_lapse(pk, at=at) for pk in due)


@transaction.atomic
def _confirm(pk: int, *, by: Actor, at: datetime) -> PaymentLine:
    line = _line_of(pk)
    if line.state == "PAID":
        return line
    application = Application.objects.select_related("case").get(pk=line.application_id)
    pack = packs.pack_of(application.pack_version_id)
    rule = with_effect(pack.flow, application.case.step, "PAY")
    if rule is None:
        raise Conflict("CASE_MOVED", "Keadaan permohonan ini sudah berubah. Muat ulang lalu periksa lagi.")
    _settle(line, "PAID", at=at)
    carry_out(application.pk, rule.code, Given(is_settled=True, channel=line.batch.channel), by=by, at=at)
    return line


@transaction.atomic
def _lapse(pk: int, *, at: datetime) -> bool:
    line = _line_of(pk)
    if line.state != "PENDING":
        return False
    case = cases.locked(line.application_id)
    application = Application.objects.get(pk=line.application_id)
    pack = packs.pack_of(application.pack_version_id)
    _settle(line, "LAPSED", at=at)
    rule = next((one for one in open_now(application, pack, case) if _gives_back(one.effects)), None)
    if rule is None:
        raise Refused("MOVE_UNKNOWN", "Alur layanan ini tidak mengembalikan uang yang tidak diambil.")
    take(
        application, pack, case, rule, Given(text="Uang tidak diambil sampai batas waktu."), by=SYSTEM, at=at
    )
    follow_automatic(application, pack, case, at=at)
    return True


def _gives_back(of: tuple[str, ...]) -> bool:
    return "RELEASE" in of


def _line(batch: PaymentBatch, application: Application, *, at: datetime) -> PaymentLine:
    pack = packs.pack_of(application.pack_version_id)
    payee, answers = payee_of(pack), json.loads(application.answers)
    days = application.values.get("lapse_days")
    lapses = batch.channel == VIRTUAL_ACCOUNT and days
    return PaymentLine(
        batch=batch,
        application=application,
        amount_rupiah=application.amount_rupiah,
        payee_name=str(answers.get(payee.get("name", "")) or ""),
        payee_bank=str(answers.get(payee.get("bank", "")) or "")[:80],
        payee_account=str(answers.get(payee.get("account", "")) or ""),
        lapse_date=timezone.localdate(at) + timedelta(days=int(days)) if lapses else None,
    )


def payee_of(pack: Pack) -> dict[str, str]:
    """Which answers name the payee, the bank and the account."""
    return dict(pack.money.payee) if pack.money else {}


def _line_of(pk: int) -> PaymentLine:
    found = PaymentLine.objects.select_for_update(of=("self",)).select_related("batch").filter(pk=pk).first()
    if found is None:
        raise NotFound("LINE_UNKNOWN", "Baris pembayaran tidak ditemukan.")
    return found


def _settle(line: PaymentLine, state: str, *, at: datetime, reason: str = "") -> None:
    """What the bank said, once."""
    if line.state != "PENDING":
        raise Conflict("LINE_SETTLED", "Baris ini sudah ditandai.")
    line.state, line.settled_at, line.reason = state, at, reason
    line.save(update_fields=["state", "settled_at", "reason"])


def _batch(pk: int, by: Actor) -> PaymentBatch:
    found = PaymentBatch.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("BATCH_UNKNOWN", "Berkas transfer tidak ditemukan.")
    if not permissions.may_pay(by, found.agency_id):
        raise Forbidden("NOT_YOURS", "Hanya admin instansi pelaksana yang mencatat hasil bank.")
    return found
