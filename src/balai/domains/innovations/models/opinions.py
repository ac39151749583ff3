"""What its users say of an innovation, where no service of this house asks them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.register import Innovation


class Rating(models.Model):
    """A survey of a day: its index (25..100), how many answered, the share of complaints that were closed, and its source.

    `quality` is hundredths, as that of a source of use: a survey of others 80, one's own document 50.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="ratings")
    day = models.DateField()
    index = models.DecimalField(max_digits=5, decimal_places=2)
    respondents = models.PositiveIntegerField()
    complaints_closed = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    quality = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["innovation", "day"], name="innovations_rating_once")]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.day}: {self.index}"
