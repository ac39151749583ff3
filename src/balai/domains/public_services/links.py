"""Secret links of families: whoever holds the link may add papers, fetch letters and withdraw.

The tracking code alone, which is read out over the phone and written on slips, shows where an application stands.
The key follows from the code and the installation's data key: nothing is stored, and printed links outlive new keys.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from balai.kits.crypto import blind_index

KEY_NAME, KEY_LENGTH = "kunci", 32


def owner_key(tracking_code: str) -> str:
    """The secret that belongs to a tracking code: 32 hex digits."""
    return blind_index(f"owner of {tracking_code}")[:KEY_LENGTH]


def is_owner_key(tracking_code: str, key: str) -> bool:
    """Whether this is the secret of that code, compared in constant time."""
    return constant_time_compare(owner_key(tracking_code), key)


def tracking_url(tracking_code: str, **query: str) -> str:
    """The address of the family's page, as anybody with the code may open it."""
    address = reverse("public_services:tracked", args=[tracking_code])
    return f"{address}?{urlencode(query)}" if query else address


def owner_url(tracking_code: str, **query: str) -> str:
    """The same with the secret: for the receipt, for nobody else."""
    return tracking_url(tracking_code, **{KEY_NAME: owner_key(tracking_code)}, **query)
