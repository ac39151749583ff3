"""Who lived how long since the launch: what survival curves are made of."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from balai.domains.innovations.models import Innovation, LifeChange, SourceGap, UsageSource
from balai.domains.innovations.queries.using import heads_of
from balai.domains.innovations.rules.survival import Step, alive_after, seen, survival
from balai.domains.innovations.terms import Life

_ASLEEP, _UNKNOWN = {Life.DORMANT, Life.DEAD}, {Life.UNMEASURED, Life.UNPROVEN}
HORIZON_LABELS = {183: "6 bulan", 365: "12 bulan", 730: "24 bulan"}


@dataclass(frozen=True, slots=True)
class Lived:
    """One measured innovation: its agency's code, its cohort, days seen since the launch, whether it died then."""

    opd: str
    cohort: int | None
    days: int
    is_dead: bool


def lived(*, on: date, without: Collection[int] = ()) -> list[Lived]:
    """Every measured innovation that was launched, but for those in `without`; at most five questions.

    Death is the last entering of DORMANT or DEAD without a way back; whoever ended honourably or lives was seen until then. One
    whose sources were all closed was seen until that day, and stays in the curve.
    """
    deaths, measured = _deaths()
    unseen = _unseen_since(on)
    rows = Innovation.objects.filter(merged_into=None, launch_date__lte=on).exclude(liveness=None)
    rows = rows.exclude(liveness__life=Life.UNPROVEN).exclude(pk__in=without)
    found = []
    for pk, opd, cohort, launch, ended, life in rows.values_list(
        "pk", "opd__code", "cohort_year", "launch_date", "ended_on", "liveness__life"
    ):
        if life == Life.UNMEASURED and not (pk in unseen and pk in measured):
            continue
        died = deaths.get(pk) if life in _ASLEEP or life == Life.UNMEASURED else None
        days, is_dead = seen(launch, today=on, died=died, ended=ended, unseen=unseen.get(pk))
        found.append(Lived(opd or "", cohort, days, is_dead))
    return found


def pairs(rows: Iterable[Lived]) -> list[tuple[int, bool]]:
    """What a curve is made of."""
    return [(row.days, row.is_dead) for row in rows]


def _deaths() -> tuple[dict[int, date], set[int]]:
    """(innovation -> since when it has been asleep without a break, by its changes and its last use; those that were ever
    measured). Not being measured any more is no way back."""
    found: dict[int, date] = {}
    measured: set[int] = set()
    rows = LifeChange.objects.order_by("innovation_id", "day").values_list(
        "innovation_id", "day", "life", "innovation__liveness__last_used_on", "innovation__launch_date"
    )
    for number, day, life, last_used, launch in rows:
        if life in _UNKNOWN:
            continue
        measured.add(number)
        if life in _ASLEEP:
            # It died when it was last used, not when the house noticed.
            found.setdefault(number, min(day, last_used or launch or day))
        else:
            found.pop(number, None)
    return found, measured


def _unseen_since(on: date) -> dict[int, date]:
    """innovation -> the last day on which one of its sources could tell, where all of them are silent on that day."""
    now = Q(until=None) | Q(until__gte=on)
    gaps = SourceGap.objects.filter(now, since__lte=on).order_by("-since").values_list("source_id", "since")
    silent = dict(gaps)
    if not silent:
        return {}
    told = dict(UsageSource.objects.values_list("pk", "innovation_id"))
    heads = heads_of(Innovation.objects.filter(merged_into=None).values_list("pk", flat=True))
    since: dict[int, list[date | None]] = {}
    for source, number in told.items():
        since.setdefault(heads.get(number, number), []).append(silent.get(source))
    return {
        number: max(day for day in days if day) - timedelta(days=1)
        for number, days in since.items()
        if all(days)
    }


def survival_table(rows: Sequence[tuple[int, bool]]) -> tuple[list[Step], list[tuple[str, float | None]]]:
    """The curve, and the share alive after 6, 12 and 24 months (None below the minimum sample)."""
    steps = survival(rows)
    return steps, [(label, alive_after(steps, day, rows)) for day, label in HORIZON_LABELS.items()]
