"""Tables of proofs."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.engine.proofs.terms import VERDICT_LABELS, VERDICT_TONES, WHY_LABELS, Verdict, Way, Why


def new_token() -> str:
    """128 random bits: what the phone must bring back."""
    return secrets.token_urlsafe(16)


class Challenge(models.Model):
    """One invitation to take a photo: for one thing, one officer, once. Photos are taken until `valid_until` and arrive
    until `arrives_until`, which is later for who takes it to where there is no signal."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    token = models.CharField(max_length=32, unique=True, default=new_token)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    arrives_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["arrives_until"], name="challenge_by_end")]

    def __str__(self) -> str:
        return f"challenge {self.pk}"


class Proof(models.Model):
    """One hand-in: the photos that came with one act, why somebody else must look at them, and what was said.

    Neither the officer who handed it in nor anybody of that agency can be the one who looked.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("note",)

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=12, choices=list(WHY_LABELS.items()), blank=True)
    verdict = models.CharField(max_length=10, choices=list(VERDICT_LABELS.items()), default=Verdict.CLEAR)
    due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(by__isnull=True) | ~Q(verified_by=F("by")),
                name="proof_not_by_own_hand",
            ),
            models.CheckConstraint(
                condition=Q(verified_opd__isnull=True)
                | Q(by_opd__isnull=True)
                | ~Q(verified_opd=F("by_opd")),
                name="proof_not_by_own_agency",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["CLEAR", "WAITING"], verified_at__isnull=True)
                | Q(verdict__in=["ACCEPTED", "REFUSED", "RETAKE"], verified_at__isnull=False),
                name="proof_verdict_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="proof_of_subject"),
            models.Index(fields=["due_at"], name="proof_waiting", condition=Q(verdict="WAITING")),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"

    @property
    def label(self) -> str:
        """The verdict in words; with `tone` it draws a badge."""
        return VERDICT_LABELS[Verdict(self.verdict)]

    @property
    def tone(self) -> str:
        return VERDICT_TONES[Verdict(self.verdict)]

    @property
    def why_label(self) -> str:
        return WHY_LABELS[Why(self.why)]

    @property
    def is_waiting(self) -> bool:
        return self.verdict == Verdict.WAITING


class Capture(models.Model):
    """One photo of a hand-in: how it came, and the codes of what speaks against it.

    `look_alike` is the earlier photo that it resembles, `alike_share` how much of the picture is the same (0 to 1) and
    `changed` the boxes that are not, as shares of width and height.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("accuracy_m",)

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="captures")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, default=Way.GALLERY)
    accuracy_m = models.FloatField(null=True)
    skew_s = models.IntegerField(default=0)
    marks = models.JSONField(default=list)
    look_alike = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    alike_share = models.FloatField(null=True)
    changed = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.way} of {self.proof_id}"
