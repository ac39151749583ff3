"""Money under real concurrency: whatever the order, nothing is overdrawn and nothing is paid twice."""

from random import Random

import pytest

from balai.engine.ledger import public as ledger
from balai.engine.ledger.models import Account, Entry, Reservation
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, Refused
from balai.kits.testing.threads import at_once, shared_database

from .factories import NOON, make_fund

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DONE = {"by": SYSTEM, "at": NOON}
MILLION = 1_000_000


def claim(fund_id: int, number: int) -> str:
    """One claim: promise, then pay; says how it ended."""
    try:
        held = ledger.reserve(
            account_id=fund_id, amount_rupiah=MILLION, reference=("claim", number), key=f"r{number}", **DONE
        )
    except Refused as refusal:
        return refusal.code
    ledger.pay(reservation_id=held.pk, description="Santunan rekaan", key=f"p{number}", **DONE)
    return "PAID"


def test_five_hundred_claims_on_the_last_ten_million_pay_exactly_ten():
    fund = make_fund(10 * MILLION)
    workers, each = 10, 50

    def work(first: int) -> list[str]:
        return [claim(fund.pk, number) for number in range(first, first + each)]

    with shared_database():
        outcomes = at_once(*[lambda first=n * each: work(first) for n in range(workers)])
        ((rows, balance, paid, faults),) = at_once(
            lambda: (
                Reservation.objects.count(),
                Account.objects.get(pk=fund.pk),
                ledger.account("R.5.3.01", year=2026).balance_rupiah,
                ledger.verify(),
            )
        )
    said = [outcome for batch in outcomes for outcome in batch]
    assert len(said) == 500
    assert (said.count("PAID"), said.count("FUNDS_SHORT")) == (10, 490)
    assert (rows, balance.balance_rupiah, balance.reserved_rupiah, paid) == (10, 0, 0, 10 * MILLION)
    assert faults == []


def test_one_promise_is_paid_or_released_never_both():
    fund = make_fund(8 * MILLION)
    held = [
        ledger.reserve(
            account_id=fund.pk, amount_rupiah=MILLION, reference=("claim", n), key=f"r{n}", **DONE
        ).pk
        for n in range(8)
    ]

    def pay(number: int) -> str:
        try:
            ledger.pay(reservation_id=held[number], description="x", key=f"p{number}", **DONE)
            return "PAID"
        except Conflict:
            return "TOO_LATE"

    def release(number: int) -> str:
        try:
            ledger.release(reservation_id=held[number], **DONE)
            return "RELEASED"
        except Conflict:
            return "TOO_LATE"

    with shared_database():
        for number in range(8):
            outcome = sorted(at_once(*[lambda n=number: pay(n)] * 2, *[lambda n=number: release(n)] * 2))
            assert outcome in (
                ["PAID", "PAID", "TOO_LATE", "TOO_LATE"],
                ["RELEASED", "RELEASED", "TOO_LATE", "TOO_LATE"],
            )
        (faults,) = at_once(ledger.verify)
    assert faults == []


def test_the_same_key_in_the_same_instant_is_one_reservation():
    fund = make_fund(5 * MILLION)

    def take() -> int:
        claim = {"reference": ("claim", 1), "key": "satu", **DONE}
        return ledger.reserve(account_id=fund.pk, amount_rupiah=MILLION, **claim).pk

    with shared_database():
        assert len(set(at_once(take, take, take, take))) == 1
        ((account, faults),) = at_once(lambda: (Account.objects.get(pk=fund.pk), ledger.verify()))
    assert account.reserved_rupiah == MILLION and faults == []


def test_random_interleavings_keep_every_rupiah():
    """Budgets grow and shrink while claims are promised, paid and released; the sums always agree."""
    fund = make_fund(6 * MILLION)

    def work(seed: int) -> None:
        random, mine = Random(seed), []
        for step in range(25):
            key = f"{seed}:{step}"
            try:
                match random.randrange(5):
                    case 0 | 1:
                        mine.append(
                            ledger.reserve(
                                account_id=fund.pk, amount_rupiah=random.randrange(1, MILLION), reference=("c", key), key=key, **DONE
                            ).pk
                        )  # fmt: skip
                    case 2 if mine:
                        ledger.pay(reservation_id=random.choice(mine), description="x", key=key, **DONE)
                    case 3 if mine:
                        ledger.release(reservation_id=random.choice(mine), **DONE)
                    case _:
                        amount = random.randrange(-MILLION, MILLION)
                        ledger.allocate(
                            account_id=fund.pk, amount_rupiah=amount, description="x", key=key, **DONE
                        )
            except Refused:
                continue

    with shared_database():
        failures = at_once(*[lambda seed=n: work(seed) for n in range(6)])
        ((faults, total, entries),) = at_once(
            lambda: (
                ledger.verify(),
                sum(row.balance_rupiah for row in ledger.trial_balance(2026)),
                Entry.objects.count(),
            )
        )
    assert failures == [None] * 6
    assert faults == [] and total == 0 and entries > 20
