"""The table of documents. The files lie in `storage`, under a name that follows from the row."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.engine.documents.rules import file_name


def new_token() -> str:
    """128 random bits as 32 hexadecimal characters: the part of the address that cannot be guessed."""
    return secrets.token_hex(16)


class Document(models.Model):
    """One stored photo with its thumbnail. `size` is in bytes, `width` and `height` in pixels.

    `stored_on` is the day in UTC that names the folder. `taken_at`, `latitude` and `longitude` are what the sender stated; the `exif_` fields are what the
    camera wrote, kept only for proofs. `sha256` is of the stored file, so that it can be checked;
    `difference_hash` finds photos that look alike (64 bits, stored as a signed number).
    """

    personal_data: ClassVar[tuple[str, ...]] = (
        "taken_at",
        "latitude",
        "longitude",
        "exif_taken_at",
        "exif_latitude",
        "exif_longitude",
    )

    token = models.CharField(max_length=32, unique=True, default=new_token)
    kind = models.CharField(max_length=40)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    size_small = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    difference_hash = models.BigIntegerField()
    created_at = models.DateTimeField()
    stored_on = models.DateField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    exif_taken_at = models.DateTimeField(null=True)
    exif_latitude = models.FloatField(null=True)
    exif_longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="document_same_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def name(self, *, small: bool = False) -> str:
        """Where the file lies in the storage."""
        return file_name(token=self.token, day=self.stored_on, small=small)
