"""From an Update to an arrival, and from a parcel to sendMessage."""

from datetime import UTC, datetime
from typing import Any

from balai.engine.conversations.public import Arrival, Batch, ChannelCode, Media, Parcel

LONGEST = 4096
CALLBACK = "callback:"


def batch_of(update: dict[str, Any], *, now: datetime) -> Batch:
    """What an update brings: a message of a private chat, or a button that was pressed; of the rest nothing.

    Raises KeyError, ValueError or TypeError for what is no Update.
    """
    number = int(update["update_id"])
    if "callback_query" in update:
        return _pressed(update["callback_query"], number, now)
    message = update.get("message")
    if not isinstance(message, dict) or message["chat"].get("type") != "private":
        return Batch()
    if message.get("from", {}).get("is_bot"):
        return Batch()
    place = message.get("location") or {}
    arrival = Arrival(
        channel=ChannelCode.TELEGRAM,
        provider_id=f"update:{number}",
        sender=str(int(message["chat"]["id"])),
        sent_at=datetime.fromtimestamp(int(message["date"]), UTC),
        sequence=number,
        text=_words(str(message.get("text") or message.get("caption") or "")),
        latitude=float(place["latitude"]) if place else None,
        longitude=float(place["longitude"]) if place else None,
        media=_media(message),
    )
    return Batch((arrival,))


def _pressed(query: dict[str, Any], number: int, now: datetime) -> Batch:
    if query.get("message", {}).get("chat", {}).get("type", "private") != "private":
        return Batch()
    arrival = Arrival(
        channel=ChannelCode.TELEGRAM,
        provider_id=f"{CALLBACK}{query['id']}",
        sender=str(int(query["from"]["id"])),
        sent_at=now,
        sequence=number,
        text=str(query.get("data", "")),
    )
    return Batch((arrival,))


def _words(text: str) -> str:
    """Telegram's own commands begin with a slash: /start is a greeting, /status is STATUS."""
    if not text.startswith("/"):
        return text
    command, _, rest = text[1:].partition(" ")
    return f"{command.partition('@')[0]} {rest}".strip()


def _media(message: dict[str, Any]) -> tuple[Media, ...]:
    """The largest size of a photo, or a picture sent as a file."""
    sizes = message.get("photo") or []
    if sizes:
        largest = max(sizes, key=lambda size: int(size.get("width", 0)) * int(size.get("height", 0)))
        return (Media(str(largest["file_id"])),)
    document = message.get("document") or {}
    if str(document.get("mime_type", "")).startswith("image/"):
        return (Media(str(document["file_id"])),)
    return ()


def message_of(parcel: Parcel) -> dict[str, Any]:
    """The payload of sendMessage."""
    payload: dict[str, Any] = {
        "chat_id": int(parcel.address),
        "text": parcel.text[:LONGEST],
        "link_preview_options": {"is_disabled": True},
    }
    if parcel.choices:
        rows = [[{"text": label[:60], "callback_data": payload}] for payload, label in parcel.choices]
        payload["reply_markup"] = {"inline_keyboard": rows}
    elif parcel.asks_place:
        button = {"text": "Kirim lokasi saya", "request_location": True}
        payload["reply_markup"] = {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    return payload
