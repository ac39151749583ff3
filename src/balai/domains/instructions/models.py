"""The table of the room. The promise, its holder and its clocks are the case's."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models


class Instruction(models.Model):
    """What one agency was asked to do. One-to-one with its case.

    An instruction given to several agencies is one row each, under the same `key`; the key is made with the
    form, so that sending it twice gives it once.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    key = models.UUIDField()
    addressee = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    text = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "addressee"], name="instruction_once")]

    def __str__(self) -> str:
        return f"instruction {self.pk}"

    @property
    def due_at(self) -> datetime | None:
        """The date of the instruction; after a first answer, the date of what was promised in it."""
        if self.case.citizen_stopped_at is None:
            return self.case.citizen_due_at
        return self.case.holder_due_at
