"""The words of the ledger."""

from enum import StrEnum


class Kind(StrEnum):
    """What an account is for. GROUP only sums those below it; SOURCE is where budgets come from and may be negative;
    FUND holds a ceiling and is never overdrawn; REALISED collects what was paid out of a fund."""

    GROUP = "GROUP"
    SOURCE = "SOURCE"
    FUND = "FUND"
    REALISED = "REALISED"


KIND_LABELS = {
    Kind.GROUP: "Kelompok",
    Kind.SOURCE: "Sumber anggaran",
    Kind.FUND: "Pagu",
    Kind.REALISED: "Realisasi",
}


class ReservationState(StrEnum):
    """An open reservation is money that is promised and not yet paid."""

    OPEN = "OPEN"
    PAID = "PAID"
    RELEASED = "RELEASED"


class Act(StrEnum):
    """What the journal says about money."""

    OPENED = "LEDGER_ACCOUNT_OPENED"
    POSTED = "LEDGER_POSTED"
    RESERVED = "LEDGER_RESERVED"
    RELEASED = "LEDGER_RELEASED"


# The account that all budgets of a year come from, and what marks the twin of a fund that collects payments.
SOURCE_CODE = "APBD"
REALISED_PREFIX = "R."
# Who may change ceilings: the code of the agency that keeps the region's books.
TREASURY = "ledger.treasury_opd"
MOST_RUPIAH = 10**15
DESCRIPTION_LIMIT = 200
