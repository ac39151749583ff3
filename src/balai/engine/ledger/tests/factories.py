"""A small budget: a source, a group, one fund with its twin. Years and names are invented."""

from datetime import UTC, datetime

from balai.engine.ledger.models import Account
from balai.engine.ledger.public import allocate, open_account
from balai.foundation.actor import SYSTEM

YEAR = 2026
NOON = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
CODE = "5.3.01"


def make_fund(budget_rupiah: int = 0, *, code: str = CODE) -> Account:
    """The fund with that budget; the first call opens the tree."""
    key = {"year": YEAR, "by": SYSTEM, "at": NOON}
    open_account(code="APBD", name="Sumber rekaan", kind="SOURCE", **key)
    open_account(code="5.3", name="Belanja rekaan", kind="GROUP", **key)
    fund = open_account(code=code, name="Pagu rekaan", kind="FUND", parent="5.3", **key)
    if budget_rupiah:
        allocate(
            account_id=fund.pk,
            amount_rupiah=budget_rupiah,
            description="Pagu",
            by=SYSTEM,
            at=NOON,
            key=f"pagu:{code}",
        )
        fund.refresh_from_db()
    return fund
