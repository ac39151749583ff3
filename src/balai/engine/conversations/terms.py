"""The words of conversations."""

from enum import StrEnum


class ChannelCode(StrEnum):
    """By which outside way somebody writes."""

    EMAIL = "EMAIL"
    WHATSAPP = "WHATSAPP"
    TELEGRAM = "TELEGRAM"
    SMS = "SMS"


CHANNEL_LABELS = {
    ChannelCode.EMAIL: "Surel",
    ChannelCode.WHATSAPP: "WhatsApp",
    ChannelCode.TELEGRAM: "Telegram",
    ChannelCode.SMS: "SMS",
}


class Counted(StrEnum):
    """What is counted of a channel, by day."""

    RECEIVED = "RECEIVED"
    REPEATED = "REPEATED"
    FORGED = "FORGED"
    UNREADABLE = "UNREADABLE"
    DROPPED = "DROPPED"


COUNTED_LABELS = {
    Counted.RECEIVED: "Diterima",
    Counted.REPEATED: "Kiriman ulang",
    Counted.FORGED: "Tanda tangan salah",
    Counted.UNREADABLE: "Tidak terbaca",
    Counted.DROPPED: "Terlalu sering",
}


class Ignored(StrEnum):
    """Why a message was kept and not answered."""

    TOO_OFTEN = "TOO_OFTEN"
    BANNED = "BANNED"
    BROKEN = "BROKEN"
    JOINED = "JOINED"


class Act(StrEnum):
    """What the journal says about conversations."""

    TAKEN = "CONVERSATION_TAKEN"
    GIVEN_BACK = "CONVERSATION_GIVEN_BACK"
    ANSWERED = "CONVERSATION_ANSWERED"
    RETRIED = "CONVERSATION_OUTBOX_RETRIED"


# Dated parameters, and what holds without them.
SETTLE = "conversations.settle_seconds"
LIMITS = "conversations.limits"
KEPT = "conversations.kept"
SETTLE_SECONDS = 3
DEFAULT_LIMITS = {"sender_per_hour": 60, "channel_per_minute": 600}
DEFAULT_KEPT = {"memory_hours": 24, "words_days": 90, "address_days": 365}

# What stands for the address of somebody who has not written for long.
FORGOTTEN = "forgotten:"

MOST_TRIES = 6
BATCH = 20
LEASE_SECONDS = 300
# So long the first part of a long SMS waits for the others.
PARTS_SECONDS = 120
LONGEST_TEXT = 4000
MOST_MEDIA = 4
# After this, WhatsApp takes only messages whose form it has approved.
WINDOW_HOURS = 24
