"""Money is promised, given back, or paid. The fund's row decides, in one UPDATE."""

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, When

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused

from .. import rules
from ..models import Account, Entry, Reservation
from ..rules import Line
from ..terms import REALISED_PREFIX, Act, Kind, ReservationState
from .posting import write


def reserve(
    *,
    account_id: int,
    amount_rupiah: int,
    reference: tuple[str, str | int],
    by: Actor,
    at: datetime,
    key: str,
) -> Reservation:
    """Promise money of a fund; the same `key` again gives the reservation of the first time.

    Raises Refused FUNDS_SHORT when less is left: nothing was changed then. Refused LEDGER_AMOUNT_INVALID.
    """
    rules.positive(amount_rupiah)
    with transaction.atomic(savepoint=False):
        row = _promise(account_id, amount_rupiah, reference, by=by, at=at, key=key)
    if row is None:
        raise Refused("FUNDS_SHORT", "Anggaran yang tersisa tidak cukup.")
    return row


def _promise(
    account_id: int,
    amount_rupiah: int,
    reference: tuple[str, str | int],
    *,
    by: Actor,
    at: datetime,
    key: str,
) -> Reservation | None:
    """The reservation; None when the money is not there. The fund's row is taken first: whoever comes with the same
    key in the same instant waits here, and finds the reservation afterwards."""
    fund = Account.objects.filter(pk=account_id, kind=Kind.FUND)
    enough = fund.filter(balance_rupiah__gte=F("reserved_rupiah") + amount_rupiah)
    taken = enough.update(reserved_rupiah=F("reserved_rupiah") + amount_rupiah)
    earlier = Reservation.objects.filter(key=key).first()
    if earlier or not taken:
        if taken:
            fund.update(reserved_rupiah=F("reserved_rupiah") - amount_rupiah)
        return earlier
    kind, number = reference
    row = Reservation.objects.create(
        key=key,
        account_id=account_id,
        amount_rupiah=amount_rupiah,
        reference_kind=kind,
        reference_id=str(number),
        at=at,
    )
    _tell(row, Act.RESERVED, by=by, at=at)
    return row


@transaction.atomic
def release(*, reservation_id: int, by: Actor, at: datetime) -> Reservation:
    """Give back what was promised and not paid; a second time changes nothing.

    Raises Conflict RESERVATION_PAID; NotFound RESERVATION_UNKNOWN.
    """
    row = _held(reservation_id)
    if row.state == ReservationState.PAID:
        raise Conflict("RESERVATION_PAID", "Uang ini sudah dibayarkan dan tidak dapat dibatalkan.")
    if row.state == ReservationState.OPEN:
        _settle(row, ReservationState.RELEASED, at=at)
        Account.objects.filter(pk=row.account_id).update(
            reserved_rupiah=F("reserved_rupiah") - row.amount_rupiah
        )
        _tell(row, Act.RELEASED, by=by, at=at)
    return row


def pay(
    *, reservation_id: int, description: str, by: Actor, at: datetime, key: str, to_code: str = ""
) -> Entry:
    """Pay what was promised, into the fund's REALISED account (or `to_code` of the same year); at most once.

    Raises Conflict RESERVATION_RELEASED; NotFound RESERVATION_UNKNOWN, ACCOUNT_UNKNOWN; then the whole act is refused.
    """
    with transaction.atomic(savepoint=False):
        row = _held(reservation_id)
        if row.state == ReservationState.PAID:
            return Entry.objects.get(pk=row.entry_id)
        if row.state == ReservationState.RELEASED:
            raise Conflict(
                "RESERVATION_RELEASED", "Uang ini sudah dikembalikan ke pagu. Pesan lagi sebelum dibayar."
            )
        target = _target(row.account, to_code)
        lines = rules.balanced([Line(row.account_id, -row.amount_rupiah), Line(target, row.amount_rupiah)])
        entry = write(lines, description, (row.reference_kind, row.reference_id), by=by, at=at, key=key)
        _settle(row, ReservationState.PAID, at=at, entry=entry)
        _shift(row, target)
        return entry


def _target(fund: Account, to_code: str) -> int:
    code = to_code or REALISED_PREFIX + fund.code
    found = Account.objects.filter(year=fund.year, code=code).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(
            "ACCOUNT_UNKNOWN", "Rekening {account} tahun {year} belum ada.", account=code, year=fund.year
        )
    return found


def _shift(row: Reservation, target: int) -> None:
    """The promise and the balance go down together, the target up: what is left to others does not change."""
    of_fund = Case(When(pk=row.account_id, then=row.amount_rupiah), default=0)
    out = Case(When(pk=row.account_id, then=-row.amount_rupiah), default=row.amount_rupiah)
    Account.objects.filter(pk__in=[row.account_id, target]).update(
        balance_rupiah=F("balance_rupiah") + out, reserved_rupiah=F("reserved_rupiah") - of_fund
    )


def _held(reservation_id: int) -> Reservation:
    """The reservation, held against other writers until the transaction ends."""
    rows = Reservation.objects.select_for_update(of=("self",)).select_related("account")
    found = rows.filter(pk=reservation_id).first()
    if found is None:
        raise NotFound("RESERVATION_UNKNOWN", "Pesanan uang tidak ditemukan.")
    return found


def _settle(row: Reservation, state: ReservationState, *, at: datetime, entry: Entry | None = None) -> None:
    row.state, row.settled_at, row.entry = state, at, entry
    row.save(update_fields=["state", "settled_at", "entry"])


def _tell(row: Reservation, act: Act, *, by: Actor, at: datetime) -> None:
    data = {"account": row.account_id, "amount_rupiah": row.amount_rupiah}
    journal.append(code=act, subject=("ledger_reservation", row.pk), by=by, at=at, data=data)
