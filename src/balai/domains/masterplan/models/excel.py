"""Files of programmes on their way in."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .programmes import Plan


class ProgrammeImport(models.Model):
    """One uploaded table: read, looked at, taken over in one act, and perhaps undone."""

    personal_data: ClassVar[tuple[str, ...]] = ("uploaded_by",)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    titles = models.JSONField()
    # Cells as texts, row by row, in the order of the file; `first_row` is the number of the first of them there.
    cells = models.JSONField()
    first_row = models.PositiveIntegerField(default=2)
    # place of a column in the file -> code of the column here, "+" for words to be kept beside, "" for unread.
    columns = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    # What stood before: {"made": {id: version}, "changed": {id: {"version": …, "was": {…}}}}.
    undo = models.JSONField(default=dict)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
