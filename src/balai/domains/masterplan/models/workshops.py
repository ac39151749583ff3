"""Workshops, who sat in them, what they wrote into the plan, and what was signed."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from balai.domains.masterplan.models.programmes import Plan
from balai.domains.masterplan.terms_workshops import INSTITUTION_LABELS, SHEET_LABELS


class Workshop(models.Model):
    """One stage of the bimtek: where and when, and whether its gate was passed."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="workshops")
    stage = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    # What was seen in the field in the last stage.
    visit_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # One that is only told of, from before this hall: nothing is written in it.
    is_told = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage", "held_on"], name="masterplan_workshop_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether rows may still be written."""
        return self.closed_at is None and not self.is_told


class Participant(models.Model):
    """An institution that takes part, and as what; no person."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="participants")
    kind = models.CharField(max_length=9, choices=list(INSTITUTION_LABELS.items()))
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+")
    institution = models.CharField(max_length=160)
    role = models.CharField(max_length=120, blank=True)
    group = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["kind", "institution", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "institution", "group"], name="masterplan_participant_once"
            )
        ]

    def __str__(self) -> str:
        return self.institution


class WorksheetRow(models.Model):
    """A row that was filled in, and what it became in the plan; `before` is what undoing brings back."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=10, choices=list(SHEET_LABELS.items()))
    group = models.CharField(max_length=16, blank=True)
    content = models.JSONField()
    target_kind = models.CharField(max_length=12)
    target_id = models.PositiveBigIntegerField()
    before = models.JSONField(null=True)
    # The version of what it became right after this row: undoing asks whether anybody changed it since.
    target_version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(default=uuid4, unique=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undo_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["workshop", "sheet"], name="masterplan_rows_of_sheet")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.pk}"


class ReviewRemark(models.Model):
    """What reviewers say of a chapter of a book, and what was done about it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="remarks")
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    book = models.CharField(max_length=40)
    chapter = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settlement = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"remark {self.pk}"


class Commitment(models.Model):
    """The words that the head of the region and the chiefs of the OPDs sign; they change only while nobody has signed."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    workshop = models.OneToOneField(Workshop, models.PROTECT, related_name="commitment")
    text = models.TextField()
    # SHA-256 of what is signed: the words, the plan and its programmes at that moment.
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"commitment {self.workshop_id}"


class Signature(models.Model):
    """Somebody put a name under a commitment for an office: typed name, account, moment, and the digest of what it says."""

    personal_data: ClassVar[tuple[str, ...]] = ("signer_name", "withdraw_reason")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="signatures")
    # HEAD, or the code of the agency as it was then.
    office = models.CharField(max_length=40)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "office"],
                condition=models.Q(withdrawn_at=None),
                name="masterplan_signature_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.office}"
