"""Places of work that go on without a signal: a worker that keeps blank pages, and the doors of the outbox.

The browser's half is `frontend/src/modules/outbox.js` and `templates/ui/worker.js`; what is filled in meanwhile waits
sealed (`kits/sealing.py`). What is kept on the phone: the look of the pages, and pages that know nobody.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from balai.foundation.errors import Refused
from balai.kits import sealing
from balai.kits.ui.assets import asset, module_addresses
from balai.kits.ui.words import said_refusal

LOOKS = ("ui/dist/ui.css", "ui/dist/ui.js", "ui/icons.svg", "ui/mark.svg")
UNPROCESSABLE = 422


def worker_response(
    *,
    name: str,
    root: str,
    pages: Sequence[str],
    parts: Sequence[str],
    marks: object = "",
    twins: Mapping[str, str] | None = None,
    refuges: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The service worker of the pages below `root`. Its text changes with what it keeps, and with it what phones keep.

    `name` tells its cache from those of other places; `pages` are the blank pages, the workspace first; `parts` the
    modules that they need; `marks` whatever else a blank page hangs on. `twins` names addresses with the blank page
    that stands for each; `refuges` addresses of forms with the page to go to when one could not be sent.
    """
    modules = module_addresses()
    files = [asset(path) for path in LOOKS] + [modules[part] for part in parts]
    kept = {
        "name": name,
        "root": root,
        "files": files,
        "pages": list(pages),
        "twins": dict(twins or {}),
        "refuges": dict(refuges or {}),
        "courier": modules["courier"],
        "solver": modules["solver"],
    }
    mark = hashlib.sha256(repr((kept, marks, get_language())).encode()).hexdigest()[:12]
    text = render_to_string("ui/worker.js", {"kept": json.dumps({**kept, "cache": f"{name}-{mark}"})})
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def greeting_response(request: HttpRequest, *, label: str) -> JsonResponse:
    """Who is signed in, as a number, the key to seal for, and the token for sending."""
    owner = hashlib.sha256(f"{label}{settings.SECRET_KEY}".encode()).hexdigest()[:16]
    return JsonResponse({"owner": owner, "key": sealing.public_key(label), "token": get_token(request)})


def sending_of(request: HttpRequest) -> tuple[UUID, bytes]:
    """The key and the sealed box of one sending. Raises Refused SENDING_INCOMPLETE."""
    try:
        return UUID(request.POST.get("key", "")), request.FILES["sealed"].read()
    except (ValueError, KeyError):
        raise Refused("SENDING_INCOMPLETE", "Kiriman ini tidak lengkap.") from None


def refusal_receipt(refusal: Refused) -> JsonResponse:
    """What the phone keeps of a sending that was refused; an answer that is no receipt where the house was too busy."""
    if refusal.status >= 500:
        return JsonResponse({}, status=refusal.status)
    return JsonResponse({"state": "REFUSED", "message": said_refusal(refusal)}, status=UNPROCESSABLE)
