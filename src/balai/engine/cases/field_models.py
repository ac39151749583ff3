"""What officers did in the field without a signal, as their phones sent it later."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class FieldSending(models.Model):
    """One act that waited on an officer's phone. `key` was made there; the act is done once, however often it is sent.

    `seen_version` is the version of the case that the officer decided on, `version_after` the one that the act left
    behind. A refused one stays, sealed as it came (`box`), until its officer has sent it again: nothing is lost.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("box",)
    STATES: ClassVar[list[tuple[str, str]]] = [("FILED", "Terkirim"), ("REFUSED", "Tidak diterima")]

    key = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=STATES)
    message = models.CharField(max_length=400, blank=True)
    box = models.BinaryField(default=bytes)
    seen_version = models.PositiveIntegerField(null=True)
    version_after = models.PositiveIntegerField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["case", "by"], name="field_sending_of_case"),
            models.Index(
                fields=["received_at"], name="field_sending_refused", condition=models.Q(state="REFUSED")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of case {self.case_id}"
