"""Tables of installed packs. The local values are dated parameters (`services.<pack>.<value>`), not columns here."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from .terms import REASON_LIMIT, SERVICE_STATE_LABELS, ServiceState


class PackVersion(models.Model):
    """One version of a pack as it was installed: its files word for word, never changed afterwards.

    `digest` is the SHA-256 of the canonical form; `signed_by` the public key whose signature was checked (64 hex
    digits), "" for a pack of this region's own folder; `signature` is kept so that the pack can be handed on as it came.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    pack = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    files = models.JSONField()
    origin_region = models.CharField(max_length=13)
    signed_by = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=128, blank=True)
    installed_at = models.DateTimeField()
    installed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "version"], name="pack_version_once")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class Service(models.Model):
    """A service that this region knows: the version that new applications begin with, and whether it is open.

    ADOPTING: values are still being asked and nothing can be filed; OPEN; CLOSED: nothing new, running ones go on.
    `note`: why it was opened with gaps, or closed.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()
    STATES: ClassVar[list[tuple[str, str]]] = [
        (state.value, SERVICE_STATE_LABELS[state]) for state in ServiceState
    ]

    pack = models.CharField(max_length=60, primary_key=True)
    current = models.ForeignKey(PackVersion, models.PROTECT, related_name="+")
    previous = models.ForeignKey(PackVersion, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=STATES)
    opened_at = models.DateTimeField(null=True)
    shares_usage = models.BooleanField(default=False)
    note = models.CharField(max_length=REASON_LIMIT, blank=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.pack


class TrustedKey(models.Model):
    """The key of another region whose packs may be installed here, and who compared it with what the region says.

    A key that was withdrawn stays: versions that it signed still name it.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=64, primary_key=True)
    owner = models.CharField(max_length=120)
    checked_how = models.CharField(max_length=200)
    trusted_at = models.DateTimeField()
    trusted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.owner} {self.key[:8]}"
