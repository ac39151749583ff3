"""The secret page of whoever asked: the link goes to the address he gave, so that following it proves the address.

The key follows from the code and the installation's key; nothing is stored.
"""

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from balai.kits.crypto import blind_indexes

KEY_LENGTH = 32


def own_key(code: str) -> str:
    """The secret that belongs to a tracking code."""
    return _keys(code)[0]


def is_own_key(code: str, key: str) -> bool:
    """Whether this is the secret of that code, compared in constant time."""
    return any([constant_time_compare(own, key) for own in _keys(code)])


def own_url(code: str) -> str:
    return reverse("data_protection:own", args=[code, own_key(code)])


def _keys(code: str) -> list[str]:
    return [finger[:KEY_LENGTH] for finger in blind_indexes(f"data request of {code}")]
