"""Contact details at rest: encrypted with keys that live outside the database, searchable by a keyed fingerprint.

The keys are Fernet keys in `settings.DATA_KEYS`: the first one writes, all of them read, so a new key is put in front
and old rows stay readable until `kits/rotation.py` has written them again. Fingerprints have keys of their own in
`settings.INDEX_KEYS` (where there are none, the oldest data key): the first one writes, all of them find.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

# What a key that was made for fingerprints begins with.
INDEX_KEY = "ix-"


def encrypt(text: str) -> str:
    """The ciphertext of `text`, as printable ASCII; different each time."""
    return _fernet(tuple(settings.DATA_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a ciphertext. Raises ImproperlyConfigured when none of the keys fits."""
    try:
        return _fernet(tuple(settings.DATA_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise ImproperlyConfigured(
            "Data tersandi tidak dapat dibuka: kunci di BALAI_DATA_KEYS tidak cocok."
        ) from None


def blind_index(text: str) -> str:
    """A keyed fingerprint (HMAC-SHA256, 64 symbols) to find equal texts without reading them, by the key that writes.

    The caller normalises the text first. Whoever looks for a row asks for all of `blind_indexes`.
    """
    return fingerprint(index_keys()[0], text)


def blind_indexes(text: str) -> list[str]:
    """The fingerprints of `text` by every key in use, the one that writes first: `column__in=blind_indexes(…)`."""
    return [fingerprint(key, text) for key in index_keys()]


def index_keys() -> list[str]:
    """The keys of fingerprints, the one that writes first."""
    return list(settings.INDEX_KEYS) or settings.DATA_KEYS[-1:]


def fingerprint(key: str, text: str) -> str:
    """The fingerprint of `text` by one key. Those of keys made for fingerprints begin with the key's mark, so that a column
    tells which keys its rows still need; those of a data key are bare."""
    digest = hmac.new(_index_key(key), text.encode(), hashlib.sha256).hexdigest()
    mark = index_mark(key)
    return mark + digest[: len(digest) - len(mark)]


def index_mark(key: str) -> str:
    """What the fingerprints of this key begin with: `k` and three hex digits; "" for a data key."""
    return "k" + key_name(key)[:3] if key.startswith(INDEX_KEY) else ""


def key_name(key: str) -> str:
    """Eight hex digits to call a key by, where the key itself must not stand."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def mask(text: str) -> str:
    """For display: `081234567890` -> `08********90`, `wati@contoh.id` -> `w***@contoh.id`, short texts hidden whole."""
    name, at, host = text.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    if len(text) < 7:
        return "*" * len(text)
    return text[:2] + "*" * (len(text) - 4) + text[-2:]


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("BALAI_DATA_KEYS belum diisi. Buat dengan: balai new-keys")
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=8)
def _index_key(key: str) -> bytes:
    secret = base64.urlsafe_b64decode(key.removeprefix(INDEX_KEY))
    return hmac.new(secret, b"balai blind index", hashlib.sha256).digest()


class EncryptedTextField(models.TextField):
    """A text column that holds ciphertext. None stays None; it cannot be searched: keep a `blind_index` beside it."""

    description = "Teks tersandi"

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return None if value is None else encrypt(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` makes sense on ciphertext; anything else would quietly find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
