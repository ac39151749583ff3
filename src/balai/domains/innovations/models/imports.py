"""How records came in from a file, and which of them turned out to be one and the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class RegisterImport(models.Model):
    """A file of a register as somebody sent it: read, looked at, then entered or thrown away, and perhaps undone.

    `rows` are the rows as they were read: {place, given, odd, known}; `columns` say which title was taken for which field.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("rows",)

    file_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name


class Merge(models.Model):
    """That one record was the same innovation as another. Undone by a date, never deleted."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    kept = models.ForeignKey("innovations.Innovation", models.PROTECT, related_name="merges")
    doubled = models.ForeignKey("innovations.Innovation", models.PROTECT, related_name="+")
    why = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    # Of two stewards one went; whose term the undoing opens again.
    ended_steward = models.ForeignKey("innovations.Steward", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["doubled"], condition=models.Q(undone_at=None), name="innovations_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.doubled_id} is {self.kept_id}"
