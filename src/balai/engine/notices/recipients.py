"""Whom a notice is for, and the name under which the outbox knows them without telling an address."""

from dataclasses import dataclass, field

from balai.engine.notices.terms import ChannelCode
from balai.kits.crypto import blind_index


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account, or an address that somebody left, or both; a phone number in international digits."""

    user_id: int | None = None
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


def key_of(*, channel: str, user_id: int | None, address: str) -> str:
    """`user:17`, or a keyed hash of the address as it is usually written."""
    if user_id is not None:
        return f"user:{user_id}"
    if channel == ChannelCode.EMAIL:
        return f"mail:{blind_index(address.strip().lower())}"
    return f"phone:{blind_index(''.join(filter(str.isdigit, address)))}"
