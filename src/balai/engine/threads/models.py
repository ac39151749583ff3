"""The one table of threads."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Link(models.Model):
    """`start` led to `end`: who says so, when, and why. A link that was wrong is cut, not deleted."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    start_kind = models.CharField(max_length=20)
    start_id = models.CharField(max_length=80)
    end_kind = models.CharField(max_length=20)
    end_id = models.CharField(max_length=80)
    why = models.TextField()
    made_at = models.DateTimeField()
    # None: the house itself, from data.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cut_at = models.DateTimeField(null=True)
    cut_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cut_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start_kind", "start_id", "end_kind", "end_id"],
                condition=models.Q(cut_at=None),
                name="threads_link_once",
            )
        ]
        indexes = [models.Index(fields=["end_kind", "end_id"], name="threads_by_end")]

    def __str__(self) -> str:
        return f"{self.start_kind} {self.start_id} -> {self.end_kind} {self.end_id}"
