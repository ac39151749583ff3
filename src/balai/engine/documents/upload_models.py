"""Files that arrive in pieces over a bad line. They are nothing yet: an act takes a whole one, or the sweeper drops it."""

from typing import ClassVar

from django.db import models


class Upload(models.Model):
    """A file on its way. `key` was made on the phone, and whoever knows it may go on sending; nobody can read it back.

    `size` is what the file will have, `received` how much of it is here, in bytes.
    """

    # A photo may show anybody; it is kept for days at most, and never shown.
    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.UUIDField(primary_key=True)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["touched_at"], name="upload_touched")]

    def __str__(self) -> str:
        return f"{self.received} of {self.size} bytes"


class Piece(models.Model):
    """One stretch of an upload. Pieces follow each other without a gap."""

    personal_data: ClassVar[tuple[str, ...]] = ("content",)

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    offset = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="piece_once")]

    def __str__(self) -> str:
        return f"piece at {self.offset}"
