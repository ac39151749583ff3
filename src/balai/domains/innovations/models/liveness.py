"""What was measured: the life of each innovation now, and every change of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.register import Innovation
from balai.domains.innovations.terms import ALARM_LABELS, LEVEL_LABELS, LIFE_LABELS, AlarmLevel, Life


class Liveness(models.Model):
    """The last measurement. Index and confidence in hundredths of a point (0..10000); they always appear together."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.OneToOneField(Innovation, models.PROTECT, primary_key=True, related_name="liveness")
    life = models.CharField(max_length=10, choices=list(LIFE_LABELS.items()), default=Life.UNMEASURED)
    index = models.PositiveSmallIntegerField(null=True)
    confidence = models.PositiveSmallIntegerField(default=0)
    # signal -> score in ten-thousandths; and the gates that lowered the state.
    signals = models.JSONField(default=dict)
    gates = models.JSONField(default=list)
    # Uses per window right after the launch, where no target is set: the median of the second to the fourth window.
    baseline = models.PositiveIntegerField(null=True)
    last_used_on = models.DateField(null=True)
    used_in_window = models.PositiveIntegerField(default=0)
    # Days of the window on which no source was open: holes, not zeros.
    unmeasured_days = models.PositiveSmallIntegerField(default=0)
    model_version = models.PositiveSmallIntegerField(default=1)
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.life}"


class LifeChange(models.Model):
    """That the life of an innovation changed on a day: what survival curves are made of."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="+")
    day = models.DateField()
    life = models.CharField(max_length=10, choices=list(LIFE_LABELS.items()))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["innovation", "day"], name="innovations_change_once")]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.day} {self.life}"


class Alarm(models.Model):
    """A follow-up with an owner and a date: launched long enough ago, or use fell. One open one per innovation and kind."""

    personal_data: ClassVar[tuple[str, ...]] = ("answer", "postponed_why")

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="alarms")
    kind = models.CharField(max_length=12, choices=list(ALARM_LABELS.items()))
    raised_on = models.DateField()
    due_date = models.DateField()
    level = models.CharField(max_length=8, choices=list(LEVEL_LABELS.items()), default=AlarmLevel.STEWARD)
    # Use at the start and when it was raised, per beat; what the owner sees first.
    reading = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    promised_date = models.DateField(null=True)
    duty_id = models.BigIntegerField(null=True)
    postponed_times = models.PositiveSmallIntegerField(default=0)
    postponed_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "kind"],
                condition=models.Q(answered_at=None),
                name="innovations_alarm_open_once",
            )
        ]
        indexes = [models.Index(fields=["answered_at", "due_date"], name="innovations_alarm_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.innovation_id}"
