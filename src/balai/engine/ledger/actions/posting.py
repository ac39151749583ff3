"""Entries: balanced, in whole rupiah, once per key, never beyond what a fund has left."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import shorten

from .. import rules
from ..models import Account, Entry, EntryLine
from ..rules import Line
from ..terms import DESCRIPTION_LIMIT, SOURCE_CODE, Act, Kind

Row = TypeVar("Row", bound=models.Model)


def once(table: type[Row], key: str, make: Callable[[], Row]) -> Row:
    """The row with this key: made now, or the one that was made before, also by somebody in the same instant."""
    found = table._default_manager.filter(key=key).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        found = table._default_manager.filter(key=key).first()
        if found is None:
            raise
        return found


def post(
    *,
    lines: Sequence[Line],
    description: str,
    reference: tuple[str, str | int] = ("", ""),
    by: Actor,
    at: datetime,
    key: str,
) -> Entry:
    """Post a balanced entry; the same `key` a second time gives the entry of the first time.

    Raises Refused LEDGER_UNBALANCED, LEDGER_AMOUNT_INVALID, LEDGER_OVERDRAWN (a fund has less than that left).
    """
    sorted_lines = rules.balanced(lines)

    def make() -> Entry:
        entry = write(sorted_lines, description, reference, by=by, at=at, key=key)
        for line in sorted_lines:
            _move(line)
        return entry

    return once(Entry, key, make)


def allocate(
    *, account_id: int, amount_rupiah: int, description: str, by: Actor, at: datetime, key: str
) -> Entry:
    """Give a fund its budget from the year's source; a negative amount takes back what is not yet promised.

    Raises Refused LEDGER_OVERDRAWN, LEDGER_NOT_A_FUND, LEDGER_AMOUNT_INVALID; NotFound ACCOUNT_UNKNOWN.
    """
    fund = Account.objects.filter(pk=account_id).first()
    if fund is None or fund.kind != Kind.FUND:
        raise Refused("LEDGER_NOT_A_FUND", "Anggaran hanya dapat diberikan kepada rekening pagu.")
    source = Account.objects.filter(year=fund.year, code=SOURCE_CODE).first()
    if source is None:
        raise NotFound(
            "ACCOUNT_UNKNOWN",
            "Rekening {account} tahun {year} belum ada.",
            account=SOURCE_CODE,
            year=fund.year,
        )
    lines = [Line(fund.pk, amount_rupiah), Line(source.pk, -amount_rupiah)]
    return post(lines=lines, description=description, reference=("budget", fund.pk), by=by, at=at, key=key)


def write(
    lines: Sequence[Line],
    description: str,
    reference: tuple[str, str | int],
    *,
    by: Actor,
    at: datetime,
    key: str,
) -> Entry:
    """The rows of an entry and its place in the journal; balances are the caller's."""
    kind, number = reference
    entry = Entry.objects.create(
        key=key,
        description=shorten(description, DESCRIPTION_LIMIT),
        reference_kind=kind,
        reference_id=str(number),
        at=at,
        by_id=by.user_id,
        digest=rules.digest(key, lines),
    )
    EntryLine.objects.bulk_create(
        EntryLine(entry=entry, account_id=line.account_id, amount_rupiah=line.amount_rupiah) for line in lines
    )
    data = {"digest": entry.digest, "lines": [[line.account_id, line.amount_rupiah] for line in lines]}
    journal.append(code=Act.POSTED, subject=("ledger", entry.pk), by=by, at=at, data=data)
    return entry


def _move(line: Line) -> None:
    """Change one balance, if the account can bear it. One UPDATE decides, whoever else is at it."""
    row = Account.objects.filter(pk=line.account_id).exclude(kind=Kind.GROUP)
    if line.amount_rupiah < 0:
        row = row.exclude(kind=Kind.FUND, balance_rupiah__lt=F("reserved_rupiah") - line.amount_rupiah)
    if row.update(balance_rupiah=F("balance_rupiah") + line.amount_rupiah) != 1:
        raise Refused("LEDGER_OVERDRAWN", "Sisa pagu tidak cukup untuk mengurangi sebanyak itu.")
