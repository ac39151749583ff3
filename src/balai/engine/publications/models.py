"""Tables of publications: versions as they were issued, and the files made of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Version(models.Model):
    """A book as it was issued. `content` keeps title, subtitle, label of the edition and the blocks of every chapter (see
    `content.py`); `sha256` is of exactly that. Never changed: the table only grows."""

    personal_data: ClassVar[tuple[str, ...]] = ("note",)

    publication = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "edition", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.edition} v{self.number}"

    @property
    def title(self) -> str:
        return self.content["title"]

    @property
    def edition_label(self) -> str:
        return self.content["edition_label"]

    @property
    def chapters(self) -> list[dict[str, Any]]:
        """Rows of code, title and packed blocks, in order."""
        return self.content["chapters"]


class Rendering(models.Model):
    """A file made of a version, kept so that it is made once. It may be thrown away at any time; `maker` is the
    fingerprint of the program that made it: a better one makes it again."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    form = models.CharField(max_length=4)
    maker = models.CharField(max_length=16)
    file = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "form"], name="rendering_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.form}"
