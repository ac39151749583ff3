"""Named questions about money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, Sum

from balai.engine.journal import public as journal
from balai.foundation.errors import NotFound

from . import rules
from .models import Account, Entry, EntryLine, Reservation
from .terms import REALISED_PREFIX, Act, Kind, ReservationState


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line of an account, with the balance after it."""

    entry: Entry
    amount_rupiah: int
    balance_rupiah: int

    @property
    def out_rupiah(self) -> int:
        """What went out, as a positive number."""
        return max(-self.amount_rupiah, 0)


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One account of the trial balance: what came in, what went out, what is left."""

    account: Account
    in_rupiah: int
    out_rupiah: int

    @property
    def balance_rupiah(self) -> int:
        return self.in_rupiah - self.out_rupiah


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund as the page shows it. Budget = paid + reserved + available, always."""

    account: Account
    paid_rupiah: int

    @property
    def budget_rupiah(self) -> int:
        return self.account.balance_rupiah + self.paid_rupiah

    @property
    def used_percent(self) -> int:
        """Paid and promised, of the budget; 100 only when nothing is left."""
        used = self.paid_rupiah + self.account.reserved_rupiah
        return used * 100 // self.budget_rupiah if self.budget_rupiah else 0


def account(code: str, *, year: int) -> Account:
    """The account with this code in that year. Raises NotFound ACCOUNT_UNKNOWN."""
    found = Account.objects.filter(year=year, code=code).first()
    if found is None:
        raise NotFound(
            "ACCOUNT_UNKNOWN", "Rekening {account} tahun {year} belum ada.", account=code, year=year
        )
    return found


def accounts(year: int) -> list[Account]:
    """The accounts of a year, by code."""
    return list(Account.objects.filter(year=year).order_by("code"))


def years() -> list[int]:
    """The years that have accounts, newest first."""
    return list(Account.objects.order_by("-year").values_list("year", flat=True).distinct())


def funds(year: int) -> list[FundRow]:
    """The funds of a year with what was paid out of each; two queries' worth in one."""
    rows = accounts(year)
    paid = {
        row.code.removeprefix(REALISED_PREFIX): row.balance_rupiah
        for row in rows
        if row.kind == Kind.REALISED
    }
    return [FundRow(row, paid.get(row.code, 0)) for row in rows if row.kind == Kind.FUND]


def statement(
    account_id: int, *, since: datetime | None = None, until: datetime | None = None
) -> list[StatementRow]:
    """The lines of an account in the order they were posted, each with the balance after it."""
    lines = EntryLine.objects.filter(account=account_id).select_related("entry").order_by("id")
    balance = 0
    if since:
        before = lines.filter(entry__at__lt=since).aggregate(sum=Sum("amount_rupiah"))["sum"]
        balance, lines = before or 0, lines.filter(entry__at__gte=since)
    if until:
        lines = lines.filter(entry__at__lt=until)
    found = []
    for line in lines.iterator(chunk_size=2000):
        balance += line.amount_rupiah
        found.append(StatementRow(line.entry, line.amount_rupiah, balance))
    return found


def trial_balance(year: int, *, at: datetime | None = None) -> list[BalanceRow]:
    """Every account of a year with its sums, up to `at`. All balances together are zero."""
    when = Q(lines__entry__at__lt=at) if at else Q()
    rows = Account.objects.filter(year=year).exclude(kind=Kind.GROUP).order_by("code")
    summed = rows.annotate(
        sum_in=Sum("lines__amount_rupiah", filter=when & Q(lines__amount_rupiah__gt=0), default=0),
        sum_out=Sum("lines__amount_rupiah", filter=when & Q(lines__amount_rupiah__lt=0), default=0),
    )
    return [BalanceRow(row, row.sum_in, -row.sum_out) for row in summed]


def open_reservations(account_id: int) -> int:
    """How many promises of an account wait for payment."""
    return Reservation.objects.filter(account=account_id, state=ReservationState.OPEN).count()


def verify() -> list[str]:
    """What does not agree, as sentences; empty when every balance, reservation and digest is as it was posted.

    Balances are summed again from the lines, reservations from their rows, digests from the lines and the journal.
    """
    return [*_wrong_balances(), *_wrong_entries()]


def _wrong_balances() -> Iterator[str]:
    summed = dict(
        EntryLine.objects.values("account").annotate(s=Sum("amount_rupiah")).values_list("account", "s")
    )
    held = (
        Reservation.objects.filter(state=ReservationState.OPEN)
        .values("account")
        .annotate(s=Sum("amount_rupiah"))
    )
    reserved = dict(held.values_list("account", "s"))
    for row in Account.objects.order_by("pk"):
        if row.balance_rupiah != summed.get(row.pk, 0):
            yield f"Saldo rekening {row} tidak sama dengan jumlah barisnya."
        if row.reserved_rupiah != reserved.get(row.pk, 0):
            yield f"Pesanan rekening {row} tidak sama dengan jumlah pesanan terbuka."


def _wrong_entries() -> Iterator[str]:
    told = journal.Entry.objects.filter(code=Act.POSTED, subject_kind="ledger")
    latest = told.values("subject_id").annotate(last=Max("id"))
    digests = dict(told.filter(id__in=latest.values("last")).values_list("subject_id", "data__digest"))
    lines: dict[int, list[rules.Line]] = {}
    for line in EntryLine.objects.order_by("entry_id").iterator(chunk_size=5000):
        lines.setdefault(line.entry_id, []).append(rules.Line(line.account_id, line.amount_rupiah))
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=5000):
        found = rules.digest(entry.key, lines.get(entry.pk, []))
        if found != entry.digest or digests.get(str(entry.pk)) != found:
            yield f"Catatan kas {entry.pk} tidak sama dengan yang ditulis di jurnal."
