"""Bans and appeals, puzzles that were used, and what a record was sent from."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.engine.gate.terms import KIND_LABELS, OUTCOME_LABELS, REASON_LABELS, Kind, Outcome, Reason
from balai.kits.crypto import EncryptedTextField
from balai.kits.ui.words import said


class Ban(models.Model):
    """Somebody may not send until a moment. `subject` is a keyed digest; `code` is what the banned one appeals with."""

    personal_data: ClassVar[tuple[str, ...]] = ("note",)

    kind = models.CharField(
        max_length=10, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )
    subject = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=[(r.value, label) for r, label in REASON_LABELS.items()])
    note = models.TextField(blank=True)
    code = models.CharField(max_length=12, unique=True)
    case_number = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    knocks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="ban_has_an_end")
        ]
        indexes = [
            models.Index(fields=["subject"], name="ban_in_force", condition=Q(lifted_at__isnull=True)),
            models.Index(fields=["-created_at"], name="ban_latest"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def kind_label(self) -> str:
        return said(KIND_LABELS[Kind(self.kind)])

    @property
    def reason_label(self) -> str:
        return said(REASON_LABELS[Reason(self.reason)])


class Appeal(models.Model):
    """Somebody objects to a ban, or to another measure that a room registered (`subject_kind`, `subject_id`)."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    text = EncryptedTextField()
    made_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=8,
        choices=[(o.value, label) for o, label in OUTCOME_LABELS.items()],
        default=Outcome.WAITING,
    )
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(outcome="WAITING"),
                name="one_appeal_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["outcome", "made_at"], name="appeal_waiting")]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    @property
    def outcome_label(self) -> str:
        return said(OUTCOME_LABELS[Outcome(self.outcome)])


class SpentPuzzle(models.Model):
    """A puzzle that was answered: its answer counts once."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest


class Trace(models.Model):
    """What a record was sent from, as keyed digests, for as long as a ban may need it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "kind"], name="gate_trace_once")
        ]
        indexes = [models.Index(fields=["digest"], name="trace_digest")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.kind}"
