"""Use, as it comes in and as it is counted."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.register import Innovation


class UsageSource(models.Model):
    """From where use is told: a service of this house, an outside application with a key, a signed tally, a survey.

    `quality` is hundredths: 100 events of a machine, 80 a third party, 50 a dated document, 20 an own claim.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=12)  # SERVICE, CASES, APPLICATION, TALLY, SURVEY
    # The pack, the kind of case or its category, whose closed cases count.
    reference = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    quality = models.PositiveSmallIntegerField(default=100)
    key_index = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class UsageEvent(models.Model):
    """One use, as it was told. `event_id` is the teller's own: the same twice counts once. No personal data: `actor`
    is a keyed index of whoever used it, only to see one device that repeats itself."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    source = models.ForeignKey(UsageSource, models.PROTECT, related_name="+")
    event_id = models.CharField(max_length=80)
    at = models.DateTimeField()
    unit = models.CharField(max_length=80, blank=True)
    amount = models.PositiveIntegerField(default=1)
    is_internal = models.BooleanField(default=False)
    actor = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "event_id"], name="innovations_event_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.event_id}"


class UsageDay(models.Model):
    """How much one unit used an innovation on a day, by the quality of who says so. What liveness reads.

    `internal` is the part of `amount` that came from the office itself.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="+")
    day = models.DateField()
    unit = models.CharField(max_length=80, blank=True)
    quality = models.PositiveSmallIntegerField()
    # Signed: a correction is added as a negative amount, which the database must let pass on its way to the sum.
    # Wide: some batches of large amounts on one day are more than four bytes hold.
    amount = models.BigIntegerField(default=0)
    internal = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "day", "unit", "quality"], name="innovations_usage_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.day}: {self.amount}"


class Tally(models.Model):
    """How many used something without a machine on a day, counted by one and countersigned by another.

    A correction is a new row that replaces the former one; what counts is the row without a successor.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("note",)

    source = models.ForeignKey(UsageSource, models.PROTECT, related_name="tallies")
    day = models.DateField()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "day", "unit"],
                condition=models.Q(replaced_by=None),
                name="innovations_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.day}: {self.amount}"
