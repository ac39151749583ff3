"""Who lived how long since the launch: what survival curves are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from balai.domains.innovations.models import Innovation, LifeChange
from balai.domains.innovations.rules.survival import Step, alive_after, survival
from balai.domains.innovations.terms import Life

HORIZONS = ((183, "6 bulan"), (365, "12 bulan"), (730, "24 bulan"))


@dataclass(frozen=True, slots=True)
class Lived:
    """One measured innovation: its agency's code, its cohort, days seen since the launch, whether it died then."""

    opd: str
    cohort: int | None
    days: int
    is_dead: bool


def lived(*, on: date) -> list[Lived]:
    """Every measured innovation that was launched; two questions.

    Death is the last entering of DORMANT or DEAD without a way back; whoever ended honourably or lives was seen until then.
    """
    rows = Innovation.objects.filter(merged_into=None, launch_date__lte=on).exclude(liveness=None)
    rows = rows.exclude(liveness__life__in=[Life.UNMEASURED, Life.UNPROVEN])
    died = _deaths()
    found = []
    for pk, opd, cohort, launch, ended, life in rows.values_list(
        "pk", "opd__code", "cohort_year", "launch_date", "ended_on", "liveness__life"
    ):
        dead_on = died.get(pk) if life in {Life.DORMANT, Life.DEAD} else None
        until = dead_on or ended or on
        found.append(Lived(opd or "", cohort, max((until - launch).days, 0), dead_on is not None))
    return found


def pairs(rows: Iterable[Lived]) -> list[tuple[int, bool]]:
    """What a curve is made of."""
    return [(row.days, row.is_dead) for row in rows]


def _deaths() -> dict[int, date]:
    """innovation -> since when it has been asleep without a break, by its changes and its last use."""
    found: dict[int, date] = {}
    rows = LifeChange.objects.order_by("innovation_id", "day").values_list(
        "innovation_id", "day", "life", "innovation__liveness__last_used_on", "innovation__launch_date"
    )
    for number, day, life, last_used, launch in rows:
        if life in {Life.DORMANT, Life.DEAD}:
            # It died when it was last used, not when the house noticed.
            found.setdefault(number, min(day, last_used or launch or day))
        else:
            found.pop(number, None)
    return found


def survival_table(rows: Sequence[tuple[int, bool]]) -> tuple[list[Step], list[tuple[str, float | None]]]:
    """The curve, and the share alive after 6, 12 and 24 months (None below the minimum sample)."""
    steps = survival(rows)
    return steps, [(label, alive_after(steps, day, rows)) for day, label in HORIZONS]
