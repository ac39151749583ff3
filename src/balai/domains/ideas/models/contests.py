"""The yearly contest: edition, entries, jurors, their sheets, and certificates."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.ideas.models.box import Idea
from balai.domains.ideas.terms_contest import ENTRY_STAGE_LABELS, EntryStage


class Edition(models.Model):
    """One year. `criteria` are {code, label, weight}, `categories` {code, label}, `figures` {label, value, source}.

    From `closed_at` on the scores are open and the ranking is fixed.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    year = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    criteria = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    source = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    # What the region's file said last: criteria that the hall changed since are left alone.
    loaded = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Entry(models.Model):
    """What takes part. `participant` is printed on the certificate and shown nowhere else; `opd` is whose it is, if any."""

    personal_data: ClassVar[tuple[str, ...]] = ("text", "participant")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries")
    idea = models.ForeignKey(Idea, models.PROTECT, null=True, related_name="entries")
    title = models.CharField(max_length=200)
    text = models.TextField()
    category = models.CharField(max_length=40)
    participant = models.CharField(max_length=120)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(
        max_length=12,
        choices=[(one.value, label) for one, label in ENTRY_STAGE_LABELS.items()],
        default=EntryStage.REGISTERED,
    )
    stage_text = models.TextField(blank=True)
    # Fixed when the jury closes; ranks count within the category.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    # The criterion that decided between equal scores.
    tie_break = models.CharField(max_length=40, blank=True)
    tracking_code = models.CharField(max_length=12, unique=True)
    client_key = models.UUIDField(unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_example = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Juror(models.Model):
    """Who judges an edition."""

    personal_data: ClassVar[tuple[str, ...]] = ("user",)

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="jurors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="ideas_juror_named_once")]

    def __str__(self) -> str:
        return f"juror {self.pk}"


class Sheet(models.Model):
    """One juror's points for one entry: `points` holds 0 to 100 by code of the criterion."""

    personal_data: ClassVar[tuple[str, ...]] = ("remark",)

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sheets")
    juror = models.ForeignKey(Juror, models.PROTECT, related_name="sheets")
    points = models.JSONField()
    remark = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "juror"], name="ideas_one_sheet_per_juror_and_entry")
        ]

    def __str__(self) -> str:
        return f"sheet of {self.juror_id} for {self.entry_id}"


class Certificate(models.Model):
    """What was certified, as it stood that day: `content` is printed, `digest` is its SHA-256, `check_code` opens its page."""

    personal_data: ClassVar[tuple[str, ...]] = ("content",)

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="certificate")
    number = models.CharField(max_length=40, unique=True)
    check_code = models.CharField(max_length=16, unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
