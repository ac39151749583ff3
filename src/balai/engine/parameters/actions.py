"""Acts on parameters: set a value, take over a region's values and holidays."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.periods import DateRange

from .models import Holiday, Parameter
from .queries import kept
from .terms import PARAMETER_SET, HolidayKind

_PARAMETER_FIELDS = ("value", "legal_reference", "source", "verified")
_HOLIDAY_FIELDS = ("kind", "legal_reference", "source", "verified")


@transaction.atomic
def set_value(
    *,
    code: str,
    value: Any,
    valid_from: date,
    legal_reference: str,
    source: str = "",
    verified: bool = False,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Parameter:
    """A new value from `valid_from` on. The running value of the same code ends the day before.

    Raises Refused PARAMETER_OVERLAPS when a value starts later or ends on or after `valid_from`.
    """
    row = Parameter(
        code=code,
        value=value,
        valid_from=valid_from,
        valid_to=valid_to,
        legal_reference=legal_reference,
        source=source,
        verified=verified,
    )
    _place(row)
    _told(row, by=by, at=at)
    return row


@transaction.atomic
def correct_value(
    *, code: str, valid_from: date, value: Any, source: str, by: Actor, at: datetime
) -> Parameter:
    """Another value for a start that is known: a slip is mended, the time it holds for stays.

    Raises NotFound PARAMETER_MISSING when no value starts on that day.
    """
    row = Parameter.objects.select_for_update().filter(code=code, valid_from=valid_from).first()
    if row is None:
        raise NotFound("PARAMETER_MISSING", f"Parameter {code} belum diisi untuk tanggal {valid_from}.")
    row.value, row.source = value, source
    row.save()
    _told(row, by=by, at=at)
    return row


def _told(row: Parameter, *, by: Actor, at: datetime) -> None:
    value = row.value if _is_plain(row.value) else None
    data = {"value": value, "from": row.valid_from.isoformat(), "row": row.pk}
    journal.append(code=PARAMETER_SET, subject=("parameter", row.code), by=by, at=at, data=data)


@transaction.atomic
def load_parameters(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Take over values from a region's file: `{"set": codes, "updated": codes}`.

    A row with a known code and start replaces value and references; its end is left to whoever ended it.
    Other rows are placed as by `set_value`. The journal entry is the loading command's.
    """
    done: dict[str, list[str]] = {"set": [], "updated": []}
    for data in rows:
        known = Parameter.objects.filter(code=data["code"], valid_from=data["valid_from"]).first()
        if known is None:
            _place(Parameter(**data))
            done["set"].append(data["code"])
        elif any(getattr(known, name) != data.get(name, getattr(known, name)) for name in _PARAMETER_FIELDS):
            for name in _PARAMETER_FIELDS:
                setattr(known, name, data.get(name, getattr(known, name)))
            known.save()
            done["updated"].append(data["code"])
    return done


@transaction.atomic
def load_holidays(rows: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """Make the decreed days off of the years in `rows` exactly these; regional days set by hand stay.

    Each row: `{date, name, kind, legal_reference, source, verified}`. Counts `{"set", "updated", "removed"}`.
    """
    wanted = {(row["date"], row["name"]): row for row in rows}
    years = {day.year for day, _ in wanted}
    count: Counter[str] = Counter()
    for known in Holiday.objects.filter(date__year__in=years):
        row = wanted.pop((known.date, known.name), None)
        if row is None:
            if known.kind != HolidayKind.REGIONAL:
                known.delete()
                count["removed"] += 1
        elif any(getattr(known, name) != row[name] for name in _HOLIDAY_FIELDS):
            for name in _HOLIDAY_FIELDS:
                setattr(known, name, row[name])
            known.save()
            count["updated"] += 1
    Holiday.objects.bulk_create(Holiday(**row) for row in wanted.values())
    count["set"] = len(wanted)
    kept.changed()
    return count


def _place(row: Parameter) -> None:
    period = DateRange(row.valid_from, row.valid_to)
    others = list(Parameter.objects.select_for_update().filter(code=row.code).order_by("valid_from"))
    running = next((o for o in others if o.valid_to is None and o.valid_from < row.valid_from), None)
    clash = [o for o in others if o is not running and period.overlaps(DateRange(o.valid_from, o.valid_to))]
    if clash:
        raise Refused(
            "PARAMETER_OVERLAPS",
            f"Parameter {row.code} sejak {row.valid_from} bertumpuk dengan nilai yang berlaku "
            f"sejak {clash[0].valid_from}.",
            field="valid_from",
        )
    if running:
        running.valid_to = row.valid_from - timedelta(days=1)
        running.save()
    row.save()


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | str | bool) or value is None
