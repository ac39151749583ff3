"""What notices need from the outside: a way to carry one message to one address."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel carries. `reference` is the same each time one notice is tried, so that a receiver
    can recognise a second copy; `stop_url` is the one-click address to get no more of these."""

    reference: str
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    stop_url: str = field(default="", repr=False)


class SendFailed(Exception):
    """A message was not accepted. `code` names the reason without repeating an address.

    `is_permanent`: trying again is of no use. `is_away`: the service itself does not answer, so the
    other messages of the batch need not be tried now.
    """

    def __init__(self, code: str, *, is_permanent: bool = False, is_away: bool = False) -> None:
        super().__init__(code)
        self.code = code[:40]
        self.is_permanent = is_permanent
        self.is_away = is_away


class Channel(Protocol):
    """A way out. `session()` opens what a batch shares and yields `send`, which raises SendFailed."""

    def session(self) -> AbstractContextManager[Callable[[Message], None]]: ...


_bound: dict[str, Channel] = {}


def bind(code: str, channel: Channel | None) -> None:
    """Give a channel its way out; None takes it away. Called once per process, by the wiring."""
    if channel is None:
        _bound.pop(code, None)
    else:
        _bound[code] = channel


def bound(code: str) -> Channel | None:
    """The way out of a channel, or None where this installation has none."""
    return _bound.get(code)
