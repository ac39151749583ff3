"""Pure rules of money: what balances, and the digest that binds an entry to the journal."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balai.foundation.errors import Refused

from ..terms import MOST_RUPIAH


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry: whole rupiah, positive into the account and negative out of it."""

    account_id: int
    amount_rupiah: int


def balanced(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines by account, one for each; they sum to zero and none of them is zero.

    In the order of the accounts, so that two entries never wait for each other crosswise.
    Raises Refused LEDGER_UNBALANCED, LEDGER_AMOUNT_INVALID.
    """
    sums: dict[int, int] = {}
    for line in lines:
        if type(line.amount_rupiah) is not int or abs(line.amount_rupiah) > MOST_RUPIAH:
            raise Refused("LEDGER_AMOUNT_INVALID", "Jumlah uang harus rupiah bulat.", field="amount_rupiah")
        sums[line.account_id] = sums.get(line.account_id, 0) + line.amount_rupiah
    found = tuple(Line(account, amount) for account, amount in sorted(sums.items()) if amount)
    if len(found) < 2 or sum(line.amount_rupiah for line in found):
        raise Refused("LEDGER_UNBALANCED", "Catatan kas tidak seimbang: jumlah semua baris harus nol.")
    return found


def positive(amount_rupiah: int) -> int:
    """The amount, when it is one that can be reserved or paid. Raises Refused LEDGER_AMOUNT_INVALID."""
    if type(amount_rupiah) is not int or not 0 < amount_rupiah <= MOST_RUPIAH:
        raise Refused(
            "LEDGER_AMOUNT_INVALID", "Jumlah uang harus rupiah bulat lebih dari nol.", field="amount_rupiah"
        )
    return amount_rupiah


def digest(key: str, lines: Sequence[Line]) -> str:
    """SHA-256 (64 hex digits) of an entry: its key and its lines in the order of the accounts."""
    rows = [
        f"{line.account_id}:{line.amount_rupiah}" for line in sorted(lines, key=lambda row: row.account_id)
    ]
    return hashlib.sha256("\n".join([key, *rows]).encode()).hexdigest()
