"""What was learned from decided reports: each version is a row of words and weights; which one is used is a row too."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class LearnedRouting(models.Model):
    """One version. Rows are never changed; `weights` is what `rules/learned.py` reads, `figures` how well it did on the
    newest part of the cases, which it had not seen."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    trained_at = models.DateTimeField("dilatih")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    examples = models.PositiveIntegerField("kasus yang dipelajari")
    figures = models.JSONField("angka")
    weights = models.JSONField("bobot kata")
    agencies = models.JSONField("instansi yang akhirnya menangani", default=dict)

    class Meta:
        verbose_name = "hasil belajar"
        verbose_name_plural = "hasil belajar"

    def __str__(self) -> str:
        return f"learned routing {self.pk}"


class LearnedChoice(models.Model):
    """From when on which version proposes; without one the region's key words do."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    learned = models.ForeignKey(LearnedRouting, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("sejak")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "pilihan hasil belajar"
        verbose_name_plural = "pilihan hasil belajar"

    def __str__(self) -> str:
        return f"learned routing {self.learned_id} since {self.at}"
