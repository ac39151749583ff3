"""A random draw that anybody can repeat, and what its answers are worth.

Sources: Wilson (1927), as in Brown, Cai, DasGupta (2001) for the interval; Krejcie and Morgan for the least sample
(`foundation.satisfaction.sample_size`); the response rate is AAPOR's RR1, answered of all that were drawn.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Of the normal distribution, two-sided 95 %.
Z95 = 1.959964
SATISFIED = 3


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `n` with its interval at 95 %; all from 0 to 1, None where nobody answered."""

    count: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def draw(frame: Iterable[int], size: int, *, seed: str) -> list[int]:
    """`size` of the frame, by chance and yet repeatable: those with the smallest SHA-256 of `seed:id`, in that order.

    Hangs on no library's generator, so that it can be recounted in any language. The order of the frame does not
    matter; the same id twice counts once; a larger draw with the same seed contains the smaller one.
    """
    ranked = sorted(set(frame), key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    return ranked[: max(0, size)]


def wilson(count: int, n: int, *, z: float = Z95) -> Share:
    """The share `count / n` with Wilson's score interval. Raises ValueError where count is no part of n."""
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n}")
    if n == 0:
        return Share(0, 0, None, None, None)
    share = count / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Share(count, n, share, max(0.0, middle - half), min(1.0, middle + half))


def satisfied(scores: Sequence[int | None]) -> Share:
    """How many of those who gave a score gave 3 or 4."""
    given = [score for score in scores if score is not None]
    return wilson(sum(score >= SATISFIED for score in given), len(given))


def response_rate(answered: int, drawn: int) -> float | None:
    """Answered of all that were drawn, 0 to 1; None where nobody was."""
    return answered / drawn if drawn else None
