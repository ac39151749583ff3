"""The words of notices."""

from enum import StrEnum


class ChannelCode(StrEnum):
    """By which way a notice goes."""

    INBOX = "INBOX"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    # To whom somebody wrote by chat: the address is the number of a conversation.
    CHAT = "CHAT"


class Mode(StrEnum):
    """How a person wants e-mail of one topic, or of all."""

    IMMEDIATE = "IMMEDIATE"
    DIGEST = "DIGEST"
    OFF = "OFF"


MODE_LABELS: dict[Mode, str] = {
    Mode.IMMEDIATE: "Langsung dikirim",
    Mode.DIGEST: "Dirangkum sekali sehari",
    Mode.OFF: "Tidak dikirim",
}

MOST_ATTEMPTS = 8
LEASE_SECONDS = 600
BATCH = 20
