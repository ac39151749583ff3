"""Accounts and budgets as a region's folder names them: `ledger/accounts.yaml`."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

from django.utils import timezone

from balai.engine.organizations.public import Row, read_yaml
from balai.foundation.actor import Actor

from .actions import allocate, open_account, pay, reserve
from .queries import account

FILE = "ledger/accounts.yaml"


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Open the accounts of each year and post what the file gives; what was posted before is not posted again."""
    path = folder / FILE
    if not path.exists():
        return None
    years = read_yaml(path).rows("years")
    for row in years:
        year = row.need("year", int)
        for line in row.rows("accounts"):
            open_account(
                code=line.need("code", str),
                name=line.need("name", str),
                kind=line.need("kind", str),
                parent=line.may("parent", str, "") or "",
                year=year,
                by=by,
                at=at,
            )
        for number, line in enumerate(row.rows("budgets"), 1):
            _budget(line, year, key=f"region:{year}:budget:{number}", by=by)
        for number, line in enumerate(row.rows("payments"), 1):
            _payment(line, year, key=f"region:{year}:paid:{number}", by=by)
    return {"years": len(years)}


def _budget(line: Row, year: int, *, key: str, by: Actor) -> None:
    fund = account(line.need("account", str), year=year)
    allocate(
        account_id=fund.pk,
        amount_rupiah=line.need("amount_rupiah", int),
        description=line.need("description", str),
        by=by,
        at=_noon(line.need("date", date)),
        key=key,
    )


def _payment(line: Row, year: int, *, key: str, by: Actor) -> None:
    """A sum that was paid before this program kept the books."""
    fund, at = account(line.need("account", str), year=year), _noon(line.need("date", date))
    held = reserve(
        account_id=fund.pk,
        amount_rupiah=line.need("amount_rupiah", int),
        reference=("history", year),
        by=by,
        at=at,
        key=key,
    )
    pay(reservation_id=held.pk, description=line.need("description", str), by=by, at=at, key=key)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
