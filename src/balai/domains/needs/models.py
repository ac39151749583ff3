"""Tables of needs. A merged need keeps its row, its words and its judgement: taking it apart again restores all of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.needs.terms import SOURCE_LABELS, Moderation
from balai.foundation.dimensions import DIMENSION_LABELS

MODERATION_CHOICES = [(one.value, one.value) for one in Moderation]


class Need(models.Model):
    """One need as one source stated it.

    `merged_into` says into which other one it was merged, `head` which one stands for the whole heap (None: it stands for
    itself). `judged` holds hundredths by criterion, {} before anybody weighed it.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("text", "source_name")

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=list(SOURCE_LABELS.items()))
    # A body, such as a police sector or a campus; of a citizen nothing is asked.
    source_name = models.CharField(max_length=200, blank=True)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    dimension = models.CharField(max_length=12, choices=list(DIMENSION_LABELS.items()), blank=True)
    sub_dimension = models.CharField(max_length=16, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    stated_date = models.DateField()
    # Where it can be read, for what others published.
    citation = models.CharField(max_length=300, blank=True)
    moderation = models.CharField(max_length=8, choices=MODERATION_CHOICES, default=Moderation.PENDING)
    moderation_note = models.TextField(blank=True)
    judged = models.JSONField(default=dict)
    weighed_at = models.DateTimeField(null=True)
    decline_code = models.CharField(max_length=40, blank=True)
    decline_text = models.TextField(blank=True)
    declined_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    head = models.ForeignKey("self", models.PROTECT, null=True, related_name="heap")
    merge_reason = models.TextField(blank=True)
    # What an imported row said in columns that nobody knew.
    extra = models.JSONField(default=dict)
    tracking_code = models.CharField(max_length=12, unique=True)
    # Made with the form, so that sending it twice states it once.
    client_key = models.UUIDField(unique=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_example = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["moderation", "head"], name="needs_shown")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="needs_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReportHeap(models.Model):
    """The reports that a need was drawn from: the rule that chose them and how many they were."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    need = models.OneToOneField(Need, models.PROTECT, primary_key=True, related_name="reports")
    category_code = models.CharField(max_length=40)
    category_label = models.CharField(max_length=200)
    # The kecamatan; "" where the place did not matter.
    area_code = models.CharField(max_length=13, blank=True)
    since = models.DateField()
    until = models.DateField()
    count = models.PositiveIntegerField()
    tied = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category_code", "area_code", "since", "until"],
                name="needs_reports_drawn_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} reports of {self.category_code}"


class NeedFile(models.Model):
    """A file of needs as it was read: every row with its cells and what was odd, also those that did not go in.

    `rows` are {number, cells, values, faults, warnings, need}; `columns` are {title, meaning}.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("rows",)

    name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
