"""The overview: lights of the agencies, states, what fades. Reads what was measured, never the uses themselves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from balai.domains.innovations.models import Alarm, Innovation, LifeChange, Liveness
from balai.domains.innovations.rules.lights import Standing, standing
from balai.domains.innovations.rules.survival import Step, alive_after, survival
from balai.domains.innovations.terms import LIFE_LABELS, LIFE_TONES, Life, Light, Stage
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters

QUOTA = "innovations.quota"
HORIZONS = ((183, "6 bulan"), (365, "12 bulan"), (730, "24 bulan"))
DYING = (Life.WEAKENING, Life.CRITICAL, Life.DORMANT)


@dataclass(frozen=True, slots=True)
class OpdRow:
    """One agency in a year: its light and what it is made of, and the states of all that it has."""

    code: str
    name: str
    standing: Standing
    states: dict[str, int]
    total: int


def lights(year: int, *, on: date) -> list[OpdRow]:
    """Every agency of today with its light for the year, worst first; agencies that never had one stand last.

    Two questions, whatever the number of innovations and of uses.
    """
    quota = parameters.value(QUOTA, on=max(on, date(year, 12, 31)), default={"new": 3, "kept_share": "2/3"})
    share = Fraction(quota["kept_share"])
    of_opd: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    rows = Innovation.objects.filter(merged_into=None).exclude(opd=None)
    for opd, cohort, stage, life in rows.values_list("opd_id", "cohort_year", "stage", "liveness__life"):
        of_opd[opd].append((cohort, stage, life or Life.UNMEASURED))
    found = []
    for opd in organizations.active_opds(on=on):
        own = of_opd.get(opd.pk, [])
        this_year = [(Stage(stage), Life(life)) for cohort, stage, life in own if cohort == year]
        last_year = [Life(life) for cohort, _stage, life in own if cohort == year - 1]
        made = standing(this_year, last_year, quota=quota["new"], share=share)
        states = Counter(life for _cohort, _stage, life in own)
        if own and made.light is Light.GREY:
            made = Standing(Light.RED, 0, 0, 0)
        found.append(OpdRow(opd.code, organizations.opd_name(opd.pk, on=on), made, dict(states), len(own)))
    order = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}
    return sorted(found, key=lambda row: (order[row.standing.light], row.name))


def states() -> list[tuple[Life, str, str, int]]:
    """(state, label, tone, how many) of all innovations, in the order from alive to ended."""
    found = Counter(
        life or Life.UNMEASURED
        for (life,) in Innovation.objects.filter(merged_into=None).values_list("liveness__life")
    )
    return [(life, LIFE_LABELS[life], LIFE_TONES[life], found[life]) for life in Life]


def dying(*, most: int = 12) -> list[Liveness]:
    """What fades now, the worst first."""
    rows = Liveness.objects.filter(life__in=DYING).select_related("innovation__opd")
    return list(rows.order_by("index", "pk")[:most])


def open_alarms(*, opd_id: int | None = None) -> Any:
    """Alarms that nobody has answered, the most overdue first."""
    rows = Alarm.objects.filter(answered_at=None).select_related("innovation__opd", "innovation__liveness")
    if opd_id is not None:
        rows = rows.filter(innovation__opd_id=opd_id)
    return rows.order_by("due_date", "pk")


def lives(*, on: date, opd: str = "", cohort: int | None = None) -> list[tuple[int, bool]]:
    """(days seen since the launch, whether it died then) of every measured innovation that was launched.

    Death is the last entering of DORMANT or DEAD without a way back; whoever ended honourably or lives was seen until then.
    """
    rows = Innovation.objects.filter(merged_into=None, launch_date__lte=on).exclude(
        liveness__life__in=[Life.UNMEASURED, Life.UNPROVEN]
    )
    rows = rows.exclude(liveness=None)
    if opd:
        rows = rows.filter(opd__code=opd)
    if cohort:
        rows = rows.filter(cohort_year=cohort)
    died = _deaths()
    found = []
    for pk, launch, ended, life in rows.values_list("pk", "launch_date", "ended_on", "liveness__life"):
        dead_on = died.get(pk) if life in {Life.DORMANT, Life.DEAD} else None
        until = dead_on or ended or on
        found.append((max((until - launch).days, 0), dead_on is not None))
    return found


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
