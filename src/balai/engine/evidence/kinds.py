"""Instruments that a proof may stand for. Filled by rooms in `apps.ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRows:
    """What a room tells about an instrument, so that any proof can be laid beside any of its rows.

    `editions()` gives the codes of its editions, the newest first; `rows(edition)` gives (code, label) of the rows that
    take evidence.
    """

    code: str
    label: str
    editions: Callable[[], Sequence[str]]
    rows: Callable[[str], Sequence[tuple[str, str]]]


_instruments: dict[str, InstrumentRows] = {}


def register_instrument(instrument: InstrumentRows) -> None:
    """Make it known. Registering a code twice is a programming error."""
    if instrument.code in _instruments:
        raise ValueError(f"instrument {instrument.code} is registered twice")
    _instruments[instrument.code] = instrument


def instrument(code: str) -> InstrumentRows | None:
    """The instrument with this code, None when no room has it."""
    return _instruments.get(code)


def instruments() -> list[InstrumentRows]:
    """All of them, by label."""
    return sorted(_instruments.values(), key=lambda one: one.label)
