"""Tables of bursts: many reports of one thing in one kecamatan within hours, and who said "me too" without a report."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Burst(models.Model):
    """Reports of one category from one kecamatan, more than usual, since `began_at`; over at `ends_at`, or when an officer
    ended it. `reports` is how many there were when it was last looked at, `supports` how many devices joined in."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    category = models.ForeignKey("citizen_reports.Category", models.PROTECT, related_name="+")
    area = models.ForeignKey("organizations.Area", models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reports = models.PositiveIntegerField()
    supports = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "area"], condition=Q(ended_at=None), name="burst_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="burst_open", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"burst {self.pk} of {self.category_id} in {self.area_id}"

    @property
    def people(self) -> int:
        """How many said so, by a report or by one tap."""
        return self.reports + self.supports


class BurstSupport(models.Model):
    """One device said "me too". The mark holds for this burst alone and leads back to nobody."""

    personal_data: ClassVar[tuple[str, ...]] = ("mark",)

    burst = models.ForeignKey(Burst, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["burst", "mark"], name="burst_once_per_device")]

    def __str__(self) -> str:
        return f"support of burst {self.burst_id}"
