"""What people do with their notices: read them, turn them down, stop them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from balai.engine.notices.models import Notice, OptOut, Preference
from balai.engine.notices.opting import read_token
from balai.engine.notices.queries import inbox
from balai.engine.notices.terms import ChannelCode, Mode
from balai.engine.notices.topics import topics
from balai.foundation.errors import NotFound, Refused

# How long the words and the address of a delivered message are kept, to answer "did you write to me?".
KEPT_DAYS = 30


def mark_read(*, user: Any, notice_id: int, at: datetime) -> Notice:
    """Mark one notice of this user as read; the first time counts. Raises NotFound NOTICE_UNKNOWN."""
    notice = inbox(user).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound("NOTICE_UNKNOWN", "Pemberitahuan ini tidak ditemukan.")
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at)
    return notice


def mark_all_read(*, user: Any, at: datetime) -> int:
    """Mark all notices of this user as read; returns how many were not."""
    return inbox(user).filter(read_at__isnull=True).update(read_at=at)


@transaction.atomic
def prefer(*, user: Any, modes: Mapping[str, str]) -> None:
    """Choose how e-mail comes: mode by topic, the empty topic for all; an empty mode takes a choice back.

    Raises Refused TOPIC_UNKNOWN or MODE_UNKNOWN.
    """
    for template, mode in modes.items():
        if template and template not in topics():
            raise Refused("TOPIC_UNKNOWN", "Jenis pemberitahuan ini tidak dikenal.", field=template)
        if mode and mode not in [known.value for known in Mode]:
            raise Refused("MODE_UNKNOWN", "Pilih salah satu cara pengiriman.", field=template)
        rows = Preference.objects.filter(user=user, channel=ChannelCode.EMAIL, template=template)
        if mode:
            rows.update_or_create(
                user=user, channel=ChannelCode.EMAIL, template=template, defaults={"mode": mode}
            )
        else:
            rows.delete()


def stop(*, token: str, at: datetime) -> None:
    """Stop the notices that a one-click address names; a second time changes nothing."""
    key, scope = read_token(token)
    OptOut.objects.get_or_create(recipient_key=key, scope=scope, defaults={"at": at})


def start_again(*, token: str) -> None:
    """Take the stop back."""
    key, scope = read_token(token)
    OptOut.objects.filter(recipient_key=key, scope=scope).delete()


def forget_delivered(*, at: datetime) -> int:
    """Blank address and words of messages delivered a month ago; the rows stay, so none is sent twice."""
    end = at - timedelta(days=KEPT_DAYS)
    # A window of a week: the task runs daily, and a week of standstill is made up for.
    old = Notice.objects.exclude(channel=ChannelCode.INBOX).filter(
        sent_at__lt=end, sent_at__gte=end - timedelta(days=7)
    )
    return old.update(address="", subject="", body="", url="")
