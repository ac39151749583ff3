"""Tables of evidence."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.engine.evidence.terms import KIND_LABELS, VERDICT_LABELS, VERDICT_TONES, Verdict


class Evidence(models.Model):
    """One proof about one thing, kept once. `dated` is what the document says of itself, `kept_at` when it came."""

    personal_data: ClassVar[tuple[str, ...]] = ("title", "note", "verdict_note")

    about_kind = models.CharField(max_length=20)
    about_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=list(KIND_LABELS.items()))
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(max_length=500, blank=True)
    # Of the file or of the address: the same proof twice is one proof.
    sha256 = models.CharField(max_length=64)
    dated = models.DateField()
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=list(VERDICT_LABELS.items()), default="WAITING")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verdict_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id", "sha256"], name="evidence_kept_once")
        ]
        indexes = [models.Index(fields=["about_kind", "about_id", "verified_at"], name="evidence_about")]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def label(self) -> str:
        """The verdict in words; with `tone` it draws a badge."""
        return VERDICT_LABELS[Verdict(self.verdict)]

    @property
    def tone(self) -> str:
        return VERDICT_TONES[Verdict(self.verdict)]


class Use(models.Model):
    """That a proof stands for a row of an instrument, until it was taken away again."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses")
    instrument = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    row = models.CharField(max_length=20)
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "instrument", "edition", "row"],
                condition=models.Q(ended_at=None),
                name="evidence_used_once",
            )
        ]
        indexes = [models.Index(fields=["instrument", "edition", "row"], name="evidence_of_row")]

    def __str__(self) -> str:
        return f"{self.evidence_id} for {self.instrument} {self.edition} {self.row}"
