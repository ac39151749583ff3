"""What a reporter asks of the moderator once the time for correcting alone is over."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from balai.foundation.privacy import scrub
from balai.kits.crypto import EncryptedTextField


class PrivacyWish(models.Model):
    """One wish about what others see of a report. `answer` is read by the reporter."""

    personal_data: ClassVar[tuple[str, ...]] = ("words", "answer")
    WISHES: ClassVar[list[tuple[str, str]]] = [
        ("TEXT", gettext_noop("Ubah tulisan yang terlihat umum")),
        ("PHOTO", gettext_noop("Tutup atau sembunyikan foto")),
        ("PLACE", gettext_noop("Samarkan titik tempatnya")),
        ("HIDE", gettext_noop("Jangan tampilkan laporan ini kepada umum")),
    ]
    OUTCOMES: ClassVar[list[tuple[str, str]]] = [
        ("GRANTED", gettext_noop("Dikabulkan")),
        ("REFUSED", gettext_noop("Tidak dikabulkan")),
    ]

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    wish = models.CharField(max_length=10, choices=WISHES)
    words = EncryptedTextField(blank=True, default="")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    answer = EncryptedTextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "wish"], name="privacy_wish_open_once", condition=Q(decided_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.wish} of {self.case_id}"

    @property
    def label(self) -> str:
        return dict(self.WISHES)[self.wish]

    @property
    def masked_words(self) -> str:
        """As the desk shows them."""
        return scrub(self.words)

    @property
    def outcome_label(self) -> str:
        return dict(self.OUTCOMES).get(self.outcome, "")
