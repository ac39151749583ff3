"""What the tests of notices share: templates of their own, invented people, channels in memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest

from balai.engine.notices import ports
from balai.engine.notices.ports import Message, SendFailed
from balai.engine.notices.terms import ChannelCode
from balai.engine.people.public import Role, User


class Pipe:
    """A channel that keeps what it takes; `answers` are failures to raise first, None for success."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.answers: list[SendFailed | None] = []

    @contextmanager
    def session(self) -> Iterator[Callable[[Message], None]]:
        yield self._send

    def _send(self, message: Message) -> None:
        failure = self.answers.pop(0) if self.answers else None
        if failure:
            raise failure
        self.taken.append(message)


@pytest.fixture
def at() -> datetime:
    """Ten o'clock in the morning in Batang."""
    return datetime(2026, 3, 17, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _templates(settings) -> None:
    changed = deepcopy(settings.TEMPLATES)
    changed[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = changed
    settings.PUBLIC_URL = "https://balai.example"


@pytest.fixture(autouse=True)
def mail(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """The channel EMAIL of this test; there is no other."""
    pipe = Pipe()
    monkeypatch.setattr(ports, "_bound", {ChannelCode.EMAIL: pipe})
    return pipe


@pytest.fixture
def wati(db) -> User:
    return User.objects.create_user("wati@contoh.example", full_name="Wati Rekaan", role=Role.EXECUTIVE)


@pytest.fixture
def budi(db) -> User:
    return User.objects.create_user("budi@contoh.example", full_name="Budi Rekaan", role=Role.CITIZEN)
