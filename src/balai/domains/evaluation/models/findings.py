"""Tables of findings: what was found, who answers for it, and the photos that show it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.evaluation.terms_field import SEVERITY_LABELS


class Finding(models.Model):
    """Something that has to change at a site. What is owed about it is a duty of the engine; `repeats` is the earlier
    finding that came back. `key` was made with the form: twice is once."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    key = models.UUIDField(unique=True)
    site = models.ForeignKey("evaluation.Site", models.PROTECT, related_name="findings")
    title = models.CharField(max_length=160)
    text = models.TextField()
    severity = models.CharField(max_length=8, choices=list(SEVERITY_LABELS.items()))
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"finding {self.pk}"


class FindingPhoto(models.Model):
    """That a photo of a sheet shows a finding."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="photos")
    photo = models.ForeignKey("evaluation.SheetPhoto", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "photo"], name="finding_photo_once")]

    def __str__(self) -> str:
        return f"photo {self.photo_id} of finding {self.finding_id}"
