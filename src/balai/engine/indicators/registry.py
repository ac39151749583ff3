"""Which indicators there are. Filled in apps.ready(), read by pages and by exports."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A number we measure. `label`, `unit`, `description` and `formula` are Indonesian, for people who ask how
    it is counted; `follower` names the journal follower that feeds it, for a rebuild; `reset` empties what that
    follower keeps besides."""

    code: str
    label: str
    unit: str
    description: str
    formula: str = ""
    follower: str = ""
    reset: Callable[[], None] | None = None


_indicators: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    """Make indicators known. Raises ValueError when a code is taken by a different one."""
    for indicator in indicators:
        if _indicators.setdefault(indicator.code, indicator) != indicator:
            raise ValueError(f"another indicator is registered as {indicator.code!r}")


def unregister(code: str) -> None:
    """Forget an indicator (its cells stay)."""
    _indicators.pop(code, None)


def indicator(code: str) -> Indicator:
    """The indicator with this code. Raises LookupError."""
    try:
        return _indicators[code]
    except KeyError:
        raise LookupError(f"no indicator {code!r}") from None


def indicators() -> list[Indicator]:
    """All of them, by code."""
    return [_indicators[code] for code in sorted(_indicators)]
