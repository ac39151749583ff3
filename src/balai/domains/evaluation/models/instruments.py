"""Instruments and their editions, kept as they were written."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from balai.domains.evaluation.terms import STANDING_LABELS, Standing


class Instrument(models.Model):
    """What is measured. Where `is_per_opd`, every agency is assessed; else the region once a year."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    is_per_opd = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    def __str__(self) -> str:
        return self.code


class Edition(models.Model):
    """One edition: `content` is the file as it was given, `faults` what keeps it from being scored ({fault, values})."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="editions")
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField("dasar", max_length=300, blank=True)
    trust = models.TextField(blank=True)
    source = models.TextField(blank=True)
    content: models.JSONField[Any, Any] = models.JSONField()
    standing = models.CharField(max_length=10, choices=list(STANDING_LABELS.items()))
    faults = models.JSONField(default=list)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "code"], name="evaluation_edition_once")]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.code}"

    @property
    def is_usable(self) -> bool:
        return self.standing == Standing.USABLE

    def is_valid_in(self, year: int) -> bool:
        """Whether it was in force on any day of that year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.valid_from <= last and (self.valid_to is None or first <= self.valid_to)
