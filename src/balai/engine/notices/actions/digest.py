"""The daily digest: many waiting notices of a user become one e-mail."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from balai.engine.notices.actions.writing import without_opt_outs
from balai.engine.notices.models import Notice
from balai.engine.notices.rendering import render
from balai.engine.notices.terms import ChannelCode

MOST_LISTED = 50


def write_digests(*, at: datetime) -> int:
    """Write one e-mail for each user with waiting notices; returns how many. Safe to run twice."""
    users = _waiting().order_by().values_list("user_id", flat=True).distinct()
    return sum(_write_digest(user_id, at) for user_id in list(users))


def _waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(sent_at__isnull=True, failed_at__isnull=True, is_digest=True)


@transaction.atomic
def _write_digest(user_id: int, at: datetime) -> int:
    items = list(_waiting().filter(user_id=user_id).select_for_update().order_by("pk"))
    if not items:
        return 0
    last = items[-1]
    inbox_url = reverse("notices:inbox")
    context = {
        "inbox_url": inbox_url,
        "items": items[:MOST_LISTED],
        "count": len(items),
        "more": max(0, len(items) - MOST_LISTED),
    }
    subject, body = render("digest", context)
    digest = Notice(
        event_key=f"digest:{last.pk}",
        recipient_key=last.recipient_key,
        channel=ChannelCode.EMAIL,
        user_id=user_id,
        template="digest",
        scope="digest",
        address=last.address,
        subject=subject,
        body=body,
        at=at,
        send_after=at,
    )
    for notice in without_opt_outs([digest]):
        notice.save()
    Notice.objects.filter(pk__in=[item.pk for item in items]).update(sent_at=at)
    return 1
