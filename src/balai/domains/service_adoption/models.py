"""Tables of the room. Packs, services and values belong to the engine; here is how a service was taken over."""

from typing import ClassVar

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL
VERSION = "packs.PackVersion"


class OfferedPack(models.Model):
    """A signed pack that was uploaded and looked at, not yet installed."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    digest = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    files = models.JSONField()
    signed_by = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class Evidence(models.Model):
    """Somebody vouches for one step: a training step that a person went through, a sample that differs here on purpose.

    `key`: the step's code or the sample's name; `person`: who went through it.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("person", "note")

    pack = models.CharField(max_length=60)
    pack_version = models.ForeignKey(VERSION, models.PROTECT, related_name="+")
    item = models.CharField(max_length=20)
    key = models.CharField(max_length=160)
    person = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "pack_version", "item", "key"], name="evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.item} {self.key}"


class SandboxRun(models.Model):
    """An invented case taken through the flow by hand; nothing of it is an application."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    pack = models.CharField(max_length=60)
    pack_version = models.ForeignKey(VERSION, models.PROTECT, related_name="+")
    sample = models.CharField(max_length=160)
    state = models.CharField(max_length=40)
    moves = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["pack", "-started_at"], name="sandbox_of_pack")]

    def __str__(self) -> str:
        return f"{self.pack}: {self.sample}"


class Mentor(models.Model):
    """Somebody of the donor region who looks on through a secret link, without an account."""

    personal_data: ClassVar[tuple[str, ...]] = ("name",)

    pack = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    token_index = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"mentor {self.pk}"


class Comment(models.Model):
    """A remark on one item of the checklist, by a mentor or by an officer."""

    personal_data: ClassVar[tuple[str, ...]] = ("text",)

    pack = models.CharField(max_length=60)
    item = models.CharField(max_length=20)
    text = models.TextField()
    mentor = models.ForeignKey(Mentor, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pack", "at"], name="comment_of_pack")]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class UsageFile(models.Model):
    """Counts of use that another region handed to this one, the donor."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    digest = models.CharField(max_length=64, unique=True)
    pack = models.CharField(max_length=60)
    region_code = models.CharField(max_length=13)
    region_name = models.CharField(max_length=120)
    until = models.DateField()
    rows = models.JSONField()
    signed_by = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["pack", "region_code", "-until"], name="usage_of_region")]

    def __str__(self) -> str:
        return f"{self.pack} {self.region_code} {self.until}"
