"""Whether an innovation may be entered into an edition, and where paper and life put it together. Pure."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from balai.domains.innovations.rules.iga import Edition, Fault
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_maturity import LIFE_LEAST, PAPER_HALF, Aspect, Quadrant

ASLEEP = frozenset({Life.DORMANT, Life.DEAD, Life.CRITICAL})
UNSEEN = frozenset({Life.UNMEASURED, Life.UNPROVEN, Life.NEW, Life.ENDED})


def hindrances(
    edition: Edition,
    *,
    adopted: date | None,
    now: Decimal,
    former: Sequence[tuple[str, Decimal]],
    filled: Collection[str],
) -> list[Fault]:
    """Why it may not be entered, as (code of ENTRY_LABELS, values); [] when it may.

    `former` are the editions it was entered in before with its maturity then, oldest first. Sources: the window of 2026; since
    2024 one innovation enters at most twice and must have grown.
    """
    found: list[Fault] = []
    if edition.window:
        first, last = (date.fromisoformat(day) for day in edition.window)
        values = {"first": f"{first:%d-%m-%Y}", "last": f"{last:%d-%m-%Y}"}
        if adopted is None:
            found.append(("NO_DATE", values))
        elif not first <= adopted <= last:
            found.append(("WINDOW", values))
    if edition.repeats and len(former) >= edition.repeats:
        found.append(("REPEATS", {"times": str(len(former)), "most": str(edition.repeats)}))
    if edition.repeats and former and now <= former[-1][1]:
        values = {"edition": former[-1][0], "former": _said(former[-1][1]), "now": _said(now)}
        found.append(("NO_GROWTH", values))
    missing = [
        line.code for line in edition.of(Aspect.INNOVATION) if line.is_mandatory and line.code not in filled
    ]
    if missing:
        found.append(("MANDATORY", {"rows": ", ".join(missing)}))
    return found


def quadrant(paper: float, life: Life, index: float | None) -> Quadrant:
    """Where it stands: `paper` as a share 0..1 of the greatest maturity, `index` of life 0..100.

    What sleeps or is critical does not live, whatever its index; what cannot be measured is not called dead.
    """
    if life in UNSEEN or index is None:
        return Quadrant.UNKNOWN
    is_mature, lives = paper >= PAPER_HALF, index >= LIFE_LEAST and life not in ASLEEP
    if is_mature:
        return Quadrant.BOTH if lives else Quadrant.PAPER_ONLY
    return Quadrant.LIFE_ONLY if lives else Quadrant.NEITHER


def _said(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")
