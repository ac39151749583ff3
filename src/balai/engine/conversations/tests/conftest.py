"""A carrier in memory and a dialogue that repeats what it hears."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from balai.engine.conversations import ports
from balai.engine.conversations.ports import Arrival, Parcel, Reply

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
SETTLED = AT + timedelta(seconds=10)


class Carrier:
    """Keeps what was sent; `failures` are raised first, one by one. `photos` by name, or what is raised instead."""

    takes_photos = True
    is_narrow = False

    def __init__(self) -> None:
        self.sent: list[Parcel] = []
        self.failures: list[Exception] = []
        self.photos: dict[str, bytes | Exception] = {}
        self.fetched: list[str] = []

    @contextmanager
    def session(self) -> Iterator[Callable[[Parcel], str]]:
        yield self._send

    def _send(self, parcel: Parcel) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(parcel)
        return f"keluar-{len(self.sent)}"

    def fetch(self, reference: str) -> bytes:
        self.fetched.append(reference)
        found = self.photos[reference]
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def texts(self) -> list[str]:
        return [parcel.text for parcel in self.sent]


def echo(*, conversation: Any, heard: Any, memory: dict, at: datetime) -> list[Reply]:
    """Says how many were heard, and what."""
    memory["count"] = memory.get("count", 0) + 1
    photos = f" +{len(heard.photos)} foto" if heard.photos or heard.lost_photos else ""
    return [Reply(f"{memory['count']}. {heard.text}{photos}")]


@pytest.fixture
def carrier(monkeypatch) -> Carrier:
    made = Carrier()
    monkeypatch.setattr(ports, "_carriers", {"TELEGRAM": made})
    monkeypatch.setattr(ports, "_dialogues", [echo])
    return made


def arrival(number: int, text: str = "", *, sender: str = "7001", **more: Any) -> Arrival:
    """The message with that number; it was written that many seconds before the moment of the tests."""
    more.setdefault("sent_at", AT - timedelta(seconds=60 - number))
    return Arrival("TELEGRAM", f"update:{number}", sender, text=text, sequence=number, **more)
