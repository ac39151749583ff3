"""One tree, two forms. XML to JSON follows the Spark convention: the root falls away, a list wrapper becomes
an array, an empty element becomes null (or an empty text)."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from balai.domains.citizen_reports.open311.terms import JSON, XML

PROLOG = '<?xml version="1.0" encoding="utf-8"?>\n'
# The element of each list.
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "attributes": "attribute",
    "values": "value",
    "notes": "note",
    "photos": "photo",
    "groups": "group",
}
# What XML 1.0 cannot hold, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Repeated(list):
    """A field that stands more than once: in XML the same element again, in JSON an array."""


Tree = Mapping[str, Any] | Sequence[Any]


def rendered(root: str, tree: Tree, form: str) -> bytes:
    """The answer's body in `form`, UTF-8. `root` names the outermost element; JSON leaves it out."""
    return {XML: to_xml, JSON: to_json}[form](root, tree)


def to_json(root: str, tree: Tree) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def to_xml(root: str, tree: Tree) -> bytes:
    parts = [PROLOG]
    _element(parts, root, tree)
    return "".join(parts).encode()


def _element(parts: list[str], name: str, value: Any) -> None:
    if isinstance(value, Repeated):
        for inner in value:
            _element(parts, name, inner)
        return
    if value is None or value == "" or value == []:
        parts.append(f"<{name}/>")
        return
    parts.append(f"<{name}>")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _element(parts, key, inner)
    elif isinstance(value, list):
        for inner in value:
            _element(parts, ITEMS[name], inner)
    else:
        parts.append(_text(value))
    parts.append(f"</{name}>")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_ILLEGAL.sub("", str(value)))


def moment(at: datetime | None) -> str | None:
    """`2026-09-01T01:15:00Z`: UTC, whole seconds; the one form that every known client reads."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
