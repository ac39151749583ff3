"""A Graph API on the loopback interface, and the webhooks of its people; shapes as in Meta's published examples."""

import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from balai.kits.testing.loopback import served

PHONE_ID, TOKEN = "106540352242922", "kunci-rekaan-whatsapp"
APP_SECRET, VERIFY_TOKEN = "rahasia-rekaan-whatsapp", "periksa-rekaan"


@dataclass
class FakeWhatsapp:
    """`sent` holds the payloads of /messages; `media` the photos by id; `broken` is an answer given instead."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    broken: tuple[int, dict[str, Any]] | None = None
    address: str = ""
    _next: int = 0

    @contextmanager
    def running(self) -> Iterator["FakeWhatsapp"]:
        """Serve in a thread, on a free port."""
        with served(self._answer) as self.address:
            yield self

    def _answer(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str, bytes]:
        path = urlsplit(path).path
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            error = {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}
            return _json(401, {"error": error})
        if self.broken:
            return _json(*self.broken)
        if method == "POST" and path == f"/{PHONE_ID}/messages":
            return self._taken(json.loads(body))
        name = path.rpartition("/")[2]
        if path.startswith("/isi/"):
            return 200, "image/jpeg", self.media[name]
        if name not in self.media:
            return _json(400, {"error": {"message": "Unsupported get request.", "code": 100}})
        found = {"url": f"{self.address}/isi/{name}", "mime_type": "image/jpeg", "id": name}
        return _json(200, {"messaging_product": "whatsapp", **found})

    def _taken(self, payload: dict[str, Any]) -> tuple[int, str, bytes]:
        self.sent.append(payload)
        names = [{"id": f"wamid.keluar{len(self.sent)}"}]
        contacts = [{"input": payload["to"], "wa_id": payload["to"]}]
        return _json(200, {"messaging_product": "whatsapp", "contacts": contacts, "messages": names})

    def message(
        self, kind: str, content: Any, *, sender: str = "6280000000001", timestamp: int = 1_770_000_000
    ) -> dict[str, Any]:
        """A message that a person sends, of a type with its content."""
        self._next += 1
        name = f"wamid.masuk{self._next}"
        return {"from": sender, "id": name, "timestamp": str(timestamp), "type": kind, kind: content}

    def photo(self, content: bytes, caption: str = "") -> dict[str, Any]:
        """A message with a photo that can be fetched."""
        name = f"900{len(self.media) + 1}"
        self.media[name] = content
        told = {"id": name, "mime_type": "image/jpeg", "sha256": "cmVrYWFu"}
        return self.message("image", {**told, "caption": caption} if caption else told)


def webhook(*messages: dict[str, Any], statuses: tuple[dict[str, Any], ...] = ()) -> bytes:
    """The body of a call with these messages and statuses."""
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "6280000000000", "phone_number_id": PHONE_ID},
    }
    if messages:
        contacts = [{"profile": {"name": "Contoh"}, "wa_id": message["from"]} for message in messages]
        value |= {"contacts": contacts, "messages": list(messages)}
    if statuses:
        value["statuses"] = list(statuses)
    changes = [{"value": value, "field": "messages"}]
    payload = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "8856996819413533", "changes": changes}],
    }
    return json.dumps(payload).encode()


def signature(body: bytes) -> str:
    """The header X-Hub-Signature-256 of a body."""
    return f"sha256={hmac.new(APP_SECRET.encode(), body, sha256).hexdigest()}"


def _json(status: int, payload: dict[str, Any]) -> tuple[int, str, bytes]:
    return status, "application/json", json.dumps(payload).encode()
