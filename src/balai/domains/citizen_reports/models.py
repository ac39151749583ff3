"""Tables of the room. The report's promise, holder and clocks are its case's."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.domains.citizen_reports import (  # noqa: F401 - tables of other parts of the room
    models_burst,
    models_forgetting,
    models_moderation,
    models_peers,
    models_wishes,
)
from balai.domains.citizen_reports.terms import CHANNEL_LABELS, IDENTITY_LABELS, TYPE_LABELS
from balai.kits.crypto import EncryptedTextField
from balai.kits.ui.words import own_word


def _choices(labels: dict) -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in labels.items()]


class CategoryGroup(models.Model):
    """The first choice: one of the region's broad subjects."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the request."""
        return own_word(self, "name")


class Category(models.Model):
    """What a report is about. The code is the Open311 `service_code`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(max_length=40, primary_key=True)
    group = models.ForeignKey(CategoryGroup, models.PROTECT, related_name="categories")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    description = models.CharField(max_length=300, blank=True)
    keywords = models.JSONField(default=list)
    clock_set = models.CharField(max_length=40)
    priority = models.SmallIntegerField(default=2)
    questions = models.JSONField(default=list)
    advice = models.CharField(max_length=300, blank=True)
    advice_en = models.CharField(max_length=300, blank=True)
    # Where a report goes that fits nowhere else; the region names one.
    is_catch_all = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["group__order", "order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the request."""
        return own_word(self, "name")

    @property
    def warning(self) -> str:
        """The advice in the language of the request."""
        return own_word(self, "advice")


class RuleSet(models.Model):
    """One published version of the ordered routing rules. Rows are never changed: a change is a new row."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    rules = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    active_from = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"routing rules {self.pk}"


class ApiKey(models.Model):
    """The permission of another application to file reports; only a digest of the key is kept."""

    personal_data: ClassVar[tuple[str, ...]] = ("contact",)

    label = models.CharField(max_length=80)
    contact = EncryptedTextField(null=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label


class ExactPlace(models.Model):
    """Where a home that a report speaks of really is, and the landmark beside it: for those who handle the case.

    The report itself carries only the middle of a map cell, so that nothing that reads a report can say more.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("point", "landmark")

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    point = EncryptedTextField()
    landmark = EncryptedTextField(blank=True, default="")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"exact place of {self.case_id}"


class Report(models.Model):
    """What was told. One-to-one with its case."""

    personal_data: ClassVar[tuple[str, ...]] = ("text", "reporter_name", "email", "phone", "landmark")

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    report_type = models.CharField(max_length=12, choices=_choices(TYPE_LABELS))
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    text = models.TextField()
    public_text = models.TextField()
    answers = models.JSONField(default=dict)
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    landmark = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True)
    identity = models.CharField(max_length=12, choices=_choices(IDENTITY_LABELS))
    reporter_name = EncryptedTextField(null=True)
    email = EncryptedTextField(null=True)
    phone = EncryptedTextField(null=True)
    contact_key = models.CharField(max_length=64, blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=_choices(CHANNEL_LABELS))
    client_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - NULLs do not collide
    api_key = models.ForeignKey(ApiKey, models.PROTECT, null=True, related_name="+")
    is_public = models.BooleanField()
    hidden_reason = models.CharField(max_length=40, blank=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    rule_code = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(identity="CONFIDENTIAL") | Q(is_public=False),
                name="confidential_is_never_public",
            ),
            models.CheckConstraint(
                condition=~Q(identity="ANONYMOUS") | Q(reporter_name__isnull=True),
                name="anonymous_keeps_no_name",
            ),
        ]
        indexes = [
            models.Index(fields=["cell", "-case"], name="report_pins", condition=Q(is_public=True)),
            models.Index(fields=["-case"], name="report_public", condition=Q(is_public=True)),
            models.Index(fields=["area", "-case"], name="report_area", condition=Q(is_public=True)),
            models.Index(fields=["category", "-case"], name="report_category", condition=Q(is_public=True)),
            models.Index(fields=["created_at"], name="report_created"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


from balai.domains.citizen_reports.models_learned import LearnedChoice, LearnedRouting  # noqa: E402, F401 - as below
from balai.domains.citizen_reports.models_measured import Measured  # noqa: E402, F401 - Django looks here only
