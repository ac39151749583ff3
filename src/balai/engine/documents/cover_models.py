"""What of a photo others do not see."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Covering(models.Model):
    """One version of what is covered of a photo; the newest one counts, and going back is a newer one.

    `boxes` are [left, top, width, height] as shares of the photo. `shown` is the covered file; None where nothing is
    covered (which also says that the photo was looked at), or where the file of an old version is swept. `is_proposed`: a machine drew it and nobody has looked since.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="coverings")
    version = models.PositiveSmallIntegerField()
    boxes = models.JSONField(default=list)
    shown = models.OneToOneField("documents.Document", models.SET_NULL, null=True, related_name="+")
    is_proposed = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "version"], name="covering_version_once")]

    def __str__(self) -> str:
        return f"covering {self.version} of {self.document_id}"
