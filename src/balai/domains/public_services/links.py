"""Secret links of families: whoever holds the link may add papers, fetch letters and withdraw.

The tracking code alone, which is read out over the phone and written on slips, shows where an application stands.
The key follows from the code and the installation's key: nothing is stored, and
printed links live as long as the key that they were made with is in use.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from balai.kits.crypto import blind_indexes

KEY_NAME, KEY_LENGTH = "kunci", 32


def owner_key(tracking_code: str) -> str:
    """The secret that belongs to a tracking code: 32 hex digits."""
    return _keys(tracking_code)[0]


def is_owner_key(tracking_code: str, key: str) -> bool:
    """Whether this is the secret of that code, compared in constant time."""
    return any([constant_time_compare(own, key) for own in _keys(tracking_code)])


def _keys(tracking_code: str) -> list[str]:
    """The secret by every key of fingerprints in use: links go on working until the key that made them is put away."""
    return [finger[:KEY_LENGTH] for finger in blind_indexes(f"owner of {tracking_code}")]


def tracking_url(tracking_code: str, **query: str) -> str:
    """The address of the family's page, as anybody with the code may open it."""
    address = reverse("public_services:tracked", args=[tracking_code])
    return f"{address}?{urlencode(query)}" if query else address


def owner_url(tracking_code: str, **query: str) -> str:
    """The same with the secret: for the receipt, for nobody else."""
    return tracking_url(tracking_code, **{KEY_NAME: owner_key(tracking_code)}, **query)
