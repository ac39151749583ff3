"""Tables of data protection. What is asked and by whom is encrypted; where a request stands is its case's."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.data_protection.terms import GROUND_LABELS, IDENTITY_LABELS, RIGHT_LABELS, Identity
from balai.kits.crypto import EncryptedTextField

_USER = settings.AUTH_USER_MODEL


def _choices(labels: dict) -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in labels.items()]


class Assessment(models.Model):
    """What somebody thought about the dangers of a purpose before it began (Pasal 34). The newest one holds."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    purpose = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["purpose", "-at"], name="assessment_of_purpose")]

    def __str__(self) -> str:
        return self.title


class DataRequest(models.Model):
    """What somebody asks about his own data, one-to-one with its case.

    `identity` is encrypted JSON of what he was found by: {nik, email, phone, case_ids}; `identity_kind` says how we know that
    it is he. `chosen` are the rows that it concerns, as [kind, id]; `kept`
    the reasons of those that were not erased. Who decided is never who confirmed an erasure.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("text", "email", "phone", "identity", "outcome_text")

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    right = models.CharField(max_length=12, choices=_choices(RIGHT_LABELS))
    text = EncryptedTextField(blank=True, default="")
    email = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    identity = EncryptedTextField(default="{}")
    identity_kind = models.CharField(
        max_length=8, choices=_choices(IDENTITY_LABELS), default=Identity.NONE.value
    )
    proven_at = models.DateTimeField(null=True)
    proven_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    client_key = models.UUIDField(unique=True)
    at_desk = models.BooleanField(default=False)
    chosen = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    ground = models.CharField(max_length=20, blank=True, choices=_choices(GROUND_LABELS))
    outcome_text = EncryptedTextField(blank=True, default="")
    decided_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    seconded_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    copy_until = models.DateTimeField(null=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconded_by=None) | ~models.Q(seconded_by=models.F("decided_by")),
                name="erasure_by_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"data request {self.pk}"


class Incident(models.Model):
    """A breach (Pasal 46), one-to-one with its case. `purposes` are codes of the register; the data lay open from `from_at`
    until `to_at` (None: still). `drawn_at` is when the list of those affected was made, `agency_at` when the agency was told."""

    personal_data: ClassVar[tuple[str, ...]] = ("what", "how", "handling")

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    purposes = models.JSONField(default=list)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField()
    what = EncryptedTextField()
    how = EncryptedTextField()
    handling = EncryptedTextField()
    public_text = models.TextField(blank=True)
    public_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    unreachable = models.PositiveIntegerField(default=0)
    agency_at = models.DateTimeField(null=True)
    is_exercise = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Affected(models.Model):
    """One person whose data lay open, by the address that reaches him; told once."""

    personal_data: ClassVar[tuple[str, ...]] = ("address",)

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="affected")
    user = models.ForeignKey(_USER, models.CASCADE, null=True, related_name="+")
    # Encrypted JSON of {email, phone}; `number` tells people apart within one incident.
    address = EncryptedTextField(default="{}")
    number = models.PositiveIntegerField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "number"], name="affected_once")]

    def __str__(self) -> str:
        return f"affected {self.number} of {self.incident_id}"


class Destruction(models.Model):
    """One run of what the retention demands: `lines` are {purpose, kind, way, count, held}, codes and counts only."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    at = models.DateTimeField()
    by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    lines = models.JSONField(default=list)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"destruction {self.pk}"
