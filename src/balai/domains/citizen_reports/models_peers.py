"""Tables about other bodies that speak Open311: who they are, what came from them, what was sent on to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.domains.citizen_reports.terms_peers import (
    GAP_LABELS,
    RELAY_LABELS,
    RELAY_TONES,
    RelayState,
    outside_label,
)
from balai.kits.crypto import EncryptedTextField
from balai.kits.ui.words import said


class Body(models.Model):
    """Another body: a province, the national desk, a neighbour, a FixMyStreet. `endpoint` is where we send to ("" when it
    only sends to us), `incoming_key` what it writes to us with, `media_hosts` from where its photos may be fetched.

    `routes` are rows `{category, area, service, words}`: which case may go there under which service code, and when
    that is proposed. `services` is what it offered when it was last asked.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    endpoint = models.CharField(max_length=300, blank=True)
    jurisdiction = models.CharField(max_length=80, blank=True)
    key = EncryptedTextField(null=True)
    incoming_key = models.OneToOneField(
        "citizen_reports.ApiKey", models.PROTECT, null=True, related_name="body"
    )
    media_hosts = models.JSONField(default=list)
    routes = models.JSONField(default=list)
    services = models.JSONField(default=list)
    gives_updates = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    # How far its news have been read; what was answered last, and when.
    seen_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class PeerOrigin(models.Model):
    """Where a report that another program filed comes from: its own number there, and the bodies it went through."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    api_key = models.ForeignKey("citizen_reports.ApiKey", models.PROTECT, related_name="+")
    foreign_number = models.CharField(max_length=80, blank=True)
    url = models.CharField(max_length=500, blank=True)
    path = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["api_key", "foreign_number"], name="origin_foreign")]

    def __str__(self) -> str:
        return f"{self.case_id} from {self.foreign_number}"


class PeerUpdate(models.Model):
    """One update that another program sent about a report: taken once, however often it comes."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    api_key = models.ForeignKey("citizen_reports.ApiKey", models.PROTECT, related_name="+")
    update_id = models.CharField(max_length=200)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    status = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    # The entry of the journal that it became; None where it only said a state.
    entry_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["api_key", "update_id"], name="peer_update_once_per_key")
        ]
        indexes = [
            models.Index(fields=["case"], name="peer_update_case"),
            models.Index(fields=["entry_id"], name="peer_update_entry"),
        ]

    def __str__(self) -> str:
        return f"update {self.update_id} of {self.case_id}"


class PeerPhoto(models.Model):
    """A photo that lies at a known peer, to be fetched by a task; `document` once it is here."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "url"], name="peer_photo_once")]

    def __str__(self) -> str:
        return f"photo of {self.case_id}"


class Sendable(models.Model):
    """What is sent outside of a transaction: `attempts` counts claims and is the fence; `last_error` is a code."""

    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class Relay(Sendable):
    """A case that was sent on to a body, and how it stands there. The case keeps its holder and its promise."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="relays")
    service_code = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=RelayState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contact_allowed_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=120, blank=True)
    foreign_number = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True)
    # An attempt whose answer was lost may have arrived: it is looked for before it is repeated.
    is_unsure = models.BooleanField(default=False)
    foreign_status = models.CharField(max_length=40, blank=True)
    foreign_status_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "body"], name="relay_once_per_body")]
        indexes = [
            models.Index(fields=["next_try_at"], name="relay_due", condition=Q(state="WAITING")),
            models.Index(fields=["body", "foreign_number"], name="relay_foreign"),
        ]

    def __str__(self) -> str:
        return f"relay {self.pk} of {self.case_id}"

    @property
    def state_label(self) -> str:
        return said(RELAY_LABELS[RelayState(self.state)])

    @property
    def state_tone(self) -> str:
        return RELAY_TONES[RelayState(self.state)]

    @property
    def outside_label(self) -> str:
        """How it stands over there, in words; "" before anything was heard."""
        return said(outside_label(self.foreign_status)) if self.foreign_status else ""


class RelayMessage(Sendable):
    """One word about a relayed case: of our reporter to the body (OUT), or of the body to us (IN)."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    relay = models.ForeignKey(Relay, models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=3)
    update_id = models.CharField(max_length=200)
    status = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    with_contact = models.BooleanField(default=False)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relay", "direction", "update_id"], name="relay_message_once")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="relay_message_due",
                condition=Q(direction="OUT", done_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.update_id}"

    @property
    def outside_label(self) -> str:
        return said(outside_label(self.status)) if self.status else ""


class Difference(models.Model):
    """What reconciliation found between us and a body: mended by itself, or waiting with a reason for somebody."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    relay = models.ForeignKey(Relay, models.PROTECT, related_name="differences")
    gap = models.CharField(max_length=16)
    ours = models.CharField(max_length=200, blank=True)
    theirs = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["relay"], name="difference_open", condition=Q(mended_at__isnull=True)),
            models.Index(fields=["-found_at"], name="difference_found"),
        ]

    def __str__(self) -> str:
        return f"{self.gap} of {self.relay_id}"

    @property
    def label(self) -> str:
        return said(GAP_LABELS[self.gap])
