"""The names of our answers: unguessable, and bound to the address that they went to."""

import hmac
import re
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare

_OURS = re.compile(r"<balai\.([A-Za-z0-9:_\-]{1,80})\.([0-9a-f]{20})@[^>\s]+>")


def message_id(*, reference: str, address: str) -> str:
    """The Message-ID of an answer; the same each time it is tried."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<balai.{reference}.{_mark(reference, address)}@{host}>"


def is_answer_to_us(references: str, *, address: str) -> bool:
    """Whether the headers In-Reply-To and References name one of our answers to just this address."""
    return any(
        constant_time_compare(mark, _mark(reference, address))
        for reference, mark in _OURS.findall(references)
    )


def _mark(reference: str, address: str) -> str:
    text = f"{reference}\n{address.strip().casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"balai.mail." + text, sha256).hexdigest()[:20]
