"""Answers of strangers as plain rows, and our reports as parameters. Everything here is without network."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from balai.domains.citizen_reports.relay.ports import (
    News,
    Offer,
    Outgoing,
    PeerAway,
    Question,
    Standing,
    Word,
)

# Elements that hold rows, wherever in the answer they stand.
ROWS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "service_definition": "attribute",
    "errors": "error",
}
FLAGS = frozenset({"private", "inactive", "staff", "waste_only"})
_TRUE = frozenset({"true", "1", "yes"})
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)\Z")
LONGEST = 4000


def rows_in(body: bytes, root: str) -> list[dict[str, Any]]:
    """The rows of an answer, XML or JSON. Raises PeerAway UNREADABLE for what is neither."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if text[:1] in {b"[", b"{"}:
            return list(_json_rows(json.loads(text), root))
        return [_plain(element) for element in _elements(fromstring(text), ROWS[root])]
    except (ValueError, ParseError, DefusedXmlException, RecursionError, UnicodeError):
        raise PeerAway("UNREADABLE", is_unsure=True) from None


def _json_rows(found: Any, root: str) -> Iterator[dict[str, Any]]:
    """An array, as the specification says; an object around it, as FixMyStreet does; one row alone."""
    if isinstance(found, list):
        for row in found:
            inner = row.get(ROWS[root]) if isinstance(row, dict) else None
            yield from _json_rows(inner, root) if isinstance(inner, (dict, list)) else _rows(row)
    elif isinstance(found, dict):
        wrapped = [found[key] for key in (root, f"{ROWS[root]}s", ROWS[root], "requests") if key in found]
        if wrapped and isinstance(wrapped[0], (list, dict)):
            yield from _json_rows(wrapped[0], root)
        elif root == "service_definition" and "attributes" in found:
            yield from _json_rows(found["attributes"], root)
        else:
            yield found


def _rows(row: Any) -> Iterator[dict[str, Any]]:
    if isinstance(row, dict):
        yield row


def _elements(tree: Element, name: str) -> Iterator[Element]:
    """The rows at whatever depth; namespaces do not matter, nor rows within rows."""
    for child in tree:
        if _bare(child.tag) == name:
            yield child
        else:
            yield from _elements(child, name)


def _bare(tag: Any) -> str:
    return str(tag).rpartition("}")[2].lower()


def _plain(element: Element) -> dict[str, Any]:
    """Children by name: text, a list where a name stands more than once, a mapping where there is something inside."""
    found: dict[str, Any] = {}
    for child in element:
        name = _bare(child.tag)
        value: Any = _plain(child) if len(child) else (child.text or "").strip()
        if name in found:
            held = found[name] if isinstance(found[name], list) else [found[name]]
            found[name] = [*held, value]
        else:
            found[name] = value
    return found


def text_of(row: Mapping[str, Any], *names: str) -> str:
    """The first of these that says something; numbers become text, lists their first, mappings nothing (a nested id is
    no id)."""
    for name in names:
        value = row.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if value is not None and not isinstance(value, (dict, list)) and str(value).strip():
            return str(value).strip()
    return ""


def moment_of(raw: str) -> datetime | None:
    """An aware moment of what they wrote; without a zone it is UTC; None for nonsense."""
    try:
        value = datetime.fromisoformat(_LOST_PLUS.sub(r"+\1", raw.strip()))
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def offer(row: Mapping[str, Any]) -> Offer | None:
    """A service; None for a row without a code. Flags stand among the keywords."""
    code = text_of(row, "service_code", "code", "id")
    if not code:
        return None
    words = {word.strip().lower() for word in text_of(row, "keywords").split(",")}
    groups = row.get("groups")
    group = text_of(row, "group") or (
        text_of(groups, "group") if isinstance(groups, dict) else text_of(row, "groups")
    )
    return Offer(
        code=code[:80],
        name=(text_of(row, "service_name", "name") or code)[:120],
        group=group[:80],
        has_questions=text_of(row, "metadata").lower() in _TRUE,
        flags=frozenset(words & FLAGS),
    )


def question(row: Mapping[str, Any]) -> Question | None:
    """An attribute; None for a notice (`variable` false) and for a row without a code."""
    code = text_of(row, "code")
    if not code or text_of(row, "variable").lower() in {"false", "0"}:
        return None
    values = row.get("values")
    listed = values.get("value", []) if isinstance(values, dict) else values or []
    pairs = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, dict)]
    return Question(
        code=code,
        label=text_of(row, "description") or code,
        is_required=text_of(row, "required").lower() in _TRUE,
        is_automated=bool(text_of(row, "automated")) or text_of(row, "protected").lower() in _TRUE,
        values={text_of(one, "key"): text_of(one, "name") for one in pairs},
    )


def news(row: Mapping[str, Any]) -> News | None:
    """An update; None for one without its id, its request or a moment that can be read."""
    number, own = text_of(row, "service_request_id"), text_of(row, "fixmystreet_id")
    update_id, at = text_of(row, "update_id"), moment_of(text_of(row, "updated_datetime"))
    if not update_id or not number or at is None:
        return None
    return News(
        update_id=update_id,
        number=number,
        status=text_of(row, "status").lower().replace(" ", "_").replace("-", "_"),
        text=text_of(row, "description")[:LONGEST],
        at=at,
        photos=_urls(row.get("media_url")),
        own_number=own,
    )


def _urls(value: Any) -> tuple[str, ...]:
    values: Sequence[Any] = value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        values = _urls(value.get("media_url"))
    return tuple(one for one in values if isinstance(one, str) and one.startswith(("https://", "http://")))


def standing(row: Mapping[str, Any]) -> Standing | None:
    """A request as they list it; the extended status where they tell it."""
    number = text_of(row, "service_request_id")
    if not number:
        return None
    more = row.get("extended_attributes")
    detail = text_of(more, "status") if isinstance(more, dict) else ""
    return Standing(
        number=number,
        detail=(detail or text_of(row, "status") or "open").lower(),
        text=text_of(row, "status_notes")[:LONGEST],
        updated_at=moment_of(text_of(row, "updated_datetime", "requested_datetime")),
    )


def filed(report: Outgoing, questions: Sequence[Question]) -> list[tuple[str, str]]:
    """The parameters of a report. Of their own questions only those are answered that programs answer."""
    first, _, last = report.name.partition(" ")
    pairs = [
        ("service_code", report.service_code),
        ("description", shortened(report.text)),
        ("client_key", report.number),
        ("deviceid", "balai"),
        ("device_id", "balai"),
        ("account_id", ""),
        ("first_name", first),
        ("last_name", last or ("-" if first else "")),
        ("email", report.email),
        ("phone", report.phone),
        ("foreign_id", report.number),
        ("report_url", report.url),
        ("relay_path", ",".join(report.path)),
    ]
    if report.latitude is not None and report.longitude is not None:
        pairs += [("lat", repr(report.latitude)), ("long", repr(report.longitude))]
    # Nothing is made up: a place that nobody knows is said to be one.
    pairs.append(("address_string", report.address))
    if report.latitude is None and not report.address:
        pairs.append(("address_id", "#NOTPINPOINTED#"))
    pairs += [("media_url", url) for url in report.photos]
    known = {
        "fixmystreet_id": report.number,
        "closest_address": report.address,
        "report_url": report.url,
        "title": report.text.splitlines()[0][:100] if report.text else "",
        "description": report.text,
        "easting": "",
        "northing": "",
    }
    pairs += [(f"attribute[{one.code}]", known[one.code]) for one in questions if known.get(one.code)]
    for one in questions:
        # The same question under the same code; a choice only where they know it.
        given = [value for value in report.answers.get(one.code, ()) if not one.values or value in one.values]
        name = f"attribute[{one.code}]" + ("[]" if len(given) > 1 else "")
        pairs += [(name, value) for value in given if not one.is_automated]
    return [(name, value) for name, value in pairs if value]


def shortened(text: str) -> str:
    """At most 4,000 characters; the end, where our number stands, is kept."""
    if len(text) <= LONGEST:
        return text
    tail = text[-400:].partition("\n")[2] or text[-400:]
    return f"{text[: LONGEST - len(tail) - 2]}…\n{tail}"


def said(word: Word) -> list[tuple[str, str]]:
    """The parameters of an update, as FixMyStreet sends them."""
    first, _, last = word.name.partition(" ")
    pairs = [
        ("service_request_id", word.number),
        ("service_request_id_ext", word.own_number),
        ("update_id", word.update_id),
        ("updated_datetime", stamp(word.at)),
        ("status", word.status),
        ("description", word.text[:LONGEST]),
        ("first_name", first or "-"),
        ("last_name", last or "-"),
        ("email", word.email),
        ("phone", word.phone),
        ("email_alerts_requested", "FALSE"),
        ("public_anonymity_required", "TRUE"),
    ]
    return [(name, value) for name, value in pairs if value]


def refusal_in(body: bytes) -> str:
    """What they say is wrong, in one line; "" where nothing can be read."""
    try:
        rows = rows_in(body, "errors")
    except PeerAway:
        return ""
    return "; ".join(filter(None, (text_of(row, "description") for row in rows)))[:300]
