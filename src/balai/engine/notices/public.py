"""The front door of `notices`: tell somebody, and let them read it."""

from balai.engine.notices.actions.choices import mark_all_read, mark_read
from balai.engine.notices.actions.delivery import deliver_due, retry_failed
from balai.engine.notices.actions.writing import Draft, notify, notify_many
from balai.engine.notices.models import Notice
from balai.engine.notices.ports import Channel, Message, SendFailed, bind
from balai.engine.notices.queries import failed, inbox, unread_count
from balai.engine.notices.recipients import Recipient
from balai.engine.notices.terms import ChannelCode
from balai.engine.notices.topics import topic

__all__ = [
    "Channel",
    "ChannelCode",
    "Draft",
    "Message",
    "Notice",
    "Recipient",
    "SendFailed",
    "bind",
    "deliver_due",
    "failed",
    "inbox",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_many",
    "retry_failed",
    "topic",
    "unread_count",
]
