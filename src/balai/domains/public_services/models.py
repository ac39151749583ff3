"""Tables of the room. Where an application stands, who holds it and until when are columns of its case."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.kits.crypto import EncryptedTextField


class Draft(models.Model):
    """A form that is being filled in, for oneself or for a client. Nobody but its author sees it.

    `answers` is a JSON object of the form's fields, encrypted: it holds NIK and names. `key` is the secret address
    of a draft that was begun without an account. Gone 30 days after the last change, and when it was filed.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("answers", "client_name")

    key = models.UUIDField(unique=True, default=uuid4)
    pack_version = models.ForeignKey("packs.PackVersion", models.PROTECT, related_name="+")
    service = models.CharField(max_length=60)
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    client_name = EncryptedTextField(blank=True, default="")
    answers = EncryptedTextField(default="{}")
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="draft_of_owner"),
            models.Index(fields=["updated_at"], name="draft_by_age"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk} of {self.service}"


class Application(models.Model):
    """What was filed, one-to-one with its case. The case's `step` is the state of the pack's flow.

    An application finishes on the pack version that it began with; `values` are the region's values of the day it
    was filed. `answers` is encrypted JSON; `person_name` is what officers search by, `person_key` a keyed fingerprint
    of the NIK of the person it is about. `agency` is the one that serves it besides the village. `moves` says of each
    move that was done whose accounts did it (0: no account), for limits on repeated moves and for the rule that
    nobody pays what he approved. `queued_at` is since when it waits for money.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("answers", "person_name", "person_key", "contact")

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    client_key = models.UUIDField(unique=True)
    pack_version = models.ForeignKey("packs.PackVersion", models.PROTECT, related_name="+")
    service = models.CharField(max_length=60)
    route = models.CharField(max_length=20, blank=True)
    outcome = models.JSONField()
    values = models.JSONField()
    answers = EncryptedTextField()
    person_name = models.CharField(max_length=120, blank=True)
    person_key = models.CharField(max_length=64, blank=True, db_index=True)
    contact = EncryptedTextField(blank=True, default="")
    agency = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_date = models.DateField()
    amount_rupiah = models.BigIntegerField(null=True)
    reservation_id = models.BigIntegerField(null=True)
    payment_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20, blank=True)
    queued_at = models.DateTimeField(null=True)
    moves = models.JSONField(default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        indexes = [
            models.Index(fields=["service", "-filed_date", "-case"], name="application_by_service"),
            models.Index(fields=["agency", "-filed_date", "-case"], name="application_by_agency"),
            models.Index(
                fields=["service", "queued_at"],
                name="application_waiting",
                condition=Q(queued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk} for {self.service}"


class Paper(models.Model):
    """A file of a draft, later of the application. The same file cannot be two papers of one application."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    # Whoever deletes a draft has moved or deleted its papers before.
    draft = models.ForeignKey(Draft, models.DO_NOTHING, null=True, related_name="papers")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="papers")
    code = models.CharField(max_length=40)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "sha256"], name="paper_once_in_draft", condition=Q(draft__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["application", "sha256"],
                name="paper_once_in_application",
                condition=Q(application__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"


class UniqueHold(models.Model):
    """The right to be the only living application with this key: a rule of the pack and a keyed fingerprint.

    Freed when the application is refused or withdrawn; kept for ever once it was paid.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("key",)

    rule = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    application = models.ForeignKey(Application, models.PROTECT, related_name="holds")
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "key"], name="unique_hold_once", condition=Q(freed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.application_id}"


class IssuedLetter(models.Model):
    """Which letter of `documents` an application led to; `code` is the letter's code in the pack."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    code = models.CharField(max_length=40)
    letter_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "code"],
                name="letter_once_per_application",
                condition=Q(replaced_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.application_id}"


class PaymentBatch(models.Model):
    """A file for the bank: who is paid how much on which account. `sent_at` is when the bank got it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    service = models.CharField(max_length=60)
    channel = models.CharField(max_length=20)
    agency = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "-created_at"], name="batch_of_service")]

    def __str__(self) -> str:
        return f"batch {self.pk} of {self.service}"


class PaymentLine(models.Model):
    """One payment of a batch and what the bank said of it. `lapse_date`: money not drawn by then comes back."""

    personal_data: ClassVar[tuple[str, ...]] = ("payee_name", "payee_account")
    STATES: ClassVar[list[tuple[str, object]]] = [
        ("PENDING", _("Menunggu bank")),
        ("PAID", _("Dibayar")),
        ("RETURNED", _("Dikembalikan bank")),
        ("LAPSED", _("Tidak diambil, kembali ke kas")),
    ]

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="lines")
    application = models.ForeignKey(Application, models.PROTECT, related_name="payment_lines")
    amount_rupiah = models.BigIntegerField()
    payee_name = EncryptedTextField()
    payee_bank = models.CharField(max_length=80, blank=True)
    payee_account = EncryptedTextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=STATES, default="PENDING")
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    lapse_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="payment_line_once",
                condition=Q(state__in=["PENDING", "PAID"]),
            )
        ]
        indexes = [
            models.Index(
                fields=["lapse_date"],
                name="payment_line_lapse",
                condition=Q(state="PENDING", lapse_date__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"line {self.pk} of batch {self.batch_id}"


class DeathFact(models.Model):
    """A death as a fact that other systems receive. `source`: SERVICE (an application) or REGISTRY (their list).

    `person_key` is the fingerprint of the NIK; people without one are compared by `other_key` (family card, name and
    date of birth). `sent_at` says when the civil registry had it, `marked_at` when the residents register did.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("person_key", "other_key", "details")

    source = models.CharField(max_length=10)
    person_key = models.CharField(max_length=64, blank=True, db_index=True)
    other_key = models.CharField(max_length=64, blank=True, db_index=True)
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    death_date = models.DateField()
    details = EncryptedTextField(default="{}")
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="death")
    recorded_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "death_date"], name="death_by_month"),
            models.Index(
                fields=["recorded_at"],
                name="death_unsent",
                condition=Q(source="SERVICE") & (Q(sent_at=None) | Q(marked_at=None)),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "person_key"], name="death_once", condition=~Q(person_key="")
            )
        ]

    def __str__(self) -> str:
        return f"death {self.pk}"


class Signatory(models.Model):
    """Who signs for a village or an agency, and since when; a delegate signs while the head is away."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    office = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.CharField(max_length=80)
    is_delegate = models.BooleanField(default=False)
    reason = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_delegate=False) | Q(valid_to__isnull=False), name="delegation_ends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} of {self.office_id}"


class Survey(models.Model):
    """Satisfaction with one served application: nine elements, 1 to 4 each (Permenpan RB 14/2017)."""

    personal_data: ClassVar[tuple[str, ...]] = ("comment",)

    application = models.OneToOneField(Application, models.PROTECT, related_name="survey")
    service = models.CharField(max_length=60)
    office = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    answered_on = models.DateField()
    u1 = models.PositiveSmallIntegerField()
    u2 = models.PositiveSmallIntegerField()
    u3 = models.PositiveSmallIntegerField()
    u4 = models.PositiveSmallIntegerField()
    u5 = models.PositiveSmallIntegerField()
    u6 = models.PositiveSmallIntegerField()
    u7 = models.PositiveSmallIntegerField()
    u8 = models.PositiveSmallIntegerField()
    u9 = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "answered_on"], name="survey_by_service")]

    def __str__(self) -> str:
        return f"survey of {self.application_id}"
