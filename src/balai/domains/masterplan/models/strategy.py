"""Readiness, SWOT and its strategies, gaps, vision and missions; what each said before stays in its revisions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.masterplan.models.programmes import Plan, Programme
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    INNER,
    MARK_LABELS,
    QUADRANT_LABELS,
    THING_LABELS,
    Quadrant,
)
from balai.foundation.dimensions import DIMENSION_LABELS

_EITHER = {"max_length": 12, "choices": list(DIMENSION_LABELS.items()), "blank": True}


class Written(models.Model):
    """What somebody wrote into the plan. `version` counts its revisions; one that was removed keeps its row."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    # Whose words they are; None: the planners'.
    author_opd = models.ForeignKey(
        "organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Readiness(Written):
    """What one criterion of the rubric is given, and why."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    criterion = models.CharField(max_length=12)
    mark = models.CharField(max_length=8, choices=list(MARK_LABELS.items()))
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "criterion"], name="masterplan_readiness_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.mark}"


class SwotEntry(Written):
    """One strength, weakness, opportunity or threat; `rank` 1 stands first in its quadrant, 0 is not ranked."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    quadrant = models.CharField(max_length=12, choices=list(QUADRANT_LABELS.items()))
    text = models.TextField()
    dimension = models.CharField(**_EITHER)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["plan", "quadrant"], name="masterplan_swot_quadrant")]

    def __str__(self) -> str:
        return f"{self.quadrant} {self.pk}"

    @property
    def is_inner(self) -> bool:
        """Whether it lies inside the house."""
        return self.quadrant in INNER


class TowsStrategy(Written):
    """What a pair of an inner and an outer entry makes of itself."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    inner = models.ForeignKey(SwotEntry, models.PROTECT, related_name="+")
    outer = models.ForeignKey(SwotEntry, models.PROTECT, related_name="+")
    text = models.TextField()
    dimension = models.CharField(**_EITHER)

    def __str__(self) -> str:
        return f"{self.pair} {self.pk}"

    @property
    def pair(self) -> str:
        """SO, WO, ST or WT."""
        return Quadrant(self.inner.quadrant)[0] + Quadrant(self.outer.quadrant)[0]


class Gap(Written):
    """From where to where, what lies between, and what closes it; the programme that does, once there is one."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    dimension = models.CharField(**_EITHER)
    element = models.CharField(max_length=16, choices=list(ELEMENT_LABELS.items()), blank=True)
    now = models.TextField()
    wanted = models.TextField()
    lacks = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"gap {self.pk}"


class Vision(Written):
    """Where the regency wants to be in the plan's vision year."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan"], name="masterplan_vision_once")]

    def __str__(self) -> str:
        return f"vision {self.plan_id}"


class Keyword(Written):
    """A word that the vision must carry."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    text = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.text


class Mission(Written):
    """A mission in its order; `series` are codes of yearly indicators whose targets say whether it is reached."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    rpjmd_link = models.CharField(max_length=300, blank=True)
    series = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"mission {self.number}"


class Revision(models.Model):
    """What a thing of the strategy said in one of its versions."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    thing = models.CharField(max_length=12, choices=list(THING_LABELS.items()))
    thing_id = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    content = models.JSONField()
    is_removal = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "thing_id", "version"], name="masterplan_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_id} v{self.version}"
