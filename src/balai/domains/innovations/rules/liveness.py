"""Alive or not: six signals, a weighted index, and gates that only ever lower. Pure.

Source: this application's proposal (regions/national/parameters.yaml, `innovations.liveness_model`), to be calibrated with peer
checks. Usage leads because every other signal can be produced without a service; gates matter more than weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from balai.domains.innovations.terms import Life, Rhythm
from balai.domains.innovations.terms_liveness import Signal

# What a state may at most become by a gate: worse ones stand to the right.
_LADDER = (Life.ALIVE, Life.WEAKENING, Life.CRITICAL, Life.DORMANT)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (sum 100), windows in days by rhythm, least index of a state, and the days of the gates."""

    version: int
    weights: Mapping[Signal, int]
    windows: Mapping[Rhythm, int]
    thresholds: tuple[tuple[Life, int], ...]
    new_days: int
    dormant_days: int
    dormant_windows: int
    dead_days: int
    critical_windows: int
    vacant_days: int
    verified_quality: float
    respondents: int

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Model":
        """From the parameter. Raises ValueError when the weights do not sum to 100."""
        weights = {Signal(code): int(weight) for code, weight in data["weights"].items()}
        if sum(weights.values()) != 100 or set(weights) != set(Signal):
            raise ValueError(f"weights of liveness sum to {sum(weights.values())}, not to 100")
        return cls(
            version=data["version"],
            weights=weights,
            windows={Rhythm(code): int(days) for code, days in data["windows"].items()},
            thresholds=tuple((Life(row[0]), int(row[1])) for row in data["thresholds"]),
            new_days=data["new_days"],
            dormant_days=data["dormant_days"],
            dormant_windows=data["dormant_windows"],
            dead_days=data["dead_days"],
            critical_windows=data["critical_windows"],
            vacant_days=data["vacant_days"],
            verified_quality=data["verified_quality"],
            respondents=data["respondents"],
        )

    def dormant_after(self, window: int) -> int:
        """Days without use after which something sleeps."""
        return max(self.dormant_days, self.dormant_windows * window)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one innovation on a day. None: nobody has said.

    `used_now` and `used_before` are uses in the last window and in the one before it; `expected` per window; `idle_days`
    days without any use, from the launch where there never was one; shares lie between 0 and 1; `qualities` says how good
    the source of each signal is (1 a machine, 0.8 a third party, 0.5 a dated document, 0.2 an own claim, 0 nothing).
    `hole_days` and `hole_days_before` are days of the two windows on which no source was open: they are not zeros, so that
    the rest of the window is held against its share of what is expected. `idle_days` and `days_since_use` leave holes out.
    """

    window: int
    age_days: int
    used_now: int = 0
    used_before: int = 0
    expected: int | None = None
    active_units: int = 0
    target_units: int | None = None
    days_since_use: int | None = None
    idle_days: int = 0
    is_use_verified: bool = False
    has_source: bool = True
    achieved: float | None = None
    result_age_days: int = 0
    respondents: int = 0
    satisfaction: float | None = None
    complaints_closed: float | None = None
    has_steward: bool = False
    steward_act_days: int | None = None
    is_handed_over: bool = False
    vacant_days: int = 0
    budget: float = 0.0
    has_decree: bool = False
    evidence_days: int | None = None
    has_ended: bool = False
    hole_days: int = 0
    hole_days_before: int = 0
    qualities: Mapping[Signal, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """What came out. `index` and `confidence` 0..100, unrounded; `gates` are the codes that lowered the state."""

    life: Life
    index: float
    confidence: float
    signals: Mapping[Signal, float]
    gates: tuple[str, ...]


def measure(facts: Facts, model: Model) -> Measure:
    """The life of an innovation from what is known of it."""
    signals = {
        Signal.USAGE: usage(facts),
        Signal.RESULT: result(facts),
        Signal.CITIZENS: citizens(facts, model.respondents),
        Signal.STEWARDSHIP: stewardship(facts),
        Signal.RESOURCES: 0.6 * facts.budget + 0.4 * facts.has_decree,
        Signal.EVIDENCE: 0.0 if facts.evidence_days is None else _half(facts.evidence_days, 180),
    }
    index = sum(model.weights[signal] * score for signal, score in signals.items())
    confidence = sum(model.weights[signal] * facts.qualities.get(signal, 0.0) for signal in Signal)
    life, gates = _gated(_by_index(index, model), facts, model)
    return Measure(life, index, confidence, signals, gates)


def usage(facts: Facts) -> float:
    """At the expected pace, by how many units, growing or falling, how recently."""
    now = _whole(facts.used_now, facts.hole_days, facts.window)
    # Where the window before was one hole there is nothing to compare with: neither growing nor falling.
    before = _whole(facts.used_before, facts.hole_days_before, facts.window, empty=now)
    pace = min(1.0, now / facts.expected) if facts.expected else float(now > 0)
    trend = min(max(0.5 + 0.5 * (now - before) / max(before, 1), 0.0), 1.0) if now else 0.0
    if facts.target_units:
        level = 0.5 * pace + 0.3 * min(1.0, facts.active_units / facts.target_units) + 0.2 * trend
    else:
        level = 0.7 * pace + 0.3 * trend
    return level * _recency(facts.days_since_use, facts.window)


def _whole(used: int, holes: int, window: int, *, empty: float = 0.0) -> float:
    """Use as it would be over the whole window at the pace of its measured days."""
    measured = window - holes
    return used * window / measured if measured > 0 else empty


def _recency(days: int | None, window: int) -> float:
    if days is None:
        return 0.0
    return 1.0 if days <= window else 2 ** (-(days - window) / window)


def result(facts: Facts) -> float:
    """The measured effect against its target, fading once the measurement is older than a year."""
    if facts.achieved is None:
        return 0.0
    return min(1.0, max(facts.achieved, 0.0)) * _half(max(0, facts.result_age_days - 365), 365)


def citizens(facts: Facts, enough: int) -> float:
    """Score and number of answers, and complaints closed; parts without data leave the divisor."""
    answered = min(1.0, facts.respondents / enough)
    parts, divisor = 0.0, 0.0
    if facts.satisfaction is not None:
        parts += 0.5 * (facts.satisfaction - 25) / 75 * answered + 0.2 * answered
        divisor += 0.7
    if facts.complaints_closed is not None:
        parts += 0.3 * facts.complaints_closed
        divisor += 0.3
    return parts / divisor if divisor else 0.0


def stewardship(facts: Facts) -> float:
    """Somebody is in post, acts, and took over properly."""
    acted = 0.0 if facts.steward_act_days is None else _half(facts.steward_act_days, 90)
    return 0.5 * facts.has_steward + 0.3 * acted + 0.2 * facts.is_handed_over


def _half(days: int, half_life: int) -> float:
    return 2 ** (-days / half_life)


def _by_index(index: float, model: Model) -> Life:
    return next(life for life, least in model.thresholds if index >= least)


def _gated(life: Life, facts: Facts, model: Model) -> tuple[Life, tuple[str, ...]]:
    """The state after the gates, and those that changed or fixed it."""
    if facts.has_ended:
        return Life.ENDED, ("ENDED",)
    if facts.age_days < model.new_days:
        return Life.NEW, ("NEW",)
    if not facts.has_source:
        return Life.UNMEASURED, ("NO_SOURCE",)
    if facts.hole_days >= facts.window:
        return Life.UNMEASURED, ("SILENT",)
    sleeps = model.dormant_after(facts.window)
    if facts.idle_days >= sleeps + model.dead_days:
        return Life.DEAD, ("DEAD",)
    if facts.idle_days >= sleeps:
        return Life.DORMANT, ("DORMANT",)
    if not facts.is_use_verified:
        return Life.UNPROVEN, ("UNVERIFIED",)
    gates = []
    for code, holds, most in (
        ("IDLE", facts.idle_days >= model.critical_windows * facts.window, Life.CRITICAL),
        ("VACANT", facts.vacant_days > model.vacant_days, Life.WEAKENING),
    ):
        if holds and _LADDER.index(life) < _LADDER.index(most):
            life = most
            gates.append(code)
    return life, tuple(gates)
