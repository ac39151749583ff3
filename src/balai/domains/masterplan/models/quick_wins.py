"""Quick wins: what is sharpened, its figures before and after, how far it has come."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .programmes import Programme


class QuickWin(models.Model):
    """What makes a programme a quick win: an existing service is sharpened within months, in touch with citizens."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    programme = models.OneToOneField(Programme, models.CASCADE, primary_key=True, related_name="quick_win")
    service = models.CharField(max_length=300, blank=True)
    sharpening = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    # The last of its steps, so that the board asks nothing else.
    percent = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"quick win {self.pk}"


class QuickWinFigure(models.Model):
    """One measure before and after. A figure that was wrong is replaced by a new row and stays."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    quick_win = models.ForeignKey(QuickWin, models.CASCADE, related_name="figures")
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=60, blank=True)
    before = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    before_date = models.DateField(null=True, blank=True)
    after = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    after_date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    is_example = models.BooleanField(default=False)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quick_win", "label"],
                condition=models.Q(replaced_by=None),
                name="masterplan_figure_once",
            )
        ]

    def __str__(self) -> str:
        return self.label


class ProgressStep(models.Model):
    """How far a quick win had come at a moment. Steps are only added."""

    personal_data: ClassVar[tuple[str, ...]] = ("by",)

    quick_win = models.ForeignKey(QuickWin, models.CASCADE, related_name="steps")
    percent = models.PositiveSmallIntegerField()
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100), name="masterplan_progress_percent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.percent}%"
