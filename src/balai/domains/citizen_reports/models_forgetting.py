"""Reports of which people were taken out, and how far the older reports were scrubbed again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class TakenDown(models.Model):
    """The reporter was taken out of this report, or took his consent back: his photos are shown to nobody, and are
    destroyed by the retention's next run once the case has ended. `destroyed_at` says that they are."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    since = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case"], name="taken_down_waiting", condition=Q(destroyed_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"photos of {self.case_id}"


class ScrubRun(models.Model):
    """One going through of everything that is public by the rules of that day; one that was interrupted goes on at `position`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    started_at = models.DateTimeField()
    position = models.BigIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"scrubbing since {self.started_at:%Y-%m-%d}"
