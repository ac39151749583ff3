"""Ideas, what became of them step by step, and who supports them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.ideas.terms import ORIGIN_LABELS, STAGE_LABELS, Stage

STAGE_CHOICES = [(one.value, label) for one, label in STAGE_LABELS.items()]


class Idea(models.Model):
    """One idea as it was sent. `holder` owes the answer until `answer_date`; `duty_id` is what it holds for that."""

    personal_data: ClassVar[tuple[str, ...]] = ("text", "benefit")

    title = models.CharField(max_length=200)
    text = models.TextField()
    benefit = models.TextField(blank=True)
    origin = models.CharField(
        max_length=8, choices=[(one.value, label) for one, label in ORIGIN_LABELS.items()]
    )
    # The agency of an officer who sent it.
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=8, choices=STAGE_CHOICES, default=Stage.RECEIVED)
    holder = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    answer_date = models.DateField()
    answered_on = models.DateField(null=True)
    duty_id = models.BigIntegerField(null=True)
    supports = models.PositiveIntegerField(default=0)
    tracking_code = models.CharField(max_length=12, unique=True)
    # Made with the form, so that sending it twice sends it once.
    client_key = models.UUIDField(unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_example = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["stage", "answer_date"], name="ideas_stage")]

    def __str__(self) -> str:
        return self.title


class IdeaStep(models.Model):
    """What an office said when it moved an idea. Appended, never changed."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=8, choices=STAGE_CHOICES)
    text = models.TextField(blank=True)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.idea_id} {self.stage}"


class Support(models.Model):
    """One device that supports an idea. `mark` differs from idea to idea, so that nobody's supports can be put together."""

    personal_data: ClassVar[tuple[str, ...]] = ("mark",)

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="supporters")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "mark"], name="ideas_supported_once_per_device")
        ]

    def __str__(self) -> str:
        return f"support of {self.idea_id}"
