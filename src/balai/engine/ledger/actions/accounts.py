"""Accounts are opened, once per year and code."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

from ..models import Account
from ..terms import REALISED_PREFIX, SOURCE_CODE, Act, Kind


def open_account(
    *, code: str, name: str, year: int, kind: str, parent: str = "", by: Actor, at: datetime
) -> Account:
    """The account with this code in that year, opened now if it is not there; a fund gets its REALISED twin.

    `parent` is the code of a GROUP account of the same year. Raises Refused ACCOUNT_…; NotFound ACCOUNT_UNKNOWN.
    """
    found = Account.objects.filter(year=year, code=code).first()
    if found:
        return found
    name = clean_text(name, field="name", label="Nama rekening", minimum=3, maximum=150)
    if not code or len(code) > 50 or kind not in set(Kind):
        raise Refused("ACCOUNT_INVALID", "Rekening {account} tidak sah.", account=code)
    above = _group(parent, year) if parent else None
    try:
        with transaction.atomic():
            opened = _open(code, name, year, Kind(kind), above, by=by, at=at)
            if opened.kind == Kind.FUND:
                _open(REALISED_PREFIX + code, f"Realisasi {name}", year, Kind.REALISED, above, by=by, at=at)
    except IntegrityError:
        # Somebody opened it in the same instant.
        return Account.objects.get(year=year, code=code)
    return opened


@transaction.atomic
def add_account(*, code: str, name: str, year: int, kind: str, by: Actor, at: datetime) -> Account:
    """A fund or a group that nobody has opened yet, below the nearest group of its year: `5.3.01` below `5.3`.

    The first account of a year opens the year's source with it. Raises Conflict ACCOUNT_EXISTS; Refused TEXT_…, ACCOUNT_….
    """
    if Account.objects.filter(year=year, code=code).exists():
        raise Conflict(
            "ACCOUNT_EXISTS",
            "Rekening {account} tahun {year} sudah ada.",
            account=code,
            year=year,
            field="code",
        )
    source = f"APBD {organizations.region().name}"
    open_account(code=SOURCE_CODE, name=source, year=year, kind=Kind.SOURCE, by=by, at=at)
    parts = code.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts))]
    groups = Account.objects.filter(year=year, kind=Kind.GROUP, code__in=above).values_list("code", flat=True)
    parent = max(groups, key=len, default="")
    return open_account(code=code, name=name, year=year, kind=kind, parent=parent, by=by, at=at)


def _open(
    code: str, name: str, year: int, kind: Kind, above: Account | None, *, by: Actor, at: datetime
) -> Account:
    row = Account.objects.create(year=year, code=code, name=name, kind=kind, parent=above)
    data = {"code": code, "year": year, "kind": kind.value}
    journal.append(code=Act.OPENED, subject=("ledger_account", row.pk), by=by, at=at, data=data)
    return row


def _group(code: str, year: int) -> Account:
    found = Account.objects.filter(year=year, code=code).first()
    if found is None:
        raise NotFound(
            "ACCOUNT_UNKNOWN", "Rekening {account} tahun {year} belum ada.", account=code, year=year
        )
    if found.kind != Kind.GROUP:
        raise Refused("ACCOUNT_NOT_GROUP", "Rekening {account} bukan kelompok.", account=code)
    return found
