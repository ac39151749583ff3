"""Tables of field review: who goes where when, and what each reviewer wrote down there."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class FieldForm(models.Model):
    """A checklist or a questionnaire as data. `items` are as `rules.field_forms` reads them; a changed form is a new version."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=12, choices=[("CHECKLIST", "Daftar periksa"), ("SURVEY", "Kuesioner")])
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200, blank=True)
    items = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "version"], name="field_form_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Review(models.Model):
    """One field review of a year. `source` says where it is recorded when it happened before this program."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "title"], name="field_review_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Appointment(models.Model):
    """An officer who is on the team of a review, until `ended_at`."""

    personal_data: ClassVar[tuple[str, ...]] = ("user",)

    review = models.ForeignKey(Review, models.PROTECT, related_name="appointments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user"],
                condition=models.Q(ended_at__isnull=True),
                name="field_appointed_once",
            )
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class Site(models.Model):
    """One place to be visited: where, what is looked at there (a knot of threads), which agency answers for it, when,
    with which forms. `previous` is the same place in an earlier review."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    review = models.ForeignKey(Review, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=160)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    visit_date = models.DateField()
    checklist = models.ForeignKey(FieldForm, models.PROTECT, related_name="+")
    survey = models.ForeignKey(FieldForm, models.PROTECT, null=True, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "name"], name="field_site_once")]
        indexes = [models.Index(fields=["visit_date"], name="field_site_by_date")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_place(self) -> bool:
        return self.latitude is not None and self.longitude is not None


class Visitor(models.Model):
    """That somebody of the team goes to a site."""

    personal_data: ClassVar[tuple[str, ...]] = ("user",)

    site = models.ForeignKey(Site, models.CASCADE, related_name="visitors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "user"], name="field_visitor_once")]

    def __str__(self) -> str:
        return f"visitor {self.user_id} of {self.site_id}"


class Sheet(models.Model):
    """What one reviewer wrote down at a site. The newest of a reviewer counts; the others stay.

    `key` was made on the phone: the same sheet sent twice is one. `filled_at` is by the phone's clock, `received_at` by
    ours. `answers` are values by item, `odd` what was typed and could not be read as one.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("reviewer", "remark", "met", "latitude", "longitude")

    key = models.UUIDField(unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="sheets")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    form = models.ForeignKey(FieldForm, models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()
    received_at = models.DateTimeField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    answers = models.JSONField(default=dict)
    odd = models.JSONField(default=dict)
    remark = models.TextField(blank=True)
    met = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["site", "reviewer", "-filled_at"], name="field_sheet_newest")]

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class SheetPhoto(models.Model):
    """A photo of a sheet, for one of its items. Time and place are the document's own."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="photos")
    item = models.CharField(max_length=40)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"photo {self.pk} of sheet {self.sheet_id}"


class FollowUp(models.Model):
    """What became of an earlier finding, as seen a year later at the same place."""

    personal_data: ClassVar[tuple[str, ...]] = ("note",)

    finding = models.ForeignKey("evaluation.Finding", models.PROTECT, related_name="follow_ups")
    site = models.ForeignKey(Site, models.PROTECT, related_name="follow_ups")
    verdict = models.CharField(
        max_length=10, choices=[("CLOSED", "Ditutup"), ("PARTIAL", "Sebagian"), ("REPEATED", "Berulang")]
    )
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "site"], name="field_follow_up_once")]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"


class Minutes(models.Model):
    """The minutes of a visit as they were issued. `content` holds everything that is printed; a correction is a new issue."""

    personal_data: ClassVar[tuple[str, ...]] = ("content",)

    site = models.ForeignKey(Site, models.PROTECT, related_name="minutes")
    issue = models.PositiveSmallIntegerField()
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "issue"], name="field_minutes_issue_once")]

    def __str__(self) -> str:
        return f"minutes {self.issue} of {self.site_id}"
