"""By what somebody who writes is known again: a keyed fingerprint of channel and address."""

from balai.engine.conversations.terms import ChannelCode
from balai.engine.gate.public import Visitor
from balai.kits.crypto import blind_index, blind_indexes


def sender_text(channel: str, address: str) -> str:
    """What the fingerprint is made of."""
    return f"{channel}:{address.strip().casefold()}"


def sender_key(channel: str, address: str) -> str:
    """The fingerprint by the key that writes."""
    return blind_index(sender_text(channel, address))


def sender_keys(channel: str, address: str) -> list[str]:
    """The same by every key of fingerprints in use."""
    return blind_indexes(sender_text(channel, address))


def visitor_of(channel: str, address: str) -> Visitor:
    """Whoever writes, as the gate knows him: a phone is the same by SMS, by WhatsApp and in the form of the site."""
    if channel in {ChannelCode.WHATSAPP, ChannelCode.SMS}:
        return Visitor(phone=address, sender=sender_text(channel, address))
    return Visitor(sender=sender_text(channel, address))
