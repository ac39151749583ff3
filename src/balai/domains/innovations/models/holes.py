"""What was not counted, and why: days on which a source was silent, and events that could not be taken."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.usage import UsageSource


class SourceGap(models.Model):
    """Days on which a source told nothing because it was closed or broken: not measured, which is not the same as not used.

    `until` is the last silent day; None: silent until further notice.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    source = models.ForeignKey(UsageSource, models.PROTECT, related_name="gaps")
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "since"], name="innovations_gap_once")]

    def __str__(self) -> str:
        return f"{self.source_id} silent {self.since}-{self.until or ''}"


class RefusedEvent(models.Model):
    """An event that an application sent and that was set aside, as it came, until its people have looked at it."""

    personal_data: ClassVar[tuple[str, ...]] = ("said",)

    source = models.ForeignKey(UsageSource, models.PROTECT, related_name="refused")
    code = models.CharField(max_length=20)
    event_id = models.CharField(max_length=80)
    # The event itself, cut to a length that no stranger can fill the disk with.
    said = models.CharField(max_length=500)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "event_id", "code"], name="innovations_refused_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.event_id}: {self.code}"
