"""Calling another program over HTTPS: bounded in time and size, no redirects, nothing of it in a log."""

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

PATIENCE_SECONDS = 15.0
MOST_BYTES = 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotAnswered(Exception):
    """The other side cannot be reached, or said less than it announced. The text is a kind, never an address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body; `json` is {} for what is no JSON object."""

    status: int
    body: bytes = field(repr=False)

    @property
    def json(self) -> dict[str, Any]:
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def is_safe(url: str) -> bool:
    """Whether an address is HTTPS, or on this machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in LOOPBACK)


def call(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    patience: float = PATIENCE_SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Answer:
    """One request. Raises NotAnswered, ValueError for an address that is neither HTTPS nor on this machine."""
    if not is_safe(url):
        raise ValueError("alamat harus https://")
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=patience)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        content = answer.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise NotAnswered("TOO_LARGE")
        return Answer(answer.status, content)
    except (OSError, HTTPException) as error:
        raise NotAnswered(type(error).__name__) from None
    finally:
        connection.close()


def call_json(method: str, url: str, payload: Any, *, headers: dict[str, str] | None = None) -> Answer:
    """The same with JSON as the body."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    return call(method, url, body=body, headers={"Content-Type": "application/json", **(headers or {})})
