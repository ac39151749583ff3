"""The channel PHONE. Apprise only tells whether a service took a message, so no failure is permanent."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from apprise import Apprise, NotifyFormat
from django.core.exceptions import ImproperlyConfigured

from balai.engine.notices.public import Message, SendFailed

# Apprise writes targets, that is numbers, into its own log.
logging.getLogger("apprise").setLevel(logging.CRITICAL)


class AppriseChannel:
    """Sends by the first service that takes the message. `addresses` may hold `{phone}`."""

    def __init__(self, addresses: Sequence[str]) -> None:
        for address in addresses:
            if not Apprise().add(_filled(address, "628000000000")):
                raise ImproperlyConfigured("BALAI_APPRISE_URLS: ada alamat yang tidak dikenal oleh Apprise.")
        self._addresses = tuple(addresses)

    @contextmanager
    def session(self) -> Iterator[Callable[[Message], None]]:
        yield self._send

    def _send(self, message: Message) -> None:
        phone = "".join(filter(str.isdigit, message.address))
        if not phone:
            raise SendFailed("ADDRESS_MALFORMED", is_permanent=True)
        if not any(self._taken(address, phone, message) for address in self._addresses):
            raise SendFailed("GATEWAY_REFUSED")

    def _taken(self, address: str, phone: str, message: Message) -> bool:
        service = Apprise()
        service.add(_filled(address, phone))
        return bool(service.notify(title=message.subject, body=message.body, body_format=NotifyFormat.TEXT))


def _filled(address: str, phone: str) -> str:
    return address.replace("{phone}", phone)
