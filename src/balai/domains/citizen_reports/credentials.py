"""Keys of other applications: what is kept of them, and who holds one."""

import hashlib
import secrets

from balai.domains.citizen_reports.models import ApiKey

PREFIX = "blk_"


def new_secret() -> str:
    """A key with 256 random bits, recognisable by its beginning."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is stored of a key. A fast hash is enough: a key of 256 random bits cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(secret: str) -> ApiKey | None:
    """The key that this secret opens, unless it was revoked."""
    if not secret.startswith(PREFIX):
        return None
    return ApiKey.objects.filter(digest=digest_of(secret), revoked_at=None).first()
