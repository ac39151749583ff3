"""Back, and send again: the same words from the same browser within minutes are the same report.

The key in the form does not cover this: a browser that comes back to the form asks for a new one, and puts the old words
into it. So the browser carries, for a quarter of an hour and for the form alone, a signed note of what it sent.
"""

from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from balai.domains.citizen_reports.actions.filing import Draft
from balai.domains.citizen_reports.terms import Identity

COOKIE, SALT, SECONDS, PATH = "balai_sent", "citizen_reports.sent", 900, "/lapor/"


def just_sent(request: HttpRequest, draft: Draft) -> str | None:
    """The tracking code that this browser got for the same words and place, if that was minutes ago."""
    try:
        fingerprint, code = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return code if fingerprint == _fingerprint(draft) else None


def remember_sent(answer: HttpResponse, draft: Draft, code: str) -> HttpResponse:
    """`answer`, with the note. A confidential report leaves none: the device may be shared."""
    if draft.identity != Identity.CONFIDENTIAL:
        note = signing.dumps([_fingerprint(draft), code], salt=SALT)
        answer.set_cookie(
            COOKIE,
            note,
            max_age=SECONDS,
            path=PATH,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


def _fingerprint(draft: Draft) -> str:
    told = "\n".join([draft.text.strip(), draft.area_code or "", draft.report_type])
    return sha256(told.encode()).hexdigest()[:32]
