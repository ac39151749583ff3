"""From a webhook of the Cloud API to arrivals and receipts, and from a parcel to a message of the Graph API."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from balai.engine.conversations.public import Arrival, Batch, ChannelCode, Media, Parcel, Receipt

LONGEST, LONGEST_INTERACTIVE, LONGEST_PARAMETER = 4096, 1024, 900
MOST_BUTTONS, LONGEST_BUTTON, MOST_ROWS, LONGEST_ROW, LONGEST_DESCRIPTION = 3, 20, 10, 24, 72
_STATUSES = {"sent": "SENT", "delivered": "DELIVERED", "read": "READ", "failed": "FAILED"}
# What tells nothing: pressing a heart, changing a number.
_SILENT = frozenset({"reaction", "system", "unknown", "ephemeral"})


def batch_of(payload: dict[str, Any], *, phone_id: str) -> Batch:
    """Everything of one call: several messages of several people, and news of what we sent.

    Raises KeyError, ValueError or TypeError for what is no webhook of WhatsApp. Other numbers of the same business
    are not ours.
    """
    if payload["object"] != "whatsapp_business_account":
        raise ValueError("object")
    arrivals, receipts = [], []
    for value in _values(payload):
        if str(value.get("metadata", {}).get("phone_number_id", "")) != phone_id:
            continue
        arrivals += [_arrival(message) for message in value.get("messages", []) if _tells(message)]
        receipts += [_receipt(status) for status in value.get("statuses", [])]
    return Batch(tuple(arrivals), tuple(receipts))


def _values(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in payload["entry"]:
        for change in entry.get("changes", []):
            if change.get("field") == "messages":
                yield change["value"]


def _tells(message: dict[str, Any]) -> bool:
    return message.get("type") not in _SILENT and "from" in message


def _arrival(message: dict[str, Any]) -> Arrival:
    kind = message["type"]
    place = message["location"] if kind == "location" else {}
    return Arrival(
        channel=ChannelCode.WHATSAPP,
        provider_id=str(message["id"]),
        sender=str(message["from"]),
        sent_at=datetime.fromtimestamp(int(message["timestamp"]), UTC),
        text=_text(message, kind),
        latitude=float(place["latitude"]) if place else None,
        longitude=float(place["longitude"]) if place else None,
        media=_media(message, kind),
    )


def _text(message: dict[str, Any], kind: str) -> str:
    """The words, wherever they stand: of a text, under a photo, or behind a button."""
    if kind == "text":
        return str(message["text"]["body"])
    if kind == "interactive":
        answer = message["interactive"]
        return str((answer.get("button_reply") or answer.get("list_reply") or {}).get("id", ""))
    if kind == "button":
        return str(message["button"].get("payload") or message["button"].get("text", ""))
    return str((message.get(kind) or {}).get("caption", "")) if kind in {"image", "document"} else ""


def _media(message: dict[str, Any], kind: str) -> tuple[Media, ...]:
    found = message.get(kind) or {}
    is_picture = kind == "image" or str(found.get("mime_type", "")).startswith("image/")
    return (Media(str(found["id"])),) if kind in {"image", "document"} and is_picture else ()


def _receipt(status: dict[str, Any]) -> Receipt:
    errors = status.get("errors") or [{}]
    error = f"WHATSAPP_{errors[0]['code']}" if "code" in errors[0] else ""
    return Receipt(str(status["id"]), _STATUSES.get(status.get("status", ""), ""), error)


def message_of(parcel: Parcel, *, template: str, language: str) -> dict[str, Any]:
    """The payload of POST /messages: a template for whoever has been silent for a day, else what fits best."""
    payload: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": parcel.address,
        # Comes back with every status: our own name of the message.
        "biz_opaque_callback_data": parcel.reference,
    }
    if parcel.is_late:
        return {**payload, "type": "template", "template": _template(parcel.text, template, language)}
    if parcel.answers:
        payload["context"] = {"message_id": parcel.answers}
    interactive = _interactive(parcel)
    if interactive:
        return {**payload, "type": "interactive", "interactive": interactive}
    return {**payload, "type": "text", "text": {"preview_url": False, "body": parcel.text[:LONGEST]}}


def _interactive(parcel: Parcel) -> dict[str, Any] | None:
    body = {"text": parcel.text}
    if len(parcel.text) > LONGEST_INTERACTIVE or len(parcel.choices) > MOST_ROWS:
        return None
    if parcel.asks_place:
        return {"type": "location_request_message", "body": body, "action": {"name": "send_location"}}
    if not parcel.choices:
        return None
    if len(parcel.choices) <= MOST_BUTTONS and all(
        len(label) <= LONGEST_BUTTON for _, label in parcel.choices
    ):
        buttons = [{"type": "reply", "reply": {"id": key, "title": label}} for key, label in parcel.choices]
        return {"type": "button", "body": body, "action": {"buttons": buttons}}
    rows = [
        {"id": key, "title": label[:LONGEST_ROW], "description": label[:LONGEST_DESCRIPTION]}
        for key, label in parcel.choices
    ]
    return {
        "type": "list",
        "body": body,
        "action": {"button": "Pilih", "sections": [{"title": "Pilihan", "rows": rows}]},
    }


def _template(text: str, name: str, language: str) -> dict[str, Any]:
    """Parameters may hold neither line ends nor runs of spaces."""
    words = " ".join(text.split())[:LONGEST_PARAMETER]
    body = {"type": "body", "parameters": [{"type": "text", "text": words}]}
    return {"name": name, "language": {"code": language}, "components": [body]}
