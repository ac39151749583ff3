"""The ledger's front door."""

from .actions import allocate, open_account, pay, post, release, reserve
from .models import Account, Entry, Reservation
from .queries import account, accounts, funds, open_reservations, statement, trial_balance, verify
from .rules import Line
from .terms import Act, Kind

__all__ = [
    "Account",
    "Act",
    "Entry",
    "Kind",
    "Line",
    "Reservation",
    "account",
    "accounts",
    "allocate",
    "funds",
    "open_account",
    "open_reservations",
    "pay",
    "post",
    "release",
    "reserve",
    "statement",
    "trial_balance",
    "verify",
]
