"""The people who write, what they wrote, what they are told, and which records they are told about."""

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.engine.conversations.terms import CHANNEL_LABELS, COUNTED_LABELS, ChannelCode
from balai.kits.crypto import EncryptedTextField

_CHANNELS = [(code.value, label) for code, label in CHANNEL_LABELS.items()]


class Conversation(models.Model):
    """One address of one channel. `turn` counts the answered messages and is the fence between workers.

    `memory` is what the dialogue knows of what is being told; it expires. The address is blank once it was forgotten.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("address", "memory")

    channel = models.CharField(max_length=10, choices=_CHANNELS)
    sender_key = models.CharField(max_length=64)
    address = EncryptedTextField(blank=True)
    language = models.CharField(max_length=2, default="id")
    memory = EncryptedTextField(blank=True)
    memory_until = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)
    heard_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    # Asked for a person, or the program gave up: somebody should look.
    waiting_since = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "sender_key"], name="conversation_of_sender")
        ]
        indexes = [
            models.Index(fields=["-last_in_at"], name="conversation_latest"),
            models.Index(
                fields=["waiting_since"],
                name="conversation_waiting",
                condition=Q(waiting_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def channel_label(self) -> str:
        """The channel in Indonesian; brand names are the same everywhere."""
        return CHANNEL_LABELS[ChannelCode(self.channel)]

    @property
    def remembered(self) -> dict[str, Any]:
        """What the dialogue put down."""
        return json.loads(self.memory) if self.memory else {}


class Inbound(models.Model):
    """One message from outside, kept once. `content` is JSON: text, position, names of photos at the provider."""

    personal_data: ClassVar[tuple[str, ...]] = ("content",)

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="heard")
    channel = models.CharField(max_length=10)
    provider_id = models.CharField(max_length=190)
    content = EncryptedTextField(blank=True)
    photos = models.JSONField(default=list)
    # Long SMS come in parts: which message this is a part of, how many there are, and which one it is.
    part_of = models.CharField(max_length=60, blank=True)
    parts = models.PositiveSmallIntegerField(default=1)
    part = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    sequence = models.BigIntegerField(default=0)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    handled_at = models.DateTimeField(null=True)
    ignored = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "provider_id"], name="inbound_once"),
        ]
        indexes = [
            models.Index(
                fields=["conversation", "sent_at", "sequence", "id"],
                name="inbound_open",
                condition=Q(handled_at__isnull=True),
            ),
            models.Index(fields=["conversation", "received_at"], name="inbound_of_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.provider_id}"

    @property
    def told(self) -> dict[str, Any]:
        """What was sent: `text`, `latitude`, `longitude`, `media`, `masked`, `sure`."""
        return json.loads(self.content) if self.content else {}


class Outbound(models.Model):
    """One message to somebody, rendered when written. `reference` is unique, so that saying it twice is one message."""

    personal_data: ClassVar[tuple[str, ...]] = ("content",)

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="said")
    reference = models.CharField(max_length=80, unique=True)
    answers = models.ForeignKey(Inbound, models.SET_NULL, null=True, related_name="+")
    content = EncryptedTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    provider_id = models.CharField(max_length=190, blank=True)
    status = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbound_due",
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(fields=["conversation", "id"], name="outbound_of_conversation"),
            models.Index(fields=["provider_id"], name="outbound_provider", condition=~Q(provider_id="")),
            models.Index(fields=["failed_at"], name="outbound_failed", condition=Q(failed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def told(self) -> dict[str, Any]:
        """What is said: `text`, `short`, `choices`, `asks_place`."""
        return json.loads(self.content) if self.content else {}


class Tie(models.Model):
    """A record that a conversation concerns, by kind and number: news of it goes there."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="ties")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "conversation"], name="tie_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class ChannelCount(models.Model):
    """How much of what came by a channel on a day."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    channel = models.CharField(max_length=10)
    day = models.DateField()
    what = models.CharField(max_length=12, choices=[(c.value, label) for c, label in COUNTED_LABELS.items()])
    amount = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "day", "what"], name="channel_count_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.day} {self.what}: {self.amount}"
