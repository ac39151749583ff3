"""The overview: lights of the agencies, states, what fades. Reads what was measured, never the uses themselves."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from balai.domains.innovations.models import Alarm, Innovation, LifeChange, Liveness
from balai.domains.innovations.rules.lights import Standing, standing
from balai.domains.innovations.terms import LIFE_LABELS, LIFE_TONES, Life, Stage
from balai.domains.innovations.terms_liveness import Light
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters

QUOTA = "innovations.quota"
DYING = (Life.WEAKENING, Life.CRITICAL, Life.DORMANT)


@dataclass(frozen=True, slots=True)
class OpdRow:
    """One agency in a year: its light and what it is made of, and the states of all that it has."""

    code: str
    name: str
    standing: Standing
    states: dict[str, int]
    total: int


def quota(year: int, *, on: date) -> dict[str, Any]:
    """How many new ones a year asks for (`new`) and which share of the former cohort must live on (`kept_share`)."""
    day = min(on, date(year, 12, 31))
    found: dict[str, Any] = parameters.value(QUOTA, on=day, default={"new": 3, "kept_share": "2/3"})
    return found


def lights(year: int, *, on: date) -> list[OpdRow]:
    """Every agency of today with its light for the year, worst first; agencies that never had one stand last.

    A year that is over is judged by what lived on its last day; the running one by now. At most three questions, whatever the
    number of innovations and of uses.
    """
    rule = quota(year, on=on)
    share = Fraction(rule["kept_share"])
    then = _lives_on(date(year, 12, 31)) if year < on.year else None
    of_opd: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    rows = Innovation.objects.filter(merged_into=None).exclude(opd=None)
    for pk, opd, cohort, stage, life in rows.values_list(
        "pk", "opd_id", "cohort_year", "stage", "liveness__life"
    ):
        known = life if then is None else then.get(pk)
        of_opd[opd].append((cohort, stage, known or Life.UNMEASURED))
    found = [
        _row(opd, organizations.opd_name(opd.pk, on=on), of_opd.get(opd.pk, []), year, rule["new"], share)
        for opd in organizations.active_opds(on=on)
    ]
    order = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.GREY: 3}
    return sorted(found, key=lambda row: (order[row.standing.light], row.name))


def _row(
    opd: Any, name: str, own: list[tuple[int | None, str, str]], year: int, quota: int, share: Fraction
) -> OpdRow:
    this_year = [(Stage(stage), Life(life)) for cohort, stage, life in own if cohort == year]
    last_year = [Life(life) for cohort, _stage, life in own if cohort == year - 1]
    made = standing(this_year, last_year, quota=quota, share=share)
    if own and made.light is Light.GREY:
        # It has innovations, but none of these two years: nothing of the light is met.
        made = Standing(Light.RED, 0, 0, 0)
    return OpdRow(opd.code, name, made, dict(Counter(life for _cohort, _stage, life in own)), len(own))


def _lives_on(day: date) -> dict[int, str]:
    """innovation -> its life on that day, by its last change until then."""
    rows = LifeChange.objects.filter(day__lte=day).order_by("day")
    return dict(rows.values_list("innovation_id", "life"))


def states() -> list[tuple[Life, str, str, int]]:
    """(state, label, tone, how many) of all innovations, in the order from alive to ended."""
    found = Counter(
        life or Life.UNMEASURED
        for (life,) in Innovation.objects.filter(merged_into=None).values_list("liveness__life")
    )
    return [(life, LIFE_LABELS[life], LIFE_TONES[life], found[life]) for life in Life]


def dying(*, most: int = 12, without: Collection[int] = ()) -> list[Liveness]:
    """What fades now but for those in `without`, the worst first."""
    rows = Liveness.objects.filter(life__in=DYING, innovation__merged_into=None)
    rows = rows.exclude(innovation_id__in=without)
    rows = rows.select_related("innovation__opd")
    return list(rows.order_by("index", "pk")[:most])


def open_alarms(*, opd_id: int | None = None) -> Any:
    """Alarms that nobody has answered, the most overdue first."""
    rows = Alarm.objects.filter(
        answered_at=None, innovation__ended_on=None, innovation__merged_into=None
    ).select_related("innovation__opd", "innovation__liveness")
    if opd_id is not None:
        rows = rows.filter(innovation__opd_id=opd_id)
    return rows.order_by("due_date", "pk")
