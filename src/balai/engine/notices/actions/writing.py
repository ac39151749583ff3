"""Writing notices into the outbox, inside the transaction of the act that they tell of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model

from balai.engine.notices import rules
from balai.engine.notices.models import Notice, OptOut, Preference
from balai.engine.notices.ports import bound
from balai.engine.notices.recipients import Recipient, key_of, keys_of
from balai.engine.notices.rendering import render
from balai.engine.notices.terms import ChannelCode, Mode
from balai.engine.parameters.public import value


@dataclass(frozen=True, slots=True)
class Draft:
    """One notice to write: see `notify`."""

    event_key: str
    recipient: Recipient
    template: str
    context: Mapping[str, Any] = field(default_factory=dict, repr=False)
    scope: str = ""
    is_urgent: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database says of all recipients of a call, read once."""

    emails: Mapping[int, str]  # of active users
    chosen: Mapping[int, Mapping[str, str]]
    quiet: rules.QuietHours | None
    zone: ZoneInfo


def notify(
    *,
    event_key: str,
    recipient: Recipient,
    template: str,
    context: Mapping[str, Any],
    at: datetime,
    scope: str = "",
    is_urgent: bool = False,
) -> None:
    """Write a notice; nothing leaves before the caller's transaction is committed.

    `event_key` names the event (`case:17:answered:3`): per event, person and channel there is at most
    one notice, however often this is called. `template` is rendered now, from
    `notices/<template>.txt`; a path in `context["url"]` is where the inbox leads. `scope` is what
    somebody without an account stops by one click (`case:17`). `is_urgent` passes quiet hours.
    """
    notify_many([Draft(event_key, recipient, template, context, scope, is_urgent)], at=at)


def notify_many(drafts: Iterable[Draft], *, at: datetime) -> None:
    """Write many notices with a bounded number of queries; as `notify` otherwise.

    A draft with a moment of its own is dated by it, the others by `at`.
    """
    drafts = list(drafts)
    known = _known({draft.recipient.user_id for draft in drafts} - {None}, at)
    rows = [row for draft in drafts for row in _rows(draft, known, draft.at or at)]
    Notice.objects.bulk_create(without_opt_outs(rows), ignore_conflicts=True, batch_size=500)


def _known(user_ids: set[int], at: datetime) -> _Known:
    zone = ZoneInfo(settings.TIME_ZONE)
    users = get_user_model().objects.filter(pk__in=user_ids, is_active=True) if user_ids else ()
    emails = {user.pk: user.email for user in users}
    chosen: dict[int, dict[str, str]] = {}
    if emails:
        for row in Preference.objects.filter(user__in=emails, channel=ChannelCode.EMAIL):
            chosen.setdefault(row.user_id, {})[row.template] = row.mode
    quiet = value("notices.quiet_hours", on=at.astimezone(zone).date(), default=None)
    return _Known(emails, chosen, rules.QuietHours.read(quiet), zone)


def _rows(draft: Draft, known: _Known, at: datetime) -> Iterator[Notice]:
    words = cache(partial(render, draft.template, draft.context))
    later = rules.send_after(at=at, quiet=known.quiet, is_urgent=draft.is_urgent, zone=known.zone)
    for channel, address, is_digest in _ways(draft, known):
        user_id = draft.recipient.user_id
        subject, body = words(channel == ChannelCode.CHAT)
        if not subject:
            continue
        yield Notice(
            event_key=draft.event_key,
            recipient_key=key_of(channel=channel, user_id=user_id, address=address),
            channel=channel,
            user_id=user_id,
            template=draft.template,
            scope=draft.scope,
            address=address,
            subject=subject,
            body=body,
            url=str(draft.context.get("url", "")),
            is_urgent=draft.is_urgent,
            is_digest=is_digest,
            at=at,
            send_after=at if channel == ChannelCode.INBOX else later,
            sent_at=at if channel == ChannelCode.INBOX else None,
        )


def _ways(draft: Draft, known: _Known) -> Iterator[tuple[str, str, bool]]:
    """Channel, address and whether it waits for the digest. Accounts that were closed get nothing."""
    to = draft.recipient
    email, mode = to.email, Mode.IMMEDIATE
    if to.user_id is not None:
        if to.user_id not in known.emails:
            return
        yield ChannelCode.INBOX, "", False
        email = email or known.emails[to.user_id]
        chosen = known.chosen.get(to.user_id, {})
        mode = rules.mode_of(template=draft.template, chosen=chosen, is_urgent=draft.is_urgent)
    if email and mode is not Mode.OFF and bound(ChannelCode.EMAIL):
        yield ChannelCode.EMAIL, email, mode is Mode.DIGEST
    if to.chat and bound(ChannelCode.CHAT):
        yield ChannelCode.CHAT, to.chat, False
    if to.phone and bound(ChannelCode.PHONE):
        yield ChannelCode.PHONE, to.phone, False


def without_opt_outs(rows: list[Notice]) -> list[Notice]:
    """Only what nobody stopped by one click; the inbox is never stopped."""
    names = [[] if row.channel == ChannelCode.INBOX else _names(row) for row in rows]
    keys = {name for own in names for name in own}
    if not keys:
        return rows
    stopped = set(OptOut.objects.filter(recipient_key__in=keys).values_list("recipient_key", "scope"))
    return [
        row
        for row, own in zip(rows, names, strict=True)
        if not any(_is_stopped(name, row.scope, stopped) for name in own)
    ]


def _names(row: Notice) -> list[str]:
    """All names under which the one whom this row is for may have stopped messages."""
    return keys_of(channel=row.channel, user_id=row.user_id, address=row.address)


def _is_stopped(key: str, scope: str, stopped: set[tuple[str, str]]) -> bool:
    return (key, scope) in stopped or (key, "") in stopped
