"""How long innovations last, by Kaplan and Meier (1958): those still alive, and those ended honourably, count as long as they
were seen. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Step:
    """At `day` after the launch, `at_risk` were still seen, `died` of them died; `alive` is the share after that."""

    day: int
    at_risk: int
    died: int
    alive: float


def seen(
    launch: date,
    *,
    today: date,
    died: date | None = None,
    ended: date | None = None,
    unseen: date | None = None,
) -> tuple[int, bool]:
    """(days seen since the launch, whether it died then).

    Seen until it died, else until it ended honourably, until `unseen` (the last day on which any of its sources could tell), or
    until today. What happened after that last day nobody saw: it is not called a death.
    """
    last = min(day for day in (ended, unseen, today) if day is not None)
    is_dead = died is not None and died <= last
    return max(((died if is_dead and died else last) - launch).days, 0), is_dead


def survival(lives: Iterable[tuple[int, bool]]) -> list[Step]:
    """The curve from (days seen, whether it died then). Of those of the same day the dead come first."""
    seen: Counter[int] = Counter()
    deaths: Counter[int] = Counter()
    for day, dead in lives:
        seen[day] += 1
        deaths[day] += dead
    steps, alive, at_risk = [], 1.0, seen.total()
    for day in sorted(seen):
        if deaths[day]:
            alive *= 1 - deaths[day] / at_risk
            steps.append(Step(day, at_risk, deaths[day], alive))
        at_risk -= seen[day]
    return steps


def alive_after(
    steps: Sequence[Step], day: int, lives: Sequence[tuple[int, bool]], *, minimum: int = 5
) -> float | None:
    """The share alive after so many days; None where fewer than `minimum` were ever seen that long or died before."""
    seen = sum(days >= day or dead for days, dead in lives)
    if seen < minimum:
        return None
    return next((step.alive for step in reversed(steps) if step.day <= day), 1.0)
