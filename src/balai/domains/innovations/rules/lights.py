"""The light of an agency: enough new ones, and enough of last year's still alive. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from balai.domains.innovations.terms import Life, Stage
from balai.domains.innovations.terms_liveness import Light

# Counted as living on.
_LIVING = {Life.NEW, Life.ALIVE, Life.WEAKENING, Life.CRITICAL, Life.ENDED}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the light of one agency in one year is made of."""

    light: Light
    new: int
    cohort: int
    kept: int

    @property
    def share(self) -> Fraction | None:
        """Of last year's cohort that lives on; None without one."""
        return Fraction(self.kept, self.cohort) if self.cohort else None


def counts_as_new(stage: Stage, life: Life) -> bool:
    """At the trial at least, and proven."""
    return stage in {Stage.TRIAL, Stage.ADOPTED} and life not in {Life.UNPROVEN, Life.UNMEASURED}


def standing(
    this_year: Sequence[tuple[Stage, Life]], last_year: Sequence[Life], *, quota: int, share: Fraction
) -> Standing:
    """GREEN with both, YELLOW with one, RED with none, GREY where an agency never had anything.

    An agency without a cohort last year has nothing to keep alive; that half of the light is not given for nothing.
    """
    new = sum(counts_as_new(stage, life) for stage, life in this_year)
    kept = sum(life in _LIVING for life in last_year)
    passed = [new >= quota, bool(last_year) and Fraction(kept, len(last_year)) >= share]
    if not this_year and not last_year:
        light = Light.GREY
    else:
        light = {2: Light.GREEN, 1: Light.YELLOW, 0: Light.RED}[sum(passed)]
    return Standing(light, new, len(last_year), kept)
