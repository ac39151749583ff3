"""The plan and its programmes."""

from typing import ClassVar

from django.db import models

from balai.domains.masterplan.terms import (
    HORIZON_LABELS,
    PLAN_LABELS,
    PROGRAMME_LABELS,
    PlanState,
    ProgrammeState,
)
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSION_LABELS


class Plan(models.Model):
    """A masterplan: five years of programmes (`start_year` is T1) under a vision for `vision_year`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    start_year = models.PositiveSmallIntegerField()
    vision_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=list(PLAN_LABELS.items()), default=PlanState.DRAFT)
    legal_reference = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        """T1 to T5."""
        return range(self.start_year, self.start_year + 5)


class Programme(models.Model):
    """A programme of the plan: the columns of the action plan, without the yearly ones."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=40)
    # Blank: the file said something that is none of the six; its words are in `kept`.
    dimension = models.CharField(max_length=12, choices=list(DIMENSION_LABELS.items()), blank=True)
    sub_dimension = models.CharField(max_length=20, choices=list(SUB_DIMENSION_LABELS.items()), blank=True)
    goal = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    name = models.CharField(max_length=300)
    activity = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    # One office leads; where the file named one that we do not know, its words stay in `lead_text`.
    lead = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+")
    lead_text = models.CharField(max_length=300, blank=True)
    supporting = models.ManyToManyField("organizations.Opd", related_name="+", blank=True)
    supporting_text = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    output_indicator = models.TextField(blank=True)
    outcome_indicator = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.CharField(max_length=60, blank=True)
    fund_source = models.CharField(max_length=120, blank=True)
    subactivity_code = models.CharField(max_length=40, blank=True)
    horizon = models.CharField(max_length=6, choices=list(HORIZON_LABELS.items()), blank=True)
    # Both blank: the years follow from targets, ceilings and the horizon.
    start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_quick_win = models.BooleanField(default=False)
    rpjmd_link = models.TextField(blank=True)
    risk_link = models.TextField(blank=True)
    state = models.CharField(
        max_length=8, choices=list(PROGRAMME_LABELS.items()), default=ProgrammeState.PLANNED
    )
    # Why it was stopped or went back; what everybody may read of it.
    state_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    # column -> the words of a file in a cell that this table has no place for; written out again as they came.
    kept = models.JSONField(default=dict, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="masterplan_programme_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProgrammeYear(models.Model):
    """One year of a programme: target and ceiling as planned, and what came of them. Targets may be words ("1 dokumen")."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=120, blank=True)
    ceiling_rupiah = models.BigIntegerField(null=True, blank=True)
    realised = models.CharField(max_length=120, blank=True)
    realised_rupiah = models.BigIntegerField(null=True, blank=True)
    # None: nobody has said yet.
    is_reached = models.BooleanField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="masterplan_programme_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"
