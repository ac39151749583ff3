"""Maturity on paper: editions of the national index, a sheet per innovation (and one of the region), its rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.register import Innovation


class IgaEdition(models.Model):
    """An edition as the national data tell it. `faults` says why it gives no index; empty when it does."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(max_length=10, primary_key=True)
    definition = models.JSONField()
    faults = models.JSONField(default=list)
    is_planned = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-code"]

    def __str__(self) -> str:
        return f"IGA {self.code}"


class IgaSheet(models.Model):
    """The paper of one innovation in an edition; without an innovation that of the region itself.

    Scores are sums of weight x level, kept so that lists need not add up.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    edition = models.ForeignKey(IgaEdition, models.PROTECT, related_name="sheets")
    innovation = models.ForeignKey(Innovation, models.PROTECT, null=True, related_name="sheets")
    self_score = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    verified_score = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    filled = models.PositiveSmallIntegerField(default=0)
    verified = models.PositiveSmallIntegerField(default=0)
    entered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "innovation"], name="innovations_sheet_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(innovation=None),
                name="innovations_region_sheet_once",
            ),
        ]

    def __str__(self) -> str:
        return f"IGA {self.edition_id} {self.innovation_id or 'region'}"


class IgaAnswer(models.Model):
    """A row of a sheet: the owner's own level with a note, and what whoever verifies says.

    `basis` and `amount` belong to rows whose level follows from an amount. Another own level makes the verified one fall away.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("note", "verified_note")

    sheet = models.ForeignKey(IgaSheet, models.PROTECT, related_name="answers")
    row = models.CharField(max_length=6)
    level = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    basis = models.CharField(max_length=2, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()
    verified_level = models.PositiveSmallIntegerField(null=True)
    verified_note = models.TextField(blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "row"], name="innovations_answer_once"),
            models.CheckConstraint(
                condition=models.Q(level__lte=3)
                & (models.Q(verified_level=None) | models.Q(verified_level__lte=3)),
                name="innovations_answer_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.row}: {self.level}"
