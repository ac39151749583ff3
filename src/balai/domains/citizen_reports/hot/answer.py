"""What a hot path gives to the door."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer: the status line, JSON as bytes, the headers that are its own, what else it varies with."""

    status: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    vary: tuple[str, ...] = ()


API_JSON = ("Content-Type", "application/json; charset=utf-8")
PLAIN_JSON = ("Content-Type", "application/json")


def encoded(value: Any) -> bytes:
    """JSON exactly as the ordinary interface writes it."""
    return _encoder().encode(value).encode()


@cache
def _encoder() -> json.JSONEncoder:
    return DjangoJSONEncoder()
