"""Tables of parameters. None of these fields is personal data."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .terms import HOLIDAY_LABELS, HolidayKind


class Parameter(models.Model):
    """A value that holds from `valid_from` up to and including `valid_to` (open when empty)."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode", max_length=80)
    value = models.JSONField("nilai")
    valid_from = models.DateField("berlaku sejak")
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)
    legal_reference = models.CharField("dasar hukum", max_length=300, blank=True)
    source = models.CharField("sumber", max_length=300, blank=True)
    verified = models.BooleanField("sudah diperiksa", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "parameter"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="parameter_code_start"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="parameter_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} sejak {self.valid_from}"


class Holiday(models.Model):
    """A day off. Two names on one day are two rows."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    date = models.DateField("tanggal")
    name = models.CharField("nama", max_length=120)
    kind = models.CharField(
        "jenis", max_length=20, choices=[(k.value, HOLIDAY_LABELS[k]) for k in HolidayKind]
    )
    legal_reference = models.CharField("dasar hukum", max_length=300, blank=True)
    source = models.CharField("sumber", max_length=300, blank=True)
    verified = models.BooleanField("sudah diperiksa", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "hari libur"
        ordering = ["date", "name"]
        constraints = [models.UniqueConstraint(fields=["date", "name"], name="holiday_date_name")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Edition(models.Model):
    """Which edition of a kept copy is current: processes compare it with theirs. See `kept.py`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(primary_key=True, max_length=40)
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.name} {self.token}"
