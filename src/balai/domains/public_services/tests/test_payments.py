"""Money through the bank: batches, what the bank says of each line, money that nobody drew."""

from datetime import timedelta

import pytest

from balai.domains.public_services import queries
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.paying import (
    confirm_paid,
    lapse_payments,
    mark_returned,
    mark_sent,
    transfer_file,
)
from balai.domains.public_services.models import Application, PaymentLine
from balai.domains.public_services.tasks import take_back_payments
from balai.domains.public_services.testing import AMOUNT, GRANT, MONDAY, Town, make_document
from balai.engine.cases.models import Case
from balai.engine.ledger import public as ledger
from balai.foundation.errors import Conflict, Forbidden, Refused

LATER = MONDAY + timedelta(hours=1)
ACCOUNT = {"heir_bank": "Bank Rekaan", "heir_account": "0012345678"}


def approved(town: Town, **answers) -> Application:
    application = town.file(**ACCOUNT | answers)
    return move(application_id=application.pk, move="approve", by=town.by(town.verifier), at=LATER)


def batch(town: Town, **given):
    return transfer_file(service=GRANT, by=town.by(town.cashier), at=LATER, **given)


def step_of(application: Application) -> str:
    return Case.objects.get(pk=application.pk).step


def test_a_batch_holds_everybody_once(town: Town):
    first, second, cash = approved(town), approved(town), approved(town, heir_account="")
    assert (first.channel, cash.channel) == ("TRANSFER", "CASH")
    made = batch(town)
    assert {line.application_id for line in made.lines.all()} == {first.pk, second.pk}
    line = made.lines.first()
    assert (line.payee_name, line.payee_account, line.amount_rupiah) == (
        "Ahli Waris Contoh",
        "0012345678",
        AMOUNT,
    )
    with pytest.raises(Refused) as refusal:
        batch(town)
    assert refusal.value.code == "NOBODY_TO_PAY"
    with pytest.raises(Forbidden):
        transfer_file(service=GRANT, by=town.by(town.clerk), at=LATER)
    assert [(row.number, row.total_rupiah) for row in queries.batches(GRANT)] == [(2, 2 * AMOUNT)]


def test_what_the_bank_says(town: Town):
    first, second = approved(town), approved(town)
    made = batch(town)
    mark_sent(batch_id=made.pk, by=town.by(town.cashier), at=LATER)
    good, bad = made.lines.get(application=first), made.lines.get(application=second)
    confirm_paid(line_ids=[good.pk], by=town.by(town.cashier), at=LATER)
    confirm_paid(line_ids=[good.pk], by=town.by(town.cashier), at=LATER)
    mark_returned(line_id=bad.pk, reason="Nomor rekening keliru.", by=town.by(town.cashier), at=LATER)
    assert (step_of(first), step_of(second)) == ("PAID", "APPROVED")
    with pytest.raises(Conflict):
        confirm_paid(line_ids=[bad.pk], by=town.by(town.cashier), at=LATER)
    town.fund.refresh_from_db()
    assert (town.fund.balance_rupiah, town.fund.reserved_rupiah) == (9 * AMOUNT, AMOUNT)
    assert ledger.verify() == []
    assert batch(town).lines.get().application_id == second.pk


def test_who_approved_does_not_confirm(town: Town):
    application = approved(town)
    line = batch(town).lines.get()
    with pytest.raises(Forbidden):
        confirm_paid(line_ids=[line.pk], by=town.by(town.verifier), at=LATER)
    assert (step_of(application), PaymentLine.objects.get().state) == ("APPROVED", "PENDING")


def test_money_that_nobody_drew_goes_back(town: Town):
    application = approved(town)
    Application.objects.update(channel="VIRTUAL_ACCOUNT")
    line = batch(town, channel="VIRTUAL_ACCOUNT").lines.get()
    assert line.lapse_date == (LATER + timedelta(days=30)).date()
    assert lapse_payments(at=LATER + timedelta(days=30)) == 0
    assert lapse_payments(at=LATER + timedelta(days=31)) == 1
    assert lapse_payments(at=LATER + timedelta(days=31)) == 0
    assert step_of(application) == "REJECTED"
    town.fund.refresh_from_db()
    assert town.fund.available_rupiah == 10 * AMOUNT
    assert take_back_payments.call() == 0


def test_nothing_else_happens_while_the_bank_has_it(town: Town):
    """Neither cash on top nor a cancellation: the bank may have paid by now."""
    application = approved(town)
    line, cashier = batch(town).lines.get(), town.by(town.cashier)
    cash = {"channel": "CASH", "receipt": make_document()}
    for code, by, given in (
        ("pay", cashier, cash),
        ("cancel", town.by(town.verifier), {"text": "Salah orang."}),
    ):
        with pytest.raises(Refused) as refusal:
            move(application_id=application.pk, move=code, by=by, at=LATER, **given)
        assert refusal.value.code == "AT_THE_BANK"
    mark_returned(line_id=line.pk, reason="Rekening sudah ditutup.", by=cashier, at=LATER)
    move(application_id=application.pk, move="pay", by=cashier, at=LATER, **cash)
    assert step_of(application) == "PAID" and ledger.verify() == []
