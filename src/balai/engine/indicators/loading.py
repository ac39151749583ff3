"""Series, points and targets as the files in `indicators/` of a region say."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from balai.engine.organizations.public import Row, opd, read_yaml, room_folders
from balai.foundation.actor import Actor
from balai.foundation.dimensions import Dimension
from balai.foundation.errors import NotFound

from .models import Theme
from .series_actions import declare_series, set_target, state_point
from .terms import Direction, PointStatus


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Declare the series of the shared folders and of the region, and state what is written of them; nothing that
    stands already is stated again. Raises Refused REGION_FILE_INVALID naming file, line and field."""
    files = [
        read_yaml(path)
        for place in room_folders(folder, "indicators")
        for path in sorted(place.glob("*.yaml"))
    ]
    counts = {"series": 0, "points": 0, "targets": 0}
    for row in (row for file in files for row in file.rows("themes")):
        _keep_theme(row)
    for row in (row for file in files for row in file.rows("series")):
        code = _declare(row, by=by, at=at)
        counts["series"] += 1
        counts["points"] += sum(1 for _ in _state(code, row, by=by, at=at))
        counts["targets"] += sum(1 for _ in _aim(code, row, by=by, at=at))
    return counts if files else None


def _keep_theme(row: Row) -> None:
    Theme.objects.update_or_create(
        family=row.need("family", str),
        name=row.need("theme", str),
        defaults={
            "name_en": row.may("theme_en", str, ""),
            "size": row.need("indicators", int),
            "dimension": _dimension(row),
        },
    )


def _declare(row: Row, *, by: Actor, at: datetime) -> str:
    code = row.need("code", str)
    owner = row.refer("owner", _is_opd, "OPD")
    declare_series(
        code=code,
        label=row.need("label", str),
        family=row.need("family", str),
        unit=row.may("unit", str, "") or "",
        direction=_known(row, "direction", Direction, "UP"),
        decimals=row.may("decimals", int, 2),
        dimension=_dimension(row),
        theme=row.may("theme", str, "") or "",
        formula=row.may("formula", str, "") or "",
        source=row.may("data_from", str, "") or "",
        maps_to=row.may("maps_to", str, "") or "",
        owner_id=opd(owner).pk if owner else None,
        is_verified=row.may("is_verified", bool, False) or False,
        by=by,
        at=at,
    )
    return code


def _state(code: str, row: Row, *, by: Actor, at: datetime) -> Iterator[None]:
    for point in row.rows("points"):
        state_point(
            code=code,
            year=point.need("year", int),
            value=_decimal(point) if point.get("value") is not None else None,
            status=_known(point, "status", PointStatus, "PUBLISHED"),
            source=point.may("source", str, "") or "",
            note=point.may("note", str, "") or "",
            by=by,
            at=at,
        )
        yield


def _aim(code: str, row: Row, *, by: Actor, at: datetime) -> Iterator[None]:
    for target in row.rows("targets"):
        year, source = target.need("year", int), target.need("source", str)
        set_target(code=code, year=year, value=_decimal(target), source=source, by=by, at=at)
        yield


def _decimal(row: Row) -> Decimal:
    """A number written as text: YAML's own numbers would pass through binary fractions."""
    try:
        return Decimal(row.need("value", str))
    except InvalidOperation:
        raise row.fault("value", f"harus bilangan dalam tanda kutip, tertulis {row['value']!r}.") from None


def _known(row: Row, field: str, words: type[Direction] | type[PointStatus], default: str) -> str:
    found = row.may(field, str, default)
    if found not in set(words):
        raise row.fault(field, f"harus salah satu dari {', '.join(words)}.")
    return str(found)


def _dimension(row: Row) -> str:
    found = row.may("dimension", str, "") or ""
    if found and found not in set(Dimension):
        raise row.fault("dimension", f"harus salah satu dari {', '.join(Dimension)}.")
    return found


def _is_opd(code: str) -> bool:
    try:
        opd(code)
    except NotFound:
        return False
    return True
