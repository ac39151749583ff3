"""The blind check by peers: a round a year, what was drawn, who judges it and what they found."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.innovations.models.register import Innovation
from balai.domains.innovations.terms_peers import VERDICT_LABELS

_USER = settings.AUTH_USER_MODEL


class PeerRound(models.Model):
    """One a year. `result` is written once, at closing; a proposal of new weights belongs to the round that speaks for it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    year = models.PositiveSmallIntegerField(unique=True)
    seed = models.CharField(max_length=40)
    sample = models.PositiveSmallIntegerField()
    closes_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    proposal = models.JSONField(default=dict)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_version = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"peers {self.year}"


class PeerSubject(models.Model):
    """An innovation that was drawn. What the model said and what the peers said together are written at closing."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    round = models.ForeignKey(PeerRound, models.PROTECT, related_name="subjects")
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    # Not by chance: it was fading when the round began.
    is_extra = models.BooleanField(default=False)
    model_life = models.CharField(max_length=10, blank=True)
    consensus = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "innovation"], name="innovations_drawn_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.innovation_id}"


class PeerSeat(models.Model):
    """One peer's place for one innovation: 1 and 2 officers of other agencies, 3 a citizen or academic.

    `scores` item -> 0..4; `tasks` task -> {is_done, found, note}. What somebody before wrote on a seat that was given to another
    is not kept here.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("tasks", "note", "recusal")

    subject = models.ForeignKey(PeerSubject, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    user = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    scores = models.JSONField(default=dict)
    tasks = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, choices=list(VERDICT_LABELS.items()), blank=True)
    note = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    recused_at = models.DateTimeField(null=True)
    recusal = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="innovations_seat_number_once"),
            models.UniqueConstraint(fields=["subject", "user"], name="innovations_seat_user_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.number}: {self.user_id}"

    @property
    def is_outside(self) -> bool:
        return self.number == 3
