"""The channel TELEGRAM: the Bot API over HTTPS. The bot's token stands in every address, so none is ever logged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from balai.adapters.telegram_channel.mapping import CALLBACK, message_of
from balai.engine.conversations.public import MediaAway, MediaGone, Parcel
from balai.engine.notices.public import SendFailed
from balai.kits.http.calling import Answer, NotAnswered, call, call_json, is_safe

MOST_PHOTO_BYTES = 20 * 1024 * 1024
BASE = "https://api.telegram.org"


class TelegramChannel:
    """Sends by sendMessage, fetches by getFile."""

    takes_photos = True
    is_narrow = False

    def __init__(self, token: str, *, base: str = BASE) -> None:
        if not is_safe(base) or ":" not in token:
            raise ImproperlyConfigured("BALAI_TELEGRAM_TOKEN: tulis kunci bot seperti 123456:ABC….")
        self._methods, self._files = f"{base}/bot{token}/", f"{base}/file/bot{token}/"

    @contextmanager
    def session(self) -> Iterator[Callable[[Parcel], str]]:
        yield self._send

    def _send(self, parcel: Parcel) -> str:
        if parcel.answers.startswith(CALLBACK):
            # Ends the turning circle on the button; too late for it is no matter.
            with suppress(NotAnswered):
                query = parcel.answers.removeprefix(CALLBACK)
                call_json("POST", f"{self._methods}answerCallbackQuery", {"callback_query_id": query})
        if not parcel.address.lstrip("-").isdigit():
            raise SendFailed("ADDRESS_MALFORMED", is_permanent=True)
        try:
            answer = call_json("POST", f"{self._methods}sendMessage", message_of(parcel))
        except NotAnswered as error:
            raise SendFailed(str(error), is_away=True) from None
        return str(_result(answer)["message_id"])

    def fetch(self, reference: str) -> bytes:
        """The bytes of a photo. Raises MediaGone, MediaAway."""
        try:
            found = call_json("POST", f"{self._methods}getFile", {"file_id": reference})
            path = found.json.get("result", {}).get("file_path", "")
            if found.status >= 500 or found.status == 429:
                raise MediaAway(f"STATUS_{found.status}")
            if not path or ".." in path:
                raise MediaGone(f"STATUS_{found.status}")
            answer = call("GET", f"{self._files}{path}", most_bytes=MOST_PHOTO_BYTES)
        except NotAnswered as error:
            raise (MediaGone if str(error) == "TOO_LARGE" else MediaAway)(str(error)) from None
        if answer.status != 200:
            raise (MediaAway if answer.status >= 500 else MediaGone)(f"STATUS_{answer.status}")
        return answer.body


def _result(answer: Answer) -> dict[str, Any]:
    """What was sent. A person who blocked the bot is gone for good; a wrong token is ours to mend."""
    if answer.status == 200 and answer.json.get("ok") and isinstance(answer.json.get("result"), dict):
        return answer.json["result"]
    if answer.status in {400, 403}:
        raise SendFailed(f"TELEGRAM_{answer.status}", is_permanent=True)
    raise SendFailed(f"TELEGRAM_{answer.status}", is_away=answer.status != 200)
