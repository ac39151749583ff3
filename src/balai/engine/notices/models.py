"""The outbox and the inbox in one table, and what people chose about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.engine.notices.terms import MODE_LABELS, Mode
from balai.kits.crypto import EncryptedTextField


class Notice(models.Model):
    """One message to one person by one channel. Rendered when written, so that it tells what was true.

    `recipient_key` names the person without telling an address (`user:17`, or a keyed hash). `attempts`
    counts claims by the delivery task and is its fence. `last_error` is a code, never the words of a
    mail server, because these repeat the address. Inbox rows are born sent.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("address", "subject", "body", "url")

    event_key = models.CharField(max_length=120)
    recipient_key = models.CharField(max_length=80)
    channel = models.CharField(max_length=10)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    template = models.CharField(max_length=80)
    scope = models.CharField(max_length=60, blank=True)
    address = EncryptedTextField(blank=True)
    subject = EncryptedTextField()
    body = EncryptedTextField()
    url = EncryptedTextField(blank=True)
    is_urgent = models.BooleanField(default=False)
    is_digest = models.BooleanField(default=False)
    at = models.DateTimeField()
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event_key", "recipient_key", "channel"], name="notice_once_per_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["send_after"],
                name="notice_due",
                condition=Q(sent_at__isnull=True, failed_at__isnull=True, is_digest=False),
            ),
            models.Index(
                fields=["user"],
                name="notice_for_digest",
                condition=Q(sent_at__isnull=True, failed_at__isnull=True, is_digest=True),
            ),
            models.Index(fields=["failed_at"], name="notice_failed", condition=Q(failed_at__isnull=False)),
            models.Index(fields=["sent_at"], name="notice_sent", condition=~Q(channel="INBOX")),
            models.Index(fields=["user", "-id"], name="notice_inbox", condition=Q(channel="INBOX")),
            models.Index(
                fields=["user"], name="notice_unread", condition=Q(channel="INBOX", read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def shown_body(self) -> str:
        """The body without the line that ends in its own link: the inbox has a button for that."""
        lines = self.body.splitlines()
        return "\n".join(line for line in lines if not self.url or not line.endswith(self.url)).strip()


class Preference(models.Model):
    """How a user wants one channel: for one topic (`template`), or for all where that is empty."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10)
    template = models.CharField(max_length=80, blank=True)
    mode = models.CharField(max_length=10, choices=[(m.value, label) for m, label in MODE_LABELS.items()])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "channel", "template"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.channel} {self.template} {Mode(self.mode)}"


class OptOut(models.Model):
    """Somebody asked for no more messages of one scope (one case, for instance). No address is kept."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    recipient_key = models.CharField(max_length=80)
    scope = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient_key", "scope"], name="opt_out_once")]

    def __str__(self) -> str:
        return f"opt-out {self.pk}"
