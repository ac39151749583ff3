"""Assessments: levels are stated, never rewritten; a later one of the same row and side counts."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.evaluation.models.instruments import Edition
from balai.domains.evaluation.terms import SIDE_LABELS, STATE_LABELS, State


class Assessment(models.Model):
    """One edition, one year, one agency that answers. `subject` is the agency's code where every agency is assessed, and
    empty for the region: the key that lets no second one begin."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assessments")
    instrument_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=list(STATE_LABELS.items()), default=State.DRAFT)
    is_example = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    # What it came to, from the assessor's levels when it became final.
    index = models.DecimalField(max_digits=12, decimal_places=5, null=True)
    band = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    assessed_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_code", "year", "subject"], name="evaluation_assessment_once"
            )
        ]
        indexes = [models.Index(fields=["year", "instrument_code"], name="evaluation_by_year")]

    def __str__(self) -> str:
        return f"{self.instrument_code} {self.year} {self.subject}".strip()

    @property
    def figure(self) -> Decimal | None:
        """The final index with as many places as the edition publishes it with."""
        places = self.edition.content.get("places", 2)
        return None if self.index is None else self.index.quantize(Decimal(1).scaleb(-places))


class Score(models.Model):
    """A level that somebody gave a row, with the reason."""

    personal_data: ClassVar[tuple[str, ...]] = ("reason",)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    row = models.CharField(max_length=20)
    side = models.CharField(max_length=8, choices=list(SIDE_LABELS.items()))
    # None takes a level back.
    level = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["assessment", "row", "side", "id"], name="evaluation_score_now")]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.row} {self.side}: {self.level}"


class Reply(models.Model):
    """What one side says to the other about a row."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="replies")
    row = models.CharField(max_length=20)
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["assessment", "row"], name="evaluation_reply_row")]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.row}: {self.text[:40]}"
