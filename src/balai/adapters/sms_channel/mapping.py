"""From a call of a gateway to an arrival or a receipt, and from a parcel to a call of a gateway."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from django.utils import timezone

from balai.engine.conversations.public import Arrival, Batch, ChannelCode, Parcel, Receipt

NAMES = ("id", "from", "text", "time", "ref", "parts", "part", "status")
# Three parts: what a gateway charges for is bounded.
LONGEST = 459
# What phones of every make write; other signs would halve the room of a message.
_PLAIN = str.maketrans({"–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "·": "-"})
_DELIVERED = frozenset({"DELIVRD", "DELIVERED", "1", "OK", "SUCCESS"})
_FAILED = frozenset(
    {"UNDELIV", "UNDELIVERED", "EXPIRED", "REJECTD", "REJECTED", "FAILED", "DELETED", "2", "ERROR"}
)


def names_of(settings: list[str]) -> dict[str, str]:
    """Our names of fields and the gateway's: `["from=msisdn"]`. Raises ValueError for a name that is not ours."""
    given = dict(part.split("=", 1) for part in settings)
    unknown = set(given) - set(NAMES)
    if unknown:
        raise ValueError(f"BALAI_SMS_FIELDS: {', '.join(sorted(unknown))}")
    return {name: given.get(name, name) for name in NAMES}


def parse(body: bytes) -> dict[str, str]:
    """The fields of a form or of a flat JSON object."""
    text = body.decode()
    if text.lstrip().startswith("{"):
        return {key: "" if value is None else str(value) for key, value in json.loads(text).items()}
    return dict(parse_qsl(text, keep_blank_values=True))


def batch_of(fields: Mapping[str, str], *, names: Mapping[str, str], now: datetime) -> Batch:
    """One SMS. Without a name of its own it is known by sender, time and words: the same again is the same message.

    Raises KeyError, ValueError for a call without sender or text.
    """
    sender = digits(fields[names["from"]])
    text = fields[names["text"]]
    if not sender:
        raise ValueError("from")
    time = fields.get(names["time"], "")
    own = hashlib.sha256(f"{sender}|{time or now.strftime('%Y%m%d%H')}|{text}".encode()).hexdigest()[:40]
    arrival = Arrival(
        channel=ChannelCode.SMS,
        provider_id=fields.get(names["id"], "") or own,
        sender=sender,
        sent_at=moment(time, now=now),
        text=text,
        part=_part(fields, names),
        sequence=int(fields.get(names["part"], "") or 0),
    )
    return Batch((arrival,))


def _part(fields: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, int, int] | None:
    ref = fields.get(names["ref"], "")
    if not ref:
        return None
    return ref, int(fields.get(names["parts"], "") or 1), int(fields.get(names["part"], "") or 1)


def receipts_of(fields: Mapping[str, str], *, names: Mapping[str, str]) -> Batch:
    """A delivery report. Raises KeyError for one without a name."""
    word = fields.get(names["status"], "").strip().upper()
    status = "DELIVERED" if word in _DELIVERED else "FAILED" if word in _FAILED else ""
    error = f"SMS_{word}" if status == "FAILED" else ""
    return Batch(receipts=(Receipt(fields[names["id"]], status, error),))


def digits(number: str) -> str:
    """A number in international digits; one that begins with 0 is of this country."""
    found = "".join(filter(str.isdigit, number))
    return (
        f"62{found[1:]}" if found.startswith("0") and not found.startswith("00") else found.removeprefix("00")
    )


def moment(raw: str, *, now: datetime) -> datetime:
    """When it was written: ISO 8601, seconds since 1970, or `YYYY-MM-DD HH:MM:SS` in local time; else now."""
    if raw.isdecimal() and 9 <= len(raw) <= 13:
        return datetime.fromtimestamp(int(raw[:10]), tz=now.tzinfo)
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        return now
    return timezone.make_aware(found) if found.tzinfo is None else found


def words_of(parcel: Parcel) -> str:
    """What one SMS says: the short form where there is one."""
    text = (parcel.short or parcel.text).translate(_PLAIN)
    return re.sub(r"[ \t]+", " ", text)[:LONGEST]


def body_of(template: str, parcel: Parcel) -> tuple[bytes, str]:
    """The body of the call and its type, from a template with {to}, {text} and {reference} as JSON or as a form."""
    values = {"to": parcel.address, "text": words_of(parcel), "reference": parcel.reference}
    if template.lstrip().startswith(("{", "[")):
        return json.dumps(_filled(json.loads(template), values)).encode(), "application/json"
    pairs = [(key, _filled(value, values)) for key, value in parse_qsl(template, keep_blank_values=True)]
    return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def url_of(template: str, parcel: Parcel) -> str:
    """The address of the call; what is put into it is escaped."""
    values = {"to": parcel.address, "text": words_of(parcel), "reference": parcel.reference}
    return str(_filled(template, {name: quote(value, safe="") for name, value in values.items()}))


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    """`template` with its marks replaced, in one go: a mark inside somebody's words stays what it is."""
    if isinstance(template, dict):
        return {key: _filled(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, values) for value in template]
    if isinstance(template, str):
        return re.sub(r"\{(to|text|reference)\}", lambda match: values[match[1]], template)
    return template


def name_in(answer: Any, path: str) -> str:
    """The gateway's name of a message, at a path such as `data.0.id`."""
    for step in path.split("."):
        if isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        elif isinstance(answer, dict):
            answer = answer.get(step)
        else:
            return ""
    return str(answer) if isinstance(answer, str | int) else ""
