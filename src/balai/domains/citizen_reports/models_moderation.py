"""The trace of moderation: every hiding and every showing again, with its reason and who did it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.citizen_reports.terms_moderation import REASON_LABELS, HidingReason
from balai.kits.ui.words import said


class Moderation(models.Model):
    """One act of moderation. The last one of a report says how it stands; `text` is what the reporter is told besides."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    report = models.ForeignKey("citizen_reports.Report", models.PROTECT, related_name="+")
    is_hidden = models.BooleanField()
    reason = models.CharField(
        max_length=12, blank=True, choices=[(code.value, label) for code, label in REASON_LABELS.items()]
    )
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["report", "-id"], name="moderation_of_report"),
            models.Index(fields=["-at"], name="moderation_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {'hidden' if self.is_hidden else 'shown'}"

    @property
    def reason_label(self) -> str:
        return said(REASON_LABELS[HidingReason(self.reason)]) if self.reason else ""
