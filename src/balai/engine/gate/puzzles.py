"""Puzzles: signed, bound to a block of addresses, with an end, answered once. No third party is asked.

The contract for programs, the queue of a phone among them: a door answers 428 with

    {"code": "PUZZLE_NEEDED", "message": "…", "field": null,
     "puzzle": {"token": "…", "bits": 13, "algorithm": "SHA-256", "wait_seconds": 60}}

Find a decimal `number` for which SHA-256 of `<token>:<number>` begins with `bits` nought bits, and send the same again
with the header `Puzzle: <token>:<number>` (or the form field `puzzle`). Who cannot calculate waits `wait_seconds` and
sends `<token>:`; one such answer counts per block and span. The module `puzzle.js` does the former.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from balai.engine.gate import rules
from balai.engine.gate.models import SpentPuzzle
from balai.engine.gate.terms import DEFAULT_PUZZLE, PUZZLE
from balai.engine.parameters.public import value

_SALT = "balai.gate.puzzle"


def settings_at(at: datetime) -> dict[str, int]:
    """`from` so many in `seconds` puzzles are asked, of `least_bits` to `most_bits`; good for `minutes`."""
    return {**DEFAULT_PUZZLE, **(value(PUZZLE, on=timezone.localdate(at), default=None) or {})}


def issue(*, door: str, block: str, bits: int, at: datetime) -> dict[str, Any]:
    """A new puzzle for a block at a door, as the contract says."""
    payload = [door, _short(block), bits, int(at.timestamp()), token_urlsafe(9)]
    wait = settings_at(at)["wait_seconds"]
    # A colon ends the token in an answer, so there is none in it.
    token = signing.dumps(payload, salt=_SALT).replace(":", "~")
    return {"token": token, "bits": bits, "algorithm": "SHA-256", "wait_seconds": wait}


def accept(given: str, *, door: str, block: str, at: datetime) -> bool:
    """Whether an answer is right, for this door and block, in time, and given for the first time; it is used up by that."""
    token, _, answer = given.partition(":")
    try:
        told, issued_for, bits, issued, _nonce = signing.loads(token.replace("~", ":"), salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    settings = settings_at(at)
    age = at.timestamp() - issued
    if (told, issued_for) != (door, _short(block)) or not -5 <= age <= settings["minutes"] * 60:
        return False
    if answer:
        if not rules.is_solved(token, answer, bits=bits):
            return False
    elif age < settings["wait_seconds"] or not _first_to_wait(door, block, settings["wait_seconds"]):
        return False
    return _spend(token, at + timedelta(minutes=settings["minutes"]))


def _first_to_wait(door: str, block: str, seconds: int) -> bool:
    """One of a block in each span: a thousand tokens kept waiting at once are worth no more than one."""
    return cache.add(f"gate:waited:{door}:{_short(block)}", 1, timeout=seconds)


def _spend(token: str, until: datetime) -> bool:
    digest = sha256(token.encode()).hexdigest()
    return SpentPuzzle.objects.get_or_create(digest=digest, defaults={"expires_at": until})[1]


def _short(block: str) -> str:
    return sha256(f"gate:{block}".encode()).hexdigest()[:16]
