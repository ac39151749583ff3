"""Every act on money: its result, its refusals, its place in the journal, and nothing left behind on failure."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from balai.engine.journal import public as journal
from balai.engine.ledger import public as ledger
from balai.engine.ledger.models import Account, Entry, EntryLine, Reservation
from balai.engine.ledger.public import Line
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, NotFound, Refused

from .factories import NOON, YEAR, make_fund

pytestmark = pytest.mark.django_db
DONE = {"by": SYSTEM, "at": NOON}
CLAIM = ("application", 7)


def figures(fund: Account) -> tuple[int, int, int]:
    """Balance, reserved, paid out."""
    fund.refresh_from_db()
    paid = ledger.account("R." + fund.code, year=YEAR).balance_rupiah
    return fund.balance_rupiah, fund.reserved_rupiah, paid


def test_a_budget_is_promised_and_paid():
    fund = make_fund(3_000_000)
    held = ledger.reserve(account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key="a", **DONE)
    assert figures(fund) == (3_000_000, 1_000_000, 0)
    entry = ledger.pay(reservation_id=held.pk, description="Santunan rekaan", key="bayar:a", **DONE)
    assert figures(fund) == (2_000_000, 0, 1_000_000)
    assert (entry.reference_kind, entry.reference_id) == ("application", "7")
    assert sum(line.amount_rupiah for line in entry.lines.all()) == 0
    codes = [row.code for row in journal.history(subject=("ledger", entry.pk))]
    assert codes == ["LEDGER_POSTED"]
    assert ledger.verify() == []


def test_everything_happens_once_per_key():
    fund = make_fund(5_000_000)
    first, again = (
        ledger.reserve(account_id=fund.pk, amount_rupiah=2_000_000, reference=CLAIM, key="sama", **DONE)
        for _ in range(2)
    )
    assert first.pk == again.pk and figures(fund) == (5_000_000, 2_000_000, 0)
    paid = [ledger.pay(reservation_id=first.pk, description="x", key="p", **DONE).pk for _ in range(2)]
    assert paid[0] == paid[1] and figures(fund) == (3_000_000, 0, 2_000_000)
    for _ in range(2):
        ledger.allocate(account_id=fund.pk, amount_rupiah=1, description="Tambah", key="tambah", **DONE)
    assert figures(fund) == (3_000_001, 0, 2_000_000)


def test_what_is_not_there_cannot_be_promised():
    fund = make_fund(1_500_000)
    ledger.reserve(account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key="a", **DONE)
    with pytest.raises(Refused) as refusal:
        ledger.reserve(account_id=fund.pk, amount_rupiah=500_001, reference=CLAIM, key="b", **DONE)
    assert refusal.value.code == "FUNDS_SHORT"
    assert figures(fund) == (1_500_000, 1_000_000, 0)
    assert Reservation.objects.count() == 1


def test_a_budget_is_not_cut_below_what_is_promised():
    fund = make_fund(1_500_000)
    ledger.reserve(account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key="a", **DONE)
    with pytest.raises(Refused) as refusal:
        ledger.allocate(account_id=fund.pk, amount_rupiah=-500_001, description="Potong", key="p", **DONE)
    assert refusal.value.code == "LEDGER_OVERDRAWN"
    ledger.allocate(account_id=fund.pk, amount_rupiah=-500_000, description="Potong", key="p", **DONE)
    assert figures(fund) == (1_000_000, 1_000_000, 0)
    assert ledger.verify() == []


def test_released_money_is_free_again_once():
    fund = make_fund(1_000_000)
    held = ledger.reserve(account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key="a", **DONE)
    for _ in range(2):
        ledger.release(reservation_id=held.pk, **DONE)
    assert figures(fund) == (1_000_000, 0, 0)
    with pytest.raises(Conflict) as refusal:
        ledger.pay(reservation_id=held.pk, description="x", key="p", **DONE)
    assert refusal.value.code == "RESERVATION_RELEASED"


def test_paid_money_does_not_come_back():
    fund = make_fund(1_000_000)
    held = ledger.reserve(account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key="a", **DONE)
    ledger.pay(reservation_id=held.pk, description="x", key="p", **DONE)
    with pytest.raises(Conflict):
        ledger.release(reservation_id=held.pk, **DONE)
    assert figures(fund) == (0, 0, 1_000_000)


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ([5, -4], "LEDGER_UNBALANCED"),
        ([5], "LEDGER_UNBALANCED"),
        ([], "LEDGER_UNBALANCED"),
        ([0, 0], "LEDGER_UNBALANCED"),
        ([1.5, -1.5], "LEDGER_AMOUNT_INVALID"),
        ([True, -1], "LEDGER_AMOUNT_INVALID"),
        ([10**16, -(10**16)], "LEDGER_AMOUNT_INVALID"),
    ],
)
def test_what_does_not_balance_is_not_posted(amounts, code):
    fund = make_fund(100)
    ids = [fund.pk, ledger.account("APBD", year=YEAR).pk]
    before = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        ledger.post(
            lines=[Line(account, amount) for account, amount in zip(ids, amounts, strict=False)],
            description="x", key="k", **DONE,
        )  # fmt: skip
    assert refusal.value.code == code
    assert Entry.objects.count() == before


@pytest.mark.parametrize("amount", [0, -1, 1.0, 10**16])
def test_only_whole_positive_rupiah_are_promised(amount):
    fund = make_fund(100)
    with pytest.raises(Refused) as refusal:
        ledger.reserve(account_id=fund.pk, amount_rupiah=amount, reference=CLAIM, key="a", **DONE)
    assert refusal.value.code == "LEDGER_AMOUNT_INVALID"


def test_nothing_is_promised_from_a_group_or_a_source():
    make_fund(100)
    for code in ("5.3", "APBD", "R.5.3.01"):
        with pytest.raises(Refused):
            ledger.reserve(
                account_id=ledger.account(code, year=YEAR).pk,
                amount_rupiah=1,
                reference=CLAIM,
                key=code,
                **DONE,
            )


def test_accounts_open_once_and_below_groups_only():
    fund = make_fund()
    assert ledger.open_account(code=fund.code, name="Lain", year=YEAR, kind="FUND", **DONE).pk == fund.pk
    with pytest.raises(Refused) as refusal:
        ledger.open_account(code="5.3.01.1", name="Bawahan", year=YEAR, kind="FUND", parent="5.3.01", **DONE)
    assert refusal.value.code == "ACCOUNT_NOT_GROUP"
    with pytest.raises(NotFound):
        ledger.account("9.9", year=YEAR)


def test_the_trial_balance_is_zero_and_the_statement_runs():
    fund = make_fund(3_000_000)
    for number in range(3):
        held = ledger.reserve(
            account_id=fund.pk, amount_rupiah=1_000_000, reference=CLAIM, key=f"{number}", **DONE
        )
        ledger.pay(reservation_id=held.pk, description="x", key=f"p{number}", **DONE)
    rows = ledger.trial_balance(YEAR)
    assert sum(row.balance_rupiah for row in rows) == 0
    assert [row.balance_rupiah for row in ledger.statement(fund.pk)] == [3_000_000, 2_000_000, 1_000_000, 0]
    (shown,) = ledger.funds(YEAR)
    assert (shown.budget_rupiah, shown.paid_rupiah, shown.account.available_rupiah) == (
        3_000_000,
        3_000_000,
        0,
    )


def test_entries_cannot_be_changed_or_removed():
    fund = make_fund(100)
    line = EntryLine.objects.filter(account=fund).get()
    for tamper in (
        lambda: EntryLine.objects.filter(pk=line.pk).update(amount_rupiah=1),
        lambda: EntryLine.objects.filter(pk=line.pk).delete(),
        lambda: Entry.objects.filter(pk=line.entry_id).update(description="lain"),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            tamper()
    assert ledger.verify() == []


def test_the_database_itself_refuses_an_overdraft():
    fund = make_fund(100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=fund.pk).update(reserved_rupiah=101)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=fund.pk).update(balance_rupiah=-1)


def test_a_forged_balance_is_found():
    fund = make_fund(100)
    Account.objects.filter(pk=fund.pk).update(balance_rupiah=200)
    (sentence,) = ledger.verify()
    assert "Saldo rekening" in sentence
