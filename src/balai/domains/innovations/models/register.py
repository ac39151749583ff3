"""The register: what was begun, by whom, and who keeps it going."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.terms import (
    CLASS_LABELS,
    FORM_LABELS,
    ORIGIN_LABELS,
    RHYTHM_LABELS,
    STAGE_LABELS,
    Rhythm,
)
from balai.foundation.dimensions import DIMENSION_LABELS


class Innovation(models.Model):
    """One innovation. `odd` holds what was strange in an imported row, in words; it never kept the row out."""

    personal_data: ClassVar[tuple[str, ...]] = ("initiator_name",)

    register_number = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+")
    opd_text = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=10, choices=list(STAGE_LABELS.items()))
    origin = models.CharField(max_length=8, choices=list(ORIGIN_LABELS.items()))
    initiator_name = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=14, choices=list(FORM_LABELS.items()))
    source_class = models.CharField(max_length=9, choices=list(CLASS_LABELS.items()), default="OPD")
    is_digital = models.BooleanField()
    dimension = models.CharField(max_length=12, choices=list(DIMENSION_LABELS.items()), blank=True)
    affair = models.CharField("urusan", max_length=300, blank=True)
    initiative_date = models.DateField(null=True, blank=True)
    trial_date = models.DateField(null=True, blank=True)
    adoption_date = models.DateField(null=True, blank=True)
    # The day from which its life is counted, and the year of its cohort.
    launch_date = models.DateField(null=True, blank=True)
    cohort_year = models.PositiveSmallIntegerField(null=True)
    rhythm = models.CharField(max_length=8, choices=list(RHYTHM_LABELS.items()), default=Rhythm.MONTHLY)
    expected_per_window = models.PositiveIntegerField(null=True, blank=True)
    target_units = models.PositiveIntegerField(null=True, blank=True)
    result_label = models.CharField(max_length=200, blank=True)
    result_unit = models.CharField(max_length=60, blank=True)
    result_target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    result_value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    result_measured_on = models.DateField(null=True, blank=True)
    # 0, 50 or 100 percent of the money of this year, by the DPA; None: nobody has said.
    budget_year = models.PositiveSmallIntegerField(null=True)
    budget_percent = models.PositiveSmallIntegerField(null=True)
    decree_until = models.DateField(null=True)
    # Maturity on paper as an index gave it, with its year: shown beside life, never mixed with it.
    paper_maturity = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    paper_maturity_year = models.PositiveSmallIntegerField(null=True)
    odd = models.JSONField(default=list)
    is_example = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    ending = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    imported_in = models.ForeignKey("innovations.RegisterImport", models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register_number"],
                condition=~models.Q(register_number=""),
                name="innovations_register_number_once",
            )
        ]
        indexes = [models.Index(fields=["opd", "cohort_year"], name="innovations_by_opd_cohort")]

    def __str__(self) -> str:
        return self.name


class Steward(models.Model):
    """Who keeps an innovation going, from when to when. Never more than one at a time."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="stewards")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    # The former one has handed over papers, keys and users; True for the first one.
    is_handed_over = models.BooleanField(default=False)
    handover_note = models.TextField(blank=True)
    last_act_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["innovation"], condition=models.Q(until=None), name="innovations_one_steward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} keeps {self.innovation_id} since {self.since}"
