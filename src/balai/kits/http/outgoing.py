"""Asking other machines at addresses that people typed: bounded in time and size, and never a machine of our own network.

A name is resolved once and the connection goes to the very address that was checked: a name that changes its mind between the
two (DNS rebinding) gains nothing. Redirects are not followed. Nothing that was sent is logged or put into an exception.
"""

import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

PATIENCE_SECONDS = 20.0
MOST_BYTES = 8 * 1024 * 1024
_CHUNK = 64 * 1024
_SAFE = "/%:@!$&'()*+,;=~-._?"
_NAT64 = IPv6Network("64:ff9b::/96")


class Unreachable(Exception):
    """No good answer. `code` says why without addresses; `is_sent`: the request went out, and may have been carried out."""

    def __init__(self, code: str, *, is_sent: bool = False) -> None:
        super().__init__(code)
        self.code, self.is_sent = code, is_sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    patience: float = PATIENCE_SECONDS,
    most_bytes: int = MOST_BYTES,
    private_hosts: Collection[str] = (),
) -> Answer:
    """One request. `private_hosts` are names or addresses inside, and may be asked without TLS. Raises Unreachable
    ADDRESS_INVALID, ADDRESS_PRIVATE, HOST_UNKNOWN, NO_CONNECTION, NO_ANSWER, TOO_SLOW, TOO_LONG."""
    until = time.monotonic() + patience
    target = _checked(url, private_hosts)
    parts = urlsplit(url)
    connection = _Pinned(target, parts.hostname or "", parts.scheme == "https", patience)
    path = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    try:
        connection.connect()
    except (OSError, ValueError) as error:
        connection.close()
        raise Unreachable("NO_CONNECTION") from error
    try:
        connection.request(method, path, body=body, headers={"Connection": "close", **(headers or {})})
        response = connection.getresponse()
        found = _read(response, until, most_bytes)
        kept = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, kept, found)
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable("NO_ANSWER", is_sent=True) from error
    finally:
        connection.close()


def host_of(url: str) -> str:
    """The host of an address in small letters, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_public(address: str) -> bool:
    """Whether a numeric address lies outside: neither this machine nor a network that is not the internet."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _checked(url: str, private_hosts: Collection[str]) -> tuple[str, int]:
    """The numeric address and port to connect to."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise Unreachable("ADDRESS_INVALID") from None
    inside = host in private_hosts
    if not host or parts.scheme not in {"http", "https"} or parts.username or not url.isprintable():
        raise Unreachable("ADDRESS_INVALID")
    if parts.scheme == "http" and not inside:
        raise Unreachable("ADDRESS_INVALID")
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Unreachable("HOST_UNKNOWN") from None
    # All of them: a name with one good and one bad address is a trap.
    if not inside and not all(is_public(address) for address in found):
        raise Unreachable("ADDRESS_PRIVATE")
    return sorted(found)[0], port


def _read(response, until: float, most_bytes: int) -> bytes:  # type: ignore[no-untyped-def]
    """All of the answer; a server that drips is cut off, one that floods too, and half an answer is none."""
    parts, size = [], 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            raise Unreachable("TOO_LONG", is_sent=True)
        if time.monotonic() > until:
            raise Unreachable("TOO_SLOW", is_sent=True)
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and size < int(promised):
        raise Unreachable("NO_ANSWER", is_sent=True)
    return b"".join(parts)


class _Pinned(HTTPConnection):
    """A connection to the address that was checked, under the name that was asked for."""

    def __init__(self, target: tuple[str, int], host: str, is_secure: bool, patience: float) -> None:
        super().__init__(host, target[1], timeout=patience)
        self._target, self._is_secure = target, is_secure
        # The port stands in the header `Host` only where it is not the usual one.
        self.default_port = 443 if is_secure else 80

    def connect(self) -> None:
        self.sock = socket.create_connection(self._target, self.timeout)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
