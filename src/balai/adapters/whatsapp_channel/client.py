"""The channel WHATSAPP: the Graph API over HTTPS, with a bearer token."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from balai.adapters.whatsapp_channel.mapping import message_of
from balai.engine.conversations.public import MediaAway, MediaGone, Parcel
from balai.engine.notices.public import SendFailed
from balai.kits.http.calling import LOOPBACK, Answer, NotAnswered, call, call_json, is_safe

BASE = "https://graph.facebook.com/v21.0"
MOST_PHOTO_BYTES = 20 * 1024 * 1024
# Where Meta keeps media; the token goes nowhere else.
_MEDIA_HOSTS = (".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net")
# This message can never arrive: no such recipient, not allowed to be written to, malformed.
_LASTING = frozenset(
    {100, 131008, 131009, 131021, 131026, 131030, 131047, 131051, 132000, 132001, 132005, 132012, 133010}
)


@dataclass(frozen=True, slots=True)
class Account:
    """Settings of one number. Without a template nobody is written to who has been silent for a day."""

    phone_id: str
    token: str = field(repr=False)
    template: str = ""
    template_language: str = "id"
    base: str = BASE


class WhatsappChannel:
    """Sends by POST /<phone id>/messages, fetches by GET /<media id> and the address that it names."""

    takes_photos = True
    is_narrow = False

    def __init__(self, account: Account) -> None:
        if not account.phone_id.isdigit() or not account.token or not is_safe(account.base):
            raise ImproperlyConfigured("BALAI_WHATSAPP_PHONE_ID dan BALAI_WHATSAPP_TOKEN: isi keduanya.")
        self._account = account
        self._headers = {"Authorization": f"Bearer {account.token}"}

    @contextmanager
    def session(self) -> Iterator[Callable[[Parcel], str]]:
        yield self._send

    def _send(self, parcel: Parcel) -> str:
        account = self._account
        if not parcel.address.isdigit():
            raise SendFailed("ADDRESS_MALFORMED", is_permanent=True)
        if parcel.is_late and not account.template:
            raise SendFailed("WINDOW_CLOSED", is_permanent=True)
        payload = message_of(parcel, template=account.template, language=account.template_language)
        try:
            answer = call_json(
                "POST", f"{account.base}/{account.phone_id}/messages", payload, headers=self._headers
            )
        except NotAnswered as error:
            raise SendFailed(str(error), is_away=True) from None
        return _name_in(answer)

    def fetch(self, reference: str) -> bytes:
        """The bytes of a photo. Raises MediaGone, MediaAway."""
        if not reference.isalnum():
            raise MediaGone("REFERENCE")
        try:
            found = call("GET", f"{self._account.base}/{reference}", headers=self._headers)
            _check(found)
            url = str(found.json.get("url", ""))
            if not self._is_trusted(url):
                raise MediaGone("HOST")
            answer = call("GET", url, headers=self._headers, most_bytes=MOST_PHOTO_BYTES)
            _check(answer)
        except NotAnswered as error:
            raise (MediaGone if str(error) == "TOO_LARGE" else MediaAway)(str(error)) from None
        return answer.body

    def _is_trusted(self, url: str) -> bool:
        host = urlsplit(url).hostname or ""
        on_loopback = host in LOOPBACK and urlsplit(self._account.base).hostname in LOOPBACK
        return on_loopback or (url.startswith("https://") and f".{host}".endswith(_MEDIA_HOSTS))


def _check(answer: Answer) -> None:
    if answer.status in {401, 403, 429} or answer.status >= 500:
        raise MediaAway(f"STATUS_{answer.status}")
    if answer.status != 200:
        raise MediaGone(f"STATUS_{answer.status}")


def _name_in(answer: Answer) -> str:
    messages = answer.json.get("messages")
    if answer.status == 200 and messages:
        return str(messages[0]["id"])
    code = answer.json.get("error", {}).get("code", 0)
    name = f"WHATSAPP_{code or answer.status}"
    if code in _LASTING:
        raise SendFailed(name, is_permanent=True)
    # Too many messages, a token that ran out, a fault of theirs: the others need not be tried now.
    raise SendFailed(name, is_away=True)
