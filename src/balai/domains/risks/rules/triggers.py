"""When a risk reports itself: a value on the wrong side for long enough; and when it falls silent again.

What is missing never fires and never calms: the trigger stays as it is, and says so.
"""

from collections.abc import Sequence
from decimal import Decimal

from balai.domains.risks.terms import Comparison, Verdict


def is_hit(value: Decimal, comparison: str, threshold: Decimal) -> bool:
    """Whether the value is on the wrong side."""
    match Comparison(comparison):
        case Comparison.BELOW:
            return value < threshold
        case Comparison.AT_MOST:
            return value <= threshold
        case Comparison.AT_LEAST:
            return value >= threshold
        case Comparison.ABOVE:
            return value > threshold


def verdict(
    values: Sequence[Decimal | None],
    thresholds: Sequence[Decimal | None],
    *,
    comparison: str,
    margin: Decimal,
    hold: int,
    is_fired: bool,
) -> Verdict:
    """What the newest values (oldest first, None missing) say, each against its threshold.

    It fires once the last `hold` of them are on the wrong side. A fired one calms when the newest is on the right side by
    more than `margin`: a value that trembles around the threshold does not ring every time.
    """
    last = list(zip(values, thresholds, strict=True))[-hold:]
    if len(last) < hold or any(value is None or threshold is None for value, threshold in last):
        return Verdict.MISSING
    known = [(value, threshold) for value, threshold in last if value is not None and threshold is not None]
    if not is_fired:
        hit = all(is_hit(value, comparison, threshold) for value, threshold in known)
        return Verdict.FIRE if hit else Verdict.REST
    value, threshold = known[-1]
    up = Comparison(comparison) in {Comparison.BELOW, Comparison.AT_MOST}
    calm_at = threshold + margin if up else threshold - margin
    return Verdict.STAY if is_hit(value, comparison, calm_at) else Verdict.CALM
