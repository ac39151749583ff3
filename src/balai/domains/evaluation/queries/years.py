"""A year as the regent reads it: programmes by dimension, indices, what dies, who must act. Read through the engine only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.domains.evaluation.models import Assessment, Edition, Instrument
from balai.domains.evaluation.queries.assessments import series_code
from balai.domains.evaluation.rules.yearly import Reached, reached
from balai.domains.evaluation.terms import Standing, State
from balai.engine.duties import public as duties
from balai.engine.duties.public import Account, DutyView
from balai.engine.indicators.public import POINT_LABELS, Point, PointStatus, points_of, targets, total
from balai.engine.threads.public import Knot, thread_kind
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.satisfaction import satisfaction_of_sum
from balai.kits.ui.words import said

FIRST_YEAR = 2018
IPM = "MACRO.IPM"
MOST_KNOTS, FEWEST_ANSWERS = 3000, 30
BAD_TONES = frozenset({"late", "warn"})


@dataclass(frozen=True, slots=True)
class Index:
    """An index in a year beside the year before. `status` says how far to trust it; `note` what else there is to say."""

    label: str
    unit: str
    value: Decimal | None
    before: Decimal | None
    change: Decimal | None
    status: str = ""
    is_example: bool = False
    source: str = ""
    note: str = ""
    url_code: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a figure of this year or the last."""
        return self.value is not None or self.before is not None


def years(*, on: date) -> list[int]:
    """Years that have figures, this one too, the newest first."""
    stated = points_of([IPM, "PROGRAMME.TOTAL.TARGET"])
    known = {year for rows in stated.values() for year, point in rows.items() if point.value is not None}
    known |= set(Assessment.objects.filter(state=State.FINAL).values_list("year", flat=True))
    return sorted({year for year in known | {on.year} if year >= FIRST_YEAR}, reverse=True)


def programmes(year: int) -> tuple[list[Reached], Reached]:
    """(by dimension, all) of a year; numbers are those that were published. One query."""
    codes = [
        f"PROGRAMME.{name}.{what}"
        for name in (*DIMENSION_LABELS, "TOTAL")
        for what in ("TARGET", "REACHED", "PERCENT")
    ]
    stated = points_of(codes)

    def row(name: str, label: str) -> Reached:
        parts = [
            _value(stated[f"PROGRAMME.{name}.{what}"], year) for what in ("TARGET", "REACHED", "PERCENT")
        ]
        return reached(label, *parts)

    rows = [row(name, label) for name, label in DIMENSION_LABELS.items()]
    return [one for one in rows if one.target is not None], row("TOTAL", "Semua program")


def programme_sources(year: int) -> list[str]:
    """Where the figures of a year were read."""
    stated = points_of([f"PROGRAMME.TOTAL.{what}" for what in ("TARGET", "REACHED", "PERCENT")])
    return list(
        dict.fromkeys(rows[year].source for rows in stated.values() if year in rows and rows[year].source)
    )


def indices(year: int) -> list[Index]:
    """IPM, then every instrument: the region's own figure, or the mean of the agencies that are final."""
    instruments = list(_instruments())
    stated = points_of([IPM, *(series_code(one.code) for one in instruments)])
    rows = [_ipm(year, stated[IPM])]
    for one in instruments:
        row = (
            _mean(one, year)
            if one.is_per_opd
            else _index(one.label, one.unit, stated[series_code(one.code)], year, series_code(one.code))
        )
        rows.append(row)
    served = served_index(year)
    return [*rows, served] if served else rows


def _instruments() -> QuerySet[Instrument]:
    """Those that can be used, in order."""
    usable = Edition.objects.filter(standing=Standing.USABLE)
    return Instrument.objects.filter(editions__in=usable).distinct().order_by("order", "label")


def served_index(year: int) -> Index | None:
    """Satisfaction with the services of this house, from the answers after each of them; None with too few."""
    found = [_served(one) for one in (year, year - 1)]
    if found[0] is None:
        return None
    value, answers = found[0]
    before = found[1][0] if found[1] else None
    change = None if before is None else value - before
    note = _("%(n)s jawaban sesudah layanan") % {"n": answers}
    return Index(_("Kepuasan sesudah layanan (IKM)"), _("indeks 25–100"), value, before, change, note=note)


def _served(year: int) -> tuple[Decimal, int] | None:
    span: Mapping[str, Any] = {"since": date(year, 1, 1), "until": date(year, 12, 31)}
    answers = total("services.ratings", key="region", **span)
    if answers < FEWEST_ANSWERS:
        return None
    return satisfaction_of_sum(total("services.scores", key="region", **span), answers), answers


def _ipm(year: int, stated: Mapping[int, Point]) -> Index:
    row = _index("IPM", "indeks 0–100", stated, year, IPM)
    aims = targets(IPM).get(year, [])
    if not aims:
        return row
    words = ", ".join(dict.fromkeys(number_format(aim.value, 2) for aim in aims))
    met = row.value is not None and row.value >= max(aim.value for aim in aims)
    state = "" if row.value is None else (_("tercapai") if met else _("belum tercapai"))
    note = f"{_('target')} {words} {state}".strip()
    return Index(
        row.label,
        row.unit,
        row.value,
        row.before,
        row.change,
        row.status,
        row.is_example,
        row.source,
        note,
        row.url_code,
    )


def _index(label: str, unit: str, stated: Mapping[int, Point], year: int, code: str) -> Index:
    point = stated.get(year)
    value, before = _value(stated, year), _value(stated, year - 1)
    return Index(
        label,
        unit,
        value,
        before,
        None if value is None or before is None else value - before,
        said(POINT_LABELS[PointStatus(point.status)]) if point else "",
        point is not None and point.status == PointStatus.EXAMPLE,
        point.source if point else "",
        url_code=code if stated else "",
    )


def _mean(one: Instrument, year: int) -> Index:
    """Of agencies: the mean of those that are final, and how many they are."""
    rows = Assessment.objects.filter(instrument_code=one.code, state=State.FINAL, year__in=(year, year - 1))
    found: dict[int, list[Decimal]] = {year: [], year - 1: []}
    is_example = False
    for of_year, index, example in rows.values_list("year", "index", "is_example"):
        found[of_year].append(index)
        is_example |= example and of_year == year
    value, before = (_plain_mean(found[of]) for of in (year, year - 1))
    note = _("rata-rata %(n)s OPD yang final") % {"n": len(found[year])} if value is not None else ""
    change = None if value is None or before is None else value - before
    status = (
        said(POINT_LABELS[PointStatus.EXAMPLE if is_example else PointStatus.OWN])
        if value is not None
        else ""
    )
    return Index(one.label, one.unit, value, before, change, status, is_example, "", note)


def _plain_mean(values: Sequence[Decimal]) -> Decimal | None:
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.01")) if values else None


def dying(*, reader: Any = None, most: int = 6) -> tuple[int, list[Knot]]:
    """(how many, the first few) innovations whose mark is a warning, worst first; what they are is said by their room.

    Those whose marks are kept from `reader` are counted and not named; a report has no reader.
    """
    kind = thread_kind("INNOVATION")
    if kind is None:
        return 0, []
    ids = [number for number, _index in zip(kind.every(), range(MOST_KNOTS), strict=False)]
    bad = [knot for knot in kind.find(ids).values() if any(tone in BAD_TONES for _label, tone in knot.marks)]
    bad.sort(key=lambda knot: (all(tone != "late" for _label, tone in knot.marks), knot.title))
    kept = set(kind.unmarked(reader)) if reader else set()
    return len(bad), [knot for knot in bad if knot.id not in kept][:most]


def must_act(*, to_officer: bool, at: datetime, most: int = 8) -> tuple[list[Account], list[DutyView]]:
    """(agencies that owe, those late first; the duties that are late longest)."""
    rows = duties.listed(to_officer=to_officer)
    owing = [one for one in duties.accounts(rows, at=at) if one.open]
    late = duties.of_tab(rows, "late", at=at).order_by("due_date", "pk")[:most]
    return owing, duties.duty_views(late, at=at)


def compared(*, on: date) -> list[dict[str, Any]]:
    """Every year from the first: programmes, IPM and the region's instruments, gaps left as gaps."""
    instruments = [one for one in _instruments() if not one.is_per_opd]
    codes = {
        "PROGRAMME.TOTAL.TARGET",
        "PROGRAMME.TOTAL.REACHED",
        IPM,
        *(series_code(one.code) for one in instruments),
    }
    stated = points_of(sorted(codes))
    return [
        {
            "year": year,
            "row": reached(
                "",
                _value(stated["PROGRAMME.TOTAL.TARGET"], year),
                _value(stated["PROGRAMME.TOTAL.REACHED"], year),
                None,
            ),
            "ipm": _value(stated[IPM], year),
            "values": [(one.label, _value(stated[series_code(one.code)], year)) for one in instruments],
        }
        for year in range(on.year, FIRST_YEAR - 1, -1)
    ]


def _value(stated: Mapping[int, Point], year: int) -> Decimal | None:
    point = stated.get(year)
    if point is None or point.value is None:
        return None
    return point.value.quantize(Decimal(1).scaleb(-_places(point)))


def _places(point: Point) -> int:
    return point.series.decimals
