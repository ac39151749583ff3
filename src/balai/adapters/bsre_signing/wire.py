"""One call of the Esign Client server: JSON there and back, bounded in time and size, without redirects."""

import http.client
import json
import ssl
import time
from base64 import b64encode
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_MOST_BYTES = 32 * 1024 * 1024
_CHUNK = 64 * 1024


class Unreachable(Exception):
    """No answer, too late, too long, or not the language we speak. Says why in a code, never what was sent."""


class Wire:
    """Speaks to `https://user:password@host[:port][/prefix]`; `patience` is the longest that one call may take."""

    def __init__(self, address: str, *, patience: float) -> None:
        url = urlsplit(address)
        if url.scheme not in {"http", "https"} or not (url.hostname and url.username and url.password):
            raise ImproperlyConfigured("BALAI_SIGNING_BSRE: tulis https://pengguna:sandi@host.")
        if url.scheme == "http" and url.hostname not in _LOOPBACK:
            raise ImproperlyConfigured("BALAI_SIGNING_BSRE: harus https, karena passphrase lewat di sana.")
        self._is_secure = url.scheme == "https"
        self._host, self._port = url.hostname, url.port
        self._prefix = url.path.rstrip("/")
        pair = f"{unquote(url.username)}:{unquote(url.password)}".encode()
        self._authorization = f"Basic {b64encode(pair).decode()}"
        self._patience = patience

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The HTTP status and the JSON object that came back. Raises Unreachable."""
        until = time.monotonic() + self._patience
        connection = self._connection()
        try:
            connection.request(
                "POST",
                self._prefix + path,
                json.dumps(body).encode(),
                {
                    "Authorization": self._authorization,
                    "Content-Type": "application/json",
                    "Accept": "application/json",
                },
            )
            response = connection.getresponse()
            return response.status, _object(_read(response, until))
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(type(error).__name__) from None
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self._is_secure:
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=self._patience, context=ssl.create_default_context()
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=self._patience)


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    """All of the answer. A server that drips is cut off, one that floods too."""
    parts, size = [], 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            raise Unreachable("TooLong")
        if time.monotonic() > until:
            raise Unreachable("TooSlow")
    return b"".join(parts)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        raise Unreachable("NotJson") from None
    if not isinstance(found, dict):
        raise Unreachable("NotAnObject")
    return found
