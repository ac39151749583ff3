"""Whom a notice is for, and the name under which the outbox knows them without telling an address."""

from dataclasses import dataclass, field

from balai.engine.notices.terms import ChannelCode
from balai.kits.crypto import blind_indexes


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account, or an address that somebody left, or both; a phone number in international digits; the number of the
    conversation in which somebody wrote."""

    user_id: int | None = None
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    chat: str = ""


def key_of(*, channel: str, user_id: int | None, address: str) -> str:
    """`user:17`, or a keyed hash of the address as it is usually written."""
    return keys_of(channel=channel, user_id=user_id, address=address)[0]


def keys_of(*, channel: str, user_id: int | None, address: str) -> list[str]:
    """The same by every key of fingerprints in use, the one that writes first."""
    if user_id is not None:
        return [f"user:{user_id}"]
    if channel == ChannelCode.CHAT:
        # The number of a conversation is no address.
        return [f"chat:{address}"]
    kind, text = written(channel=channel, address=address)
    return [f"{kind}:{finger}" for finger in blind_indexes(text)]


def written(*, channel: str, address: str) -> tuple[str, str]:
    """`mail` or `phone`, and the address as it is compared."""
    if channel == ChannelCode.EMAIL:
        return "mail", address.strip().lower()
    return "phone", "".join(filter(str.isdigit, address))
