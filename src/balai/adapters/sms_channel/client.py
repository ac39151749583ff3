"""The channel SMS: one call of a gateway for each message."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured

from balai.adapters.sms_channel.mapping import body_of, name_in, url_of
from balai.engine.conversations.public import MediaGone, Parcel
from balai.engine.notices.public import SendFailed
from balai.kits.http.calling import NotAnswered, call, is_safe


@dataclass(frozen=True, slots=True)
class Gateway:
    """How messages go out. An empty body means GET with everything in the address."""

    url: str = field(repr=False)
    body: str = ""
    headers: str = field(default="", repr=False)
    id_path: str = "id"


class SmsChannel:
    """Sends by the gateway; there are no photos to be fetched."""

    takes_photos = False
    is_narrow = True

    def __init__(self, gateway: Gateway) -> None:
        try:
            self._headers = json.loads(gateway.headers or "{}")
            if gateway.body.lstrip().startswith(("{", "[")):
                json.loads(gateway.body)
        except ValueError:
            raise ImproperlyConfigured("BALAI_SMS_HEADERS dan BALAI_SMS_BODY: JSON-nya keliru.") from None
        if not is_safe(gateway.url):
            raise ImproperlyConfigured("BALAI_SMS_URL: tulis alamat https:// yang lengkap.")
        self._gateway = gateway

    @contextmanager
    def session(self) -> Iterator[Callable[[Parcel], str]]:
        yield self._send

    def _send(self, parcel: Parcel) -> str:
        gateway = self._gateway
        if not parcel.address.isdigit():
            raise SendFailed("ADDRESS_MALFORMED", is_permanent=True)
        body, kind = body_of(gateway.body, parcel) if gateway.body else (None, "")
        headers = {**self._headers, **({"Content-Type": kind} if kind else {})}
        try:
            answer = call("POST" if body else "GET", url_of(gateway.url, parcel), body=body, headers=headers)
        except NotAnswered as error:
            raise SendFailed(str(error), is_away=True) from None
        if answer.status in {400, 404, 422}:
            raise SendFailed(f"SMS_{answer.status}", is_permanent=True)
        if not 200 <= answer.status < 300:
            raise SendFailed(f"SMS_{answer.status}", is_away=True)
        return name_in(answer.json, gateway.id_path) or parcel.reference

    def fetch(self, reference: str) -> bytes:
        """There are none. Raises MediaGone."""
        raise MediaGone("SMS")
