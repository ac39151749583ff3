"""Reading the mailbox."""

import logging
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from balai.adapters.email_inbox.mailbox import Account, Mailbox, MailboxAway, opened
from balai.adapters.email_inbox.mapping import arrival_of
from balai.engine.conversations.public import Batch, ChannelCode, Counted, accept, count
from balai.foundation.errors import TooOften

log = logging.getLogger(__name__)


@task
def read_mailbox() -> int:
    """Keep what is unread; returns how many mails. A server that is away is asked again at the next tick."""
    if not settings.IMAP:
        return 0
    try:
        with opened(Account.read(settings.IMAP)) as mailbox:
            return read(mailbox)
    except MailboxAway as error:
        log.warning("mailbox away: %s", error)
        return 0


def read(mailbox: Mailbox) -> int:
    """One mail after the other: kept, then marked. Killed between the two, it is brought again and known."""
    own_address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    seen = 0
    for uid, raw in mailbox.unread():
        at = timezone.now()
        try:
            arrival = arrival_of(raw, own_address=own_address, now=at) if raw is not None else None
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            # Mails that programs of spammers mangle; they are marked, and a person may read them.
            log.warning("mail not understood: %s", type(error).__name__)
            arrival = None
            count(channel=ChannelCode.EMAIL, what=Counted.UNREADABLE, at=at)
        if arrival is not None:
            try:
                accept(Batch((arrival,)), at=at)
            except TooOften:
                break
        mailbox.done(uid)
        seen += 1
    return seen
