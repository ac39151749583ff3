"""The one table of numbers."""

from typing import ClassVar

from django.db import models


class Cell(models.Model):
    """An amount of an indicator under a key on a day. No personal data.

    Each amount stands three times: in the cell of its day, of its month and of its year, so that a long range
    is the sum of few cells. `day` is the first day of the span.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    indicator = models.CharField("indikator", max_length=60)
    span = models.CharField("rentang", max_length=1)
    key = models.CharField("kunci", max_length=120, blank=True)
    day = models.DateField("hari")
    bucket = models.IntegerField("kelas", default=0)
    amount = models.BigIntegerField("jumlah")

    class Meta:
        verbose_name = "sel indikator"
        verbose_name_plural = "sel indikator"
        constraints = [
            # Also the index of a question about one key: (indicator, span, key, day).
            models.UniqueConstraint(
                fields=["indicator", "span", "key", "day", "bucket"], name="indicators_cell_once"
            )
        ]
        # The index of a question about all keys.
        indexes = [models.Index(fields=["indicator", "span", "day"], name="indicators_by_day")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.key} {self.span} {self.day} {self.bucket}: {self.amount}"
