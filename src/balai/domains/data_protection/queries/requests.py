"""Named questions about requests: whose, what we hold of them, as a page and as files."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import BASIS_LABELS, OPEN_STEPS
from balai.engine.data_subjects.public import Person, Record, holding, person, records_of
from balai.foundation.errors import NotFound
from balai.kits.excel import Sheet, workbook

TITLES = ["Tujuan", "Dasar", "Catatan", "Tanggal", "Isian", "Nilai"]


def requests(*, tab: str = "open") -> QuerySet[DataRequest]:
    """Open ones by their deadline, or all that ended, newest first."""
    rows = DataRequest.objects.select_related("case")
    steps = [step.value for step in OPEN_STEPS]
    if tab == "open":
        return rows.filter(case__step__in=steps).order_by("case__citizen_due_at", "pk")
    return rows.exclude(case__step__in=steps).order_by("-case__updated_at", "-pk")


def request_of(number: int) -> DataRequest:
    """Raises NotFound REQUEST_UNKNOWN."""
    rows = DataRequest.objects.select_related("case", "proven_by", "decided_by", "seconded_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("REQUEST_UNKNOWN", "Permintaan ini tidak ada.")
    return found


def request_of_code(code: str) -> DataRequest:
    """Raises NotFound REQUEST_UNKNOWN."""
    found = DataRequest.objects.select_related("case").filter(case__tracking_code=code).first()
    if found is None:
        raise NotFound(
            "REQUEST_UNKNOWN", "Tidak ada permintaan dengan kode ini. Periksa lagi kodenya.", field="code"
        )
    return found


def who_is(row: DataRequest) -> Person:
    """Whoever asked, by what he proved; nobody before."""
    about = json.loads(row.identity)
    return person(
        nik=about.get("nik", ""),
        email=about.get("email", ""),
        phone=about.get("phone", ""),
        case_ids=tuple(about.get("case_ids", ())),
    )


def holdings_of(row: DataRequest) -> list[Record]:
    """Everything that the house holds of whoever asked; nothing before he proved who he is. Accounts that are found by his
    address lead to what those accounts did."""
    who = who_is(row)
    found = records_of(who)
    accounts = [one.row_id for one in found if one.kind == "people.User"]
    if who.user_id is None and accounts:
        about = json.loads(row.identity)
        found = records_of(
            person(
                nik=about.get("nik", ""),
                email=about.get("email", ""),
                phone=about.get("phone", ""),
                user_id=accounts[0],
                case_ids=tuple(about.get("case_ids", ())),
            )
        )
    return found


def as_data(records: Iterable[Record], *, number: str, at: datetime) -> dict[str, Any]:
    """The copy for machines: {number, made_at, records: [{purpose, basis, record, at, facts: [{label, value}]}]}."""
    return {
        "number": number,
        "made_at": at.isoformat(),
        "records": [
            {
                "purpose": _purpose(one),
                "basis": _basis(one),
                "record": one.title,
                "at": one.at.isoformat() if one.at else None,
                "facts": [{"label": str(fact.label), "value": plain(fact.value)} for fact in one.facts],
            }
            for one in records
        ],
    }


def as_lines(records: Iterable[Record]) -> list[list[Any]]:
    """The copy as a table: a line per fact that is not empty."""
    return [
        [_purpose(one), _basis(one), one.title, _day(one.at), str(fact.label), plain(fact.value)]
        for one in records
        for fact in one.facts
        if fact.value not in (None, "")
    ]


def as_csv(records: Iterable[Record]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([TITLES, *([safe(cell) for cell in line] for line in as_lines(records))])
    return out.getvalue()


def as_excel(records: Iterable[Record]) -> bytes:
    return workbook(Sheet("Salinan data", TITLES, as_lines(records)))


def safe(cell: Any) -> Any:
    """Nothing that a spreadsheet would take for a formula."""
    text = str(cell if cell is not None else "")
    return f"'{text}" if text[:1] in "=+-@\t" else text


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d") if at else ""


def _purpose(one: Record) -> str:
    held = holding(one.kind)
    about = purpose(held.purpose) if held else None
    return about.name if about else ""


def _basis(one: Record) -> str:
    held = holding(one.kind)
    about = purpose(held.purpose) if held else None
    return BASIS_LABELS[about.basis] if about else ""
