"""What conversations need: carriers to the outside, and somebody who knows what to say."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Media:
    """A photo: by the provider's name for it, or, where the provider hands it over at once, its bytes."""

    reference: str
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message from outside, as every channel can say it.

    `provider_id` is the provider's own name of the message: the same for every repetition. `sequence` orders messages
    of the same second where the provider numbers them. `part` is (name of the whole, how many, which) of a long SMS. `is_sure` is False where the sender's address may be forged.
    """

    channel: str
    provider_id: str
    sender: str = field(repr=False)
    sent_at: datetime
    text: str = field(default="", repr=False)
    sequence: int = 0
    latitude: float | None = field(default=None, repr=False)
    longitude: float | None = field(default=None, repr=False)
    media: tuple[Media, ...] = ()
    part: tuple[str, int, int] | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says of a message that we sent: `status` is SENT, DELIVERED, READ or FAILED."""

    provider_id: str
    status: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call of a provider brings."""

    arrivals: tuple[Arrival, ...] = ()
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be said. `short` fits one SMS; `choices` are (what comes back, label); `asks_place` offers the
    phone's own way to share a position; `about` is (kind, number) of a record that this conversation now concerns."""

    text: str = field(repr=False)
    short: str = field(default="", repr=False)
    choices: tuple[tuple[str, str], ...] = ()
    asks_place: bool = False
    about: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a carrier takes out. `reference` is the same each time one message is tried; `answers` is the provider's
    name of the message that this answers; `is_late`: the person has not written for a day."""

    reference: str
    address: str = field(repr=False)
    text: str = field(repr=False)
    short: str = field(default="", repr=False)
    choices: tuple[tuple[str, str], ...] = ()
    asks_place: bool = False
    answers: str = ""
    is_late: bool = False


class MediaGone(Exception):
    """The provider has this photo no longer, or it is none."""


class MediaAway(Exception):
    """The provider does not answer now; try again."""


class Carrier(Protocol):
    """A way out and in. `session()` opens what a batch shares and yields `send`, which returns the provider's name of
    the message and raises `notices.SendFailed`; `fetch` raises MediaGone, MediaAway. `takes_photos`, `is_narrow` (160
    letters) say what the channel can do."""

    takes_photos: bool
    is_narrow: bool

    def session(self) -> AbstractContextManager[Callable[[Parcel], str]]: ...

    def fetch(self, reference: str) -> bytes: ...


@dataclass(slots=True)
class Heard:
    """What the dialogue is told of one message. `photos` are the ids of kept documents; `is_late`: it was written
    before another one that is answered already; `masked`: a number of sixteen digits was taken out."""

    number: int
    text: str
    at: datetime
    latitude: float | None = None
    longitude: float | None = None
    photos: tuple[int, ...] = ()
    lost_photos: int = 0
    is_late: bool = False
    masked: bool = False
    is_sure: bool = True


Dialogue = Callable[..., Sequence[Reply]]

_carriers: dict[str, Carrier] = {}
_dialogues: list[Dialogue] = []


def bind(code: str, carrier: Carrier | None) -> None:
    """Give a channel its carrier; None takes it away. Called once per process, by the wiring."""
    if carrier is None:
        _carriers.pop(code, None)
    else:
        _carriers[code] = carrier


def bound(code: str) -> Carrier | None:
    """The carrier of a channel, or None where this installation has none."""
    return _carriers.get(code)


def bind_dialogue(dialogue: Dialogue) -> None:
    """Say who talks: `dialogue(conversation=…, heard=…, memory=…, at=…)` inside the turn's transaction.

    It may change `memory` (a dict of JSON) and returns what is to be said.
    """
    _dialogues[:] = [dialogue]


def talk(**told: Any) -> Sequence[Reply]:
    """What the bound dialogue says; nothing where none is bound."""
    return _dialogues[0](**told) if _dialogues else ()
