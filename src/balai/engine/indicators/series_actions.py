"""Acts on yearly series: declare one, state what it was in a year, set what it was to be."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

from .models import Point, Series, Target
from .series_queries import one_series
from .terms import Direction, PointStatus

DECLARED = "SERIES_DECLARED"
STATED = "SERIES_STATED"
TARGET_SET = "SERIES_TARGET_SET"
FIRST_YEAR, LAST_YEAR = 1945, 2100
LARGEST = Decimal(10) ** 15


@transaction.atomic
def declare_series(
    *,
    code: str,
    label: str,
    family: str,
    unit: str = "",
    direction: str = Direction.UP,
    decimals: int = 2,
    dimension: str = "",
    theme: str = "",
    formula: str = "",
    source: str = "",
    maps_to: str = "",
    owner_id: int | None = None,
    is_verified: bool = False,
    by: Actor,
    at: datetime,
) -> Series:
    """Make a series known, or bring it to what is said here; the same twice changes and journals nothing.

    Raises Refused SERIES_CODE_INVALID for a code that does not fit into an address.
    """
    if not code or len(code) > 80 or any(sign in code for sign in "/?#% "):
        raise Refused(
            "SERIES_CODE_INVALID", "Kode indikator {series} tidak dapat dipakai.", series=code, field="code"
        )
    wanted = {
        "label": label,
        "family": family,
        "unit": unit,
        "direction": Direction(direction).value,
        "decimals": decimals,
        "dimension": dimension,
        "theme": theme,
        "formula": formula,
        "source": source,
        "maps_to": maps_to,
        "owner_id": owner_id,
        "is_verified": is_verified,
    }
    row = Series.objects.select_for_update().filter(code=code).first()
    if row is not None and all(getattr(row, field) == value for field, value in wanted.items()):
        return row
    row, _ = Series.objects.update_or_create(code=code, defaults=wanted)
    journal.append(
        code=DECLARED, subject=("series", row.pk), by=by, at=at, data={"code": code, "family": family}
    )
    return row


@transaction.atomic
def state_point(
    *,
    code: str,
    year: int,
    value: Decimal | None,
    status: str = PointStatus.PUBLISHED,
    source: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Point:
    """State what a series was in a year. A former statement stays and is replaced; the same twice is one statement.

    `value` None says that it was looked for and not found. Raises NotFound SERIES_UNKNOWN; Refused POINT_…
    """
    _check_year(year)
    _check_value(value, status)
    series = Series.objects.select_for_update().get(pk=one_series(code).pk)
    former = Point.objects.filter(series=series, year=year, replaced_by=None).first()
    said = {"value": value, "status": PointStatus(status).value, "source": source, "note": note}
    if former is not None and all(getattr(former, field) == given for field, given in said.items()):
        return former
    if former is not None:
        # Off the unique place first: it points to itself for the moment between two statements of one transaction.
        Point.objects.filter(pk=former.pk).update(replaced_by=former.pk)
    point = Point.objects.create(series=series, year=year, stated_at=at, **said)
    if former is not None:
        Point.objects.filter(pk=former.pk).update(replaced_by=point.pk)
    data = {
        "code": code,
        "year": year,
        "value": None if value is None else str(value),
        "status": said["status"],
    }
    journal.append(code=STATED, subject=("series", series.pk), by=by, at=at, data=data)
    return point


@transaction.atomic
def set_target(*, code: str, year: int, value: Decimal, source: str = "", by: Actor, at: datetime) -> Target:
    """Set what a series is to be in a year by one document; another document may say otherwise.

    Raises NotFound SERIES_UNKNOWN; Refused POINT_…
    """
    _check_year(year)
    _check_value(value, PointStatus.PUBLISHED)
    series = one_series(code)
    row, is_new = Target.objects.get_or_create(
        series=series, year=year, source=source, defaults={"value": value}
    )
    if not is_new and row.value == value:
        return row
    Target.objects.filter(pk=row.pk).update(value=value)
    row.value = value
    data = {"code": code, "year": year, "value": str(value)}
    journal.append(code=TARGET_SET, subject=("series", series.pk), by=by, at=at, data=data)
    return row


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "POINT_YEAR_INVALID",
            "Tahun {year} tidak masuk akal: isi {first} sampai {last}.",
            field="year",
            year=year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def _check_value(value: Decimal | None, status: str) -> None:
    if value is None and status != PointStatus.NOT_FOUND:
        raise Refused("POINT_VALUE_MISSING", "Isi nilainya, atau nyatakan tidak ditemukan.", field="value")
    if value is not None and status == PointStatus.NOT_FOUND:
        raise Refused("POINT_VALUE_UNWANTED", "Kosongkan nilainya: statusnya tidak ditemukan.", field="value")
    if value is not None and not (value.is_finite() and abs(value) < LARGEST):
        raise Refused("POINT_VALUE_INVALID", "Nilai ini terlalu besar atau bukan bilangan.", field="value")
