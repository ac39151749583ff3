"""The signed one-click address by which somebody gets no more notices of a scope (RFC 8058)."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from balai.engine.notices.models import Notice
from balai.foundation.errors import NotFound

_SALT = "balai.notices.stop"


def stop_url(notice: Notice) -> str:
    """The full address; it holds no personal data, and nobody can make one for somebody else."""
    token = signing.dumps([notice.recipient_key, notice.scope], salt=_SALT)
    return settings.PUBLIC_URL.rstrip("/") + reverse("notices:stop", args=[token])


def read_token(token: str) -> tuple[str, str]:
    """Recipient key and scope. Raises NotFound STOP_LINK_INVALID."""
    try:
        key, scope = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        raise NotFound(
            "STOP_LINK_INVALID", "Tautan ini tidak lengkap. Salin seluruh tautan dari surel Anda."
        ) from None
    return key, scope
