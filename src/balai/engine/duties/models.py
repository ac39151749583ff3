"""The one table of duties. Holder, state and clocks are the case's."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Duty(models.Model):
    """What one office owes by a date. One-to-one with its case; `about` is to what it belongs (kind, id)."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    kind = models.CharField(max_length=24)
    about_kind = models.CharField(max_length=20)
    about_id = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    due_date = models.DateField()
    # Who gave it, and for which office; nobody where a rule of the house did.
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    # Made with the form, so that sending it twice gives it once.
    key = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["about_kind", "about_id"], name="duties_about")]

    def __str__(self) -> str:
        return f"duty {self.pk}"
