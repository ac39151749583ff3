"""Tables by which pictures are known again, and what their files told."""

from typing import ClassVar

from django.db import models


class Fingerprint(models.Model):
    """One blot of a photo: its number, and where it lies (see `fingerprints`)."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.IntegerField()
    spot = models.IntegerField()
    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="+")

    class Meta:
        # Everything a search reads first, so that it touches no row.
        indexes = [models.Index(fields=["key", "document"], name="fingerprint_by_key")]

    def __str__(self) -> str:
        return f"fingerprint of {self.document_id}"


class Trace(models.Model):
    """The codes of what the file of a proof told of its own past (see `traces`), before it was stored clean."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    document = models.OneToOneField("documents.Document", models.CASCADE, related_name="+")
    codes = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"traces of {self.document_id}"
