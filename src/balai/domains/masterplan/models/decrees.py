"""Decrees that bind, and the obligations that somebody read out of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.masterplan.models.programmes import Plan
from balai.domains.masterplan.terms_strategy import DECREE_KIND_LABELS, DECREE_STATE_LABELS, DecreeState


class Decree(models.Model):
    """A rule: its number, its title, whether it still binds and what came after it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="decrees")
    kind = models.CharField(max_length=8, choices=list(DECREE_KIND_LABELS.items()))
    number = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    dated = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=8, choices=list(DECREE_STATE_LABELS.items()), default=DecreeState.IN_FORCE
    )
    # Since when it is amended or binds no more, why, and by which decree.
    changed_on = models.DateField(null=True, blank=True)
    change_reason = models.TextField(blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_verified = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "year"], name="masterplan_decree_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Peraturan Bupati Nomor 23 Tahun 2019."""
        return f"{self.get_kind_display()} Nomor {self.number} Tahun {self.year}"

    @property
    def is_binding(self) -> bool:
        """Whether it is still owed what it says."""
        return self.state != DecreeState.REVOKED


class Obligation(models.Model):
    """Who owes what by an article. `every_months` 0: once; each date becomes a duty of its own."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    decree = models.ForeignKey(Decree, models.PROTECT, related_name="obligations")
    article = models.CharField(max_length=60)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    what = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    first_due = models.DateField()
    every_months = models.PositiveSmallIntegerField(default=0)
    is_verified = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["decree", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "article", "opd", "what"], name="masterplan_obligation_once"
            )
        ]

    def __str__(self) -> str:
        return self.what
