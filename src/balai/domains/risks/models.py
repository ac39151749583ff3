"""Tables of risks. What was assessed and accepted stays as it was: those two only grow."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.risks.terms import (
    COMPARISON_LABELS,
    LENS_LABELS,
    MEASURE_LABELS,
    OPTION_LABELS,
    SIGN_LABELS,
    STAGE_LABELS,
)


class MatrixEdition(models.Model):
    """The matrix with its words, as a file of the region says it. The newest one that has begun is used."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    edition = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.edition


class RiskImport(models.Model):
    """A file of risks as somebody sent it: read, looked at, then entered or thrown away, and perhaps undone.

    `columns` say which title was taken for which field; `rows` are {number, cells: {field: {cell, text}}}.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("rows",)

    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name


class Risk(models.Model):
    """One risk. `value` and `level` repeat the assessment that holds now, so that lists can be put in order."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    event = models.CharField(max_length=300)
    cause = models.TextField()
    effect = models.TextField()
    goal = models.CharField(max_length=300, blank=True)
    sign = models.CharField(max_length=8, choices=list(SIGN_LABELS.items()))
    category = models.CharField(max_length=40)
    impact_area = models.CharField(max_length=40)
    lens = models.CharField(max_length=14, choices=list(LENS_LABELS.items()))
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    controls = models.TextField(blank=True)
    citizen_voice = models.TextField(blank=True)
    # What may stand in a published book; what is about holes in the fence may not.
    is_open = models.BooleanField(default=True)
    review_date = models.DateField(null=True, blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True)
    impact = models.PositiveSmallIntegerField(null=True)
    value = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=20, blank=True)
    is_example = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    closing = models.TextField(blank=True)
    client_key = models.UUIDField(unique=True)
    imported_in = models.ForeignKey(RiskImport, models.PROTECT, null=True, related_name="risks")
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["closed_on", "-value"], name="risks_ranked")]

    def __str__(self) -> str:
        return self.event


class Assessment(models.Model):
    """What a risk was judged to be, by the matrix of its day."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="assessments")
    stage = models.CharField(max_length=8, choices=list(STAGE_LABELS.items()))
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=20)
    edition = models.CharField(max_length=60)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.risk_id} {self.stage}: {self.value}"


class Acceptance(models.Model):
    """That the owner bears a risk until a day, with everything that was known when it was decided."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="acceptances")
    snapshot = models.JSONField()
    why = models.TextField()
    expires_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.risk_id} until {self.expires_on}"


class Treatment(models.Model):
    """What is done about a risk: the option that was chosen and the duty that carries holder and date."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="treatments")
    option = models.CharField(max_length=10, choices=list(OPTION_LABELS.items()))
    output = models.CharField(max_length=300, blank=True)
    duty = models.OneToOneField("duties.Duty", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.option} of {self.risk_id}"


class Trigger(models.Model):
    """The rule by which a risk reports itself. `threshold` None: the target of the year.

    `hold` are years of a series or days of a count. `spells` counts how often it fired.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="triggers")
    measure = models.CharField(max_length=7, choices=list(MEASURE_LABELS.items()))
    code = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True)
    comparison = models.CharField(max_length=8, choices=list(COMPARISON_LABELS.items()))
    threshold = models.DecimalField(max_digits=20, decimal_places=5, null=True)
    margin = models.DecimalField(max_digits=20, decimal_places=5, default=0)
    hold = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    fired_at = models.DateTimeField(null=True)
    spells = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, blank=True)
    # What was read: values by year or day, and which of them was missing.
    reading = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "measure", "code", "key"],
                condition=models.Q(is_active=True),
                name="risks_trigger_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.comparison} {self.threshold}"
