"""Tables of the recipients' questionnaire. An answer does not know who gave it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from balai.domains.evaluation.terms_field import MODE_LABELS, OUTCOME_LABELS


class Draw(models.Model):
    """A random draw from the users of a service: from which cases, how many there were, how many were drawn, by which seed.

    Anybody with the frame can repeat it (`rules.sampling.draw`). One open draw per site.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    site = models.ForeignKey("evaluation.Site", models.PROTECT, related_name="draws")
    case_kind = models.CharField(max_length=40)
    category_code = models.CharField(max_length=40, blank=True)
    start_date = models.DateField()
    end_date = models.DateField()
    frame_size = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=models.Q(closed_at__isnull=True), name="field_one_open_draw"
            )
        ]

    def __str__(self) -> str:
        return f"draw {self.pk}"


class Respondent(models.Model):
    """One of those who were drawn, by number. `case` is forgotten when the draw is closed; of the secret link only the
    fingerprint is kept."""

    personal_data: ClassVar[tuple[str, ...]] = ("case",)

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="respondents")
    number = models.PositiveSmallIntegerField()
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    token_key = models.CharField(max_length=64, unique=True)
    outcome = models.CharField(max_length=12, choices=list(OUTCOME_LABELS.items()), default="WAITING")
    outcome_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="field_respondent_number_once")
        ]

    def __str__(self) -> str:
        return f"respondent {self.number} of {self.draw_id}"


class RecipientAnswer(models.Model):
    """What one recipient answered: by link or in person for a draw, or met at the site. No name, no case, no hour."""

    personal_data: ClassVar[tuple[str, ...]] = ("comment",)

    key = models.UUIDField(primary_key=True)
    site = models.ForeignKey("evaluation.Site", models.PROTECT, related_name="recipient_answers")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, related_name="answers")
    form = models.ForeignKey("evaluation.FieldForm", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=list(MODE_LABELS.items()))
    answered_date = models.DateField()
    answers = models.JSONField()
    comment = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["site", "mode"], name="field_answers_of_site")]

    def __str__(self) -> str:
        return f"answer of {self.site_id}"
