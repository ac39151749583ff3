"""What was measured: the life of each innovation now, and every change of it."""

from typing import ClassVar

from django.db import models

from balai.domains.innovations.models.register import Innovation
from balai.domains.innovations.terms import LIFE_LABELS, Life


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
    last_used_on = models.DateField(null=True)
    used_in_window = models.PositiveIntegerField(default=0)
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
