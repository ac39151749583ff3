"""The blind check by peers: who is drawn, who may judge, what they say together. Pure; chance comes from a stated seed."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from balai.domains.innovations.rules.agreement import confusion, quadratic_kappa
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_peers import ORDER, PeerVerdict


@dataclass(frozen=True, slots=True)
class Person:
    """Who might judge: an account, the agency where it works (None: a citizen or academic)."""

    user: int
    opd: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: its agency, and the accounts that keep or kept it."""

    innovation: int
    opd: int | None
    keepers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kappa with how many pairs it rests on; None where no kappa can be made."""

    kappa: float | None
    pairs: int


def draw(others: Iterable[int], fading: Iterable[int], *, size: int, seed: str) -> list[int]:
    """`size` of the others by chance and all that fade, shuffled so that their place says nothing. The same seed draws the same."""
    chance = random.Random(seed)
    pool, all_fading = sorted(set(others) - set(fading)), sorted(set(fading))
    chosen = chance.sample(pool, min(size, len(pool))) + all_fading
    chance.shuffle(chosen)
    return chosen


def conflict(person: Person, subject: Subject, *, seated: Collection[Person], is_outside: bool) -> str:
    """Why this person may not take the seat (code of CONFLICT_LABELS); "" when nothing stands against it."""
    if is_outside and person.opd is not None:
        return "NOT_OUTSIDE"
    if not is_outside and person.opd is None:
        return "NOT_OFFICER"
    if person.user in subject.keepers:
        return "STEWARD"
    if person.opd is not None and person.opd == subject.opd:
        return "SAME_OPD"
    if any(other.user == person.user for other in seated):
        return "ALREADY"
    if person.opd is not None and any(other.opd == person.opd for other in seated):
        return "SAME_OFFICE"
    return ""


def seats(
    subjects: Sequence[Subject], officers: Collection[Person], outsiders: Collection[Person], *, seed: str
) -> dict[int, tuple[Person, Person, Person]]:
    """innovation -> two officers of two other agencies and somebody from outside, evenly burdened.

    Raises LookupError with the innovation for which nobody is left.
    """
    chance, burden = random.Random(f"{seed}/seats"), Counter[int]()
    pools = (_shuffled(officers, chance), _shuffled(officers, chance), _shuffled(outsiders, chance))
    found = {}
    for subject in subjects:
        chosen: list[Person] = []
        for number, pool in enumerate(pools):
            fit = [one for one in pool if not conflict(one, subject, seated=chosen, is_outside=number == 2)]
            if not fit:
                raise LookupError(subject.innovation)
            best = min(fit, key=lambda one: burden[one.user])
            burden[best.user] += 1
            chosen.append(best)
        found[subject.innovation] = (chosen[0], chosen[1], chosen[2])
    return found


def _shuffled(people: Collection[Person], chance: random.Random) -> list[Person]:
    rows = sorted(people, key=lambda one: one.user)
    chance.shuffle(rows)
    return rows


def consensus(verdicts: Iterable[str]) -> int | None:
    """What the peers say together, as a place in ORDER: the middle one of three; of two that differ by one the worse.

    None when nobody could judge, or two differ by more than one and no third decides.
    """
    placed = sorted(ORDER.index(PeerVerdict(one)) for one in verdicts if one in ORDER)
    if not placed or (len(placed) == 2 and placed[1] - placed[0] > 1):
        return None
    return placed[-1] if len(placed) == 2 else int(median(placed))


def model_verdict(life: str) -> int | None:
    """What the model says in the words of peers; None where it measures nothing."""
    return {
        Life.NEW: 0, Life.ALIVE: 0, Life.WEAKENING: 1, Life.CRITICAL: 1, Life.DORMANT: 2, Life.DEAD: 2,
    }.get(Life(life))  # fmt: skip


def agreement(pairs: Iterable[tuple[int | None, int | None]]) -> Agreement:
    """Quadratic-weighted kappa over the pairs in which both judged."""
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    first, second = [one for one, _ in both], [other for _, other in both]
    return Agreement(quadratic_kappa(first, second, len(ORDER)), len(both))


def matrix(pairs: Iterable[tuple[int | None, int | None]]) -> list[list[int]]:
    """How often the model's word (row) met the peers' (column)."""
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return confusion([one for one, _ in both], [other for _, other in both], len(ORDER))


def place_of(verdict: str) -> int | None:
    """The place of a verdict in ORDER; None for "cannot judge" and for none."""
    return ORDER.index(PeerVerdict(verdict)) if verdict in ORDER else None


def weights_fault(weights: Mapping[str, int], known: Collection[str]) -> str:
    """Why weights cannot be a model's: NAMES, RANGE or SUM; "" when they can."""
    if set(weights) != set(known):
        return "NAMES"
    if any(not 0 <= weight <= 100 for weight in weights.values()):
        return "RANGE"
    return "" if sum(weights.values()) == 100 else "SUM"
