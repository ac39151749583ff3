"""Examples in the description of an API operation: of its request and of each of its answers, refusals included."""

from collections.abc import Mapping
from typing import Any

from ninja import Schema

DATABASE_AWAY = {
    "code": "DATABASE_AWAY",
    "message": "Balai sedang tidak dapat membaca datanya.",
    "field": None,
}


class Error(Schema):
    """Every refusal. `code` is stable; `message` is for people; `field` names what it is about."""

    code: str
    message: str
    field: str | None


def answers(schema: Any, *refusals: int, status: int = 200) -> dict[int, Any]:
    """The `response` of an operation: its good answer, its refusals, and that the database may be away."""
    return {status: schema} | dict.fromkeys((*refusals, 503), Error)


def described(
    *,
    good: Mapping[int, Any],
    refusals: Mapping[int, Mapping[str, Any]] | None = None,
    body: Any = None,
    kind: str = "application/json",
) -> dict[str, Any]:
    """The `openapi_extra` of an operation: an example for each answer by its status, and for the request."""
    examples = {**good, **(refusals or {}), 503: DATABASE_AWAY}
    extra: dict[str, Any] = {
        "responses": {
            status: {"content": {"application/json": {"example": example}}}
            for status, example in examples.items()
        }
    }
    if body is not None:
        extra["requestBody"] = {"content": {kind: {"example": body}}}
    return extra


def refusal(code: str, message: str, field: str | None = None) -> dict[str, Any]:
    """An example of a refusal."""
    return {"code": code, "message": message, "field": field}
