"""A gateway in memory, for tests of what stands above; it agrees with the client (see the tests)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from balai.engine.notices.public import Message, SendFailed


class FakePhoneChannel:
    """Keeps what was sent in `taken` as (digits, subject, body); refuses while `refuses` is True."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, str]] = []
        self.refuses = False

    @contextmanager
    def session(self) -> Iterator[Callable[[Message], None]]:
        yield self._send

    def _send(self, message: Message) -> None:
        phone = "".join(filter(str.isdigit, message.address))
        if not phone:
            raise SendFailed("ADDRESS_MALFORMED", is_permanent=True)
        if self.refuses:
            raise SendFailed("GATEWAY_REFUSED")
        self.taken.append((phone, message.subject, message.body))
