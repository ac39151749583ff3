"""The port to other bodies: what is asked of a client, and how it says that it did not work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """Where a body is reached. `key` opens writing."""

    endpoint: str
    jurisdiction: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of theirs. `flags` are FixMyStreet's: private, inactive, staff, waste_only."""

    code: str
    name: str
    group: str = ""
    has_questions: bool = False
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """One attribute of a service. `is_automated`: filled by the sending program, not asked of people."""

    code: str
    label: str
    is_required: bool
    is_automated: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A report on its way. `number` is ours and the same at every attempt; `path` the bodies it came through."""

    number: str
    service_code: str
    text: str
    url: str
    at: datetime
    path: Sequence[str] = ()
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    photos: Sequence[str] = ()
    # By the code of the question: what may be shown of the answers, which free text may not.
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back: their number, or a token to ask for it later."""

    number: str = ""
    token: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """An update of ours to a report of theirs; `status` in FixMyStreet's capital letters."""

    update_id: str
    number: str
    own_number: str
    status: str
    text: str
    at: datetime
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class News:
    """An update of theirs; `status` in small letters."""

    update_id: str
    number: str
    status: str
    text: str
    at: datetime
    photos: Sequence[str] = ()
    own_number: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A report as they list it. `detail` is their extended status where they have one, else open or closed."""

    number: str
    detail: str
    text: str
    updated_at: datetime | None


class PeerAway(Exception):
    """Not now. `code` says why without addresses; `is_unsure`: it may have arrived all the same; `wait` in seconds."""

    def __init__(self, code: str, *, is_unsure: bool = False, wait: float | None = None) -> None:
        super().__init__(code)
        self.code, self.is_unsure, self.wait = code, is_unsure, wait


class PeerRefused(Exception):
    """They said no, and will say it again. `message` is theirs, shortened."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code)
        self.code, self.message = code, message


class UpdatesUnknown(PeerRefused):
    """This body has no list of updates: its requests have to be looked at instead."""


class Peer(Protocol):
    """A client. Every call raises PeerAway or PeerRefused."""

    def services(self, to: Address) -> Sequence[Offer]:
        """What can be filed there. Discovery is tried first where `endpoint` ends in `discovery…`."""

    def questions(self, to: Address, service_code: str) -> Sequence[Question]:
        """The attributes of a service, in their order."""

    def send(self, to: Address, report: Outgoing) -> Sent:
        """File a report. The same number twice is one report where the server knows `client_key`."""

    def find(self, to: Address, report: Outgoing) -> str:
        """Their number of a report that was sent before, by our number in its text; "" when it is not there."""

    def number_of(self, to: Address, token: str) -> str:
        """The number that a token has become; "" while it has none."""

    def say(self, to: Address, word: Word) -> str:
        """Send an update; gives their id of it ("" when they do not say)."""

    def news(self, to: Address, *, since: datetime, until: datetime, own: bool = False) -> Sequence[News]:
        """Updates in a window, oldest first, all pages. `own`: only of what our key filed. Raises UpdatesUnknown."""

    def standings(self, to: Address, numbers: Collection[str]) -> Mapping[str, Standing]:
        """How these reports stand; what they do not show is left out."""


_peer: Peer | None = None


def bind_peer(peer: Peer | None) -> None:
    """Say, in the wiring, who speaks to other bodies."""
    global _peer
    _peer = peer


def peer() -> Peer:
    """The client. Raises PeerAway NO_CLIENT where none is bound."""
    if _peer is None:
        raise PeerAway("NO_CLIENT")
    return _peer
