"""How an entry becomes bytes and bytes become a chain. Pure; anybody can repeat it in any language.

Digest of an entry: SHA-256 of a JSON array in UTF-8, without blanks, keys of objects sorted by code point,
characters unescaped where JSON allows:

    [1, id, code, at, by_kind, by_id, by_opd_id, by_role, subject_kind, subject_id, data, salt]

`at` is UTC with six decimals and a Z. Numbers are whole: floats are refused on entry, because databases do not
agree on how to print them. The salt keeps outsiders from guessing an entry out of its published digest.

Hash of a link: SHA-256 of the ASCII line `position|previous hash|digest`.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

FORMAT = 1
# JSON text as canonical as Python can make it; built once because a million entries pass through it.
_encode: Callable[[Any], str] = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


class Content(NamedTuple):
    """What is hashed of an entry, in this order."""

    id: int
    code: str
    at: datetime
    by_kind: str
    by_id: int | None
    by_opd_id: int | None
    by_role: str
    subject_kind: str
    subject_id: str
    data: dict
    salt: str


def canonical(content: Content | tuple) -> bytes:
    """The bytes of an entry: the same for the same facts on every database and in every time zone."""
    values = [FORMAT, *content]
    # Index 3 is `at`; written out by hand since isoformat() drops zero microseconds.
    values[3] = f"{values[3].astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return _encode(values).encode()


def digest_of(content: Content | tuple) -> str:
    """SHA-256 of the canonical entry, 64 hexadecimal digits."""
    return sha256(canonical(content)).hexdigest()


def link_hash(position: int, previous: str, digest: str) -> str:
    """SHA-256 that ties a digest to its position and to everything before it."""
    return sha256(f"{position}|{previous}|{digest}".encode("ascii")).hexdigest()


def check_data(value: Any) -> None:
    """Raise ValueError unless `value` is JSON that every database gives back exactly as it was put in:
    dicts with text keys, lists, text, whole numbers, true, false and null."""
    match value:
        case None | bool() | int():
            return
        case str():
            value.encode()  # half a surrogate pair raises UnicodeEncodeError, which is a ValueError
            if "\0" in value:
                raise ValueError("journal data: text with a NUL character")
        case dict():
            for key, part in value.items():
                if not isinstance(key, str):
                    raise ValueError(f"journal data: key {key!r} is not text")
                check_data(key)
                check_data(part)
        case list() | tuple():
            for part in value:
                check_data(part)
        case _:
            raise ValueError(f"journal data: {type(value).__name__} is not allowed")


def backoff(attempts: int) -> timedelta:
    """How long a failing follower waits before attempt number `attempts` + 1: 2, 4, 8 s … at most 1 hour."""
    return timedelta(seconds=min(2 ** min(attempts, 12), 3600))
