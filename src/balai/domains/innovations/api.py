"""The way in for use that other applications tell."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError

from balai.domains.innovations.actions.usage import source_of_key, take_events
from balai.domains.innovations.rules.events import FAULT_LABELS
from balai.kits.http.throttle import throttle

router = Router(tags=["pemakaian"])
WRONG_KEYS, WINDOW_SECONDS = 30, 300


class Batch(Schema):
    """Events of use: `{id, at, unit?, amount?, internal?, actor?}` each; at most 5,000."""

    events: list[Any]


@router.post("/pemakaian", summary="Kirim kejadian pemakaian")
def take(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    """Take a batch with the key of its source (`Authorization: Bearer …`): how many were new, how many known already, and for
    each that was left out its place in the batch and why. Sending the same again changes nothing."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    source = source_of_key(key.strip()) if scheme.casefold() == "bearer" else None
    if source is None:
        throttle(request, scope="usage-key", limit=WRONG_KEYS, seconds=WINDOW_SECONDS)
        raise HttpError(401, "Kunci ini tidak dikenal atau sudah ditutup.")
    taken = take_events(source=source, rows=batch.events, at=timezone.now())
    return {
        "new": taken.new,
        "known": taken.known,
        "refused": [
            {"index": one.index, "code": one.code, "message": FAULT_LABELS[one.code]} for one in taken.faults
        ],
    }
