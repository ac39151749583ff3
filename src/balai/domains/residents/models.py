"""Tables of the room: people of a village and how their rows changed, files on their way in, lists of the poor."""

import json
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.kits.crypto import EncryptedTextField

from .terms import (
    CHANGE_LABELS,
    LIST_LABELS,
    STATE_LABELS,
    STATE_TONES,
    STATUS_LABELS,
    STATUS_TONES,
    ChangeKind,
    ImportKind,
    ImportState,
    Status,
    Work,
)


class Register(models.Model):
    """One row per village (`33.25.11.2007`) and per list (`list:DTKS`): whoever changes people takes it first.

    `version` grows with every change, so that a file checked against an older state is noticed.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=40, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"register {self.key}"


class Resident(models.Model):
    """Somebody whom a village has in its books.

    `record` is everything that village files know, as encrypted JSON of the OpenSID columns in normal form (codes,
    ISO days); what stands beside it is there to search, to count and to match. `person_key` and `family_key` are keyed
    fingerprints; without NIK the row itself is the identity, and nobody is ever merged into it. `stamp` is new with
    every change and comes back with an undo.
    """

    personal_data: ClassVar[tuple[str, ...]] = (
        "name",
        "birth_date",
        "sex",
        "record",
        "person_key",
        "family_key",
    )

    area = models.ForeignKey("organizations.Area", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    person_key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - unique where known
    family_key = models.CharField(max_length=64, blank=True)
    status = models.CharField(
        max_length=8, choices=[(s.value, STATUS_LABELS[s]) for s in Status], default=Status.LIVING
    )
    status_date = models.DateField(null=True)
    record = EncryptedTextField()
    stamp = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person_key"],
                name="resident_once_in_village",
                condition=Q(person_key__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["area", "status", "name"], name="resident_by_name"),
            models.Index(fields=["area", "family_key"], name="resident_family"),
        ]

    def __str__(self) -> str:
        return f"resident {self.pk}"

    @property
    def person(self) -> dict[str, str]:
        """The columns of the village file, by OpenSID name."""
        return json.loads(self.record)

    @property
    def status_label(self) -> str:
        return STATUS_LABELS[Status(self.status)]

    @property
    def status_tone(self) -> str:
        return STATUS_TONES[Status(self.status)]


class Import(models.Model):
    """One uploaded file, from its reading to its undoing.

    `mapping` gives each column's number its name; `counts` what was found. `work` says what runs in the background,
    `progress` how many of `total` rows it has done. `register_version` is the state it was checked against.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ImportKind])
    area = models.ForeignKey("organizations.Area", models.PROTECT, null=True, related_name="+")
    opd = models.ForeignKey("organizations.Opd", models.PROTECT, null=True, related_name="+")
    list_code = models.CharField(max_length=8, blank=True)
    edition = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=4)
    encoding = models.CharField(max_length=12, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    titles = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(s.value, STATE_LABELS[s]) for s in ImportState], default=ImportState.DRAFT
    )
    work = models.CharField(max_length=5, blank=True, default=Work.NONE)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    leaves_out = models.BooleanField(default=False)
    is_stale = models.BooleanField(default=False)
    register_version = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "area", "-at"], name="import_history")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def register_key(self) -> str:
        """Which register this file goes into."""
        return self.area_id or f"list:{self.list_code}"

    @property
    def columns(self) -> dict[int, str]:
        """The meaning of each column by its number."""
        return {int(place): code for place, code in self.mapping.items()}

    @property
    def state_label(self) -> str:
        return STATE_LABELS[ImportState(self.state)]

    @property
    def state_tone(self) -> str:
        return STATE_TONES[ImportState(self.state)]

    @property
    def list_label(self) -> str:
        return LIST_LABELS.get(self.list_code, "")


class ImportRow(models.Model):
    """A row as it stood in the file (encrypted JSON list of cells), and what was repaired on screen ({column: cell})."""

    personal_data: ClassVar[tuple[str, ...]] = ("cells", "repairs")

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = EncryptedTextField()
    repairs = EncryptedTextField(null=True)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.source_id}"

    @property
    def repaired(self) -> dict[int, Any]:
        """Cells typed on screen, by column number."""
        return {int(place): cell for place, cell in json.loads(self.repairs).items()} if self.repairs else {}

    @property
    def current(self) -> list[Any]:
        """The cells with the repairs in place."""
        cells = json.loads(self.cells)
        for place, cell in self.repaired.items():
            cells += [""] * (place + 1 - len(cells))
            cells[place] = cell
        return cells


class Finding(models.Model):
    """A fault of one cell, or of the row (place -1). `values` fill its sentence and are no personal data."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    source = models.ForeignKey(Import, models.CASCADE, related_name="findings")
    row = models.PositiveIntegerField()
    place = models.SmallIntegerField()
    column = models.CharField(max_length=30, blank=True)
    code = models.CharField(max_length=30)
    is_error = models.BooleanField()
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["source", "-is_error", "row", "place"], name="finding_order")]

    def __str__(self) -> str:
        return f"{self.code} in row {self.row}"


class Change(models.Model):
    """One change of a person's row: what it was before (encrypted; None for a new person) and which columns differ.

    The changes of an import are its undo.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("before",)

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="changes")
    source = models.ForeignKey(Import, models.PROTECT, null=True, related_name="changes")
    kind = models.CharField(max_length=10, choices=[(k.value, CHANGE_LABELS[k]) for k in ChangeKind])
    columns = models.JSONField(default=list)
    before = EncryptedTextField(null=True)
    stamp = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "id"], name="change_of_import")]

    def __str__(self) -> str:
        return f"{self.kind} of resident {self.resident_id}"

    @property
    def label(self) -> str:
        return CHANGE_LABELS[ChangeKind(self.kind)]


class Disclosure(models.Model):
    """Somebody looked at numbers in full, or took them away: for what purpose, in whose words."""

    personal_data: ClassVar[tuple[str, ...]] = ("reason",)

    area = models.ForeignKey("organizations.Area", models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.SET_NULL, null=True, related_name="+")
    purpose = models.CharField(max_length=12)
    reason = EncryptedTextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"disclosure {self.pk}"


class PovertyEdition(models.Model):
    """A list of the poor as it holds from one day on: DTKS or DTSEN, with the name of its period."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    list_code = models.CharField(max_length=8)
    name = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.OneToOneField(Import, models.PROTECT, related_name="made_edition")
    # Which editions ended because this one began: an undo opens them again.
    ended = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["list_code", "valid_from"], name="edition_by_day")]

    def __str__(self) -> str:
        return f"{self.list_code} {self.name}"

    def holds(self, on: date) -> bool:
        """Whether this edition is in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class PovertyEntry(models.Model):
    """One person on an edition, by fingerprints only: nobody can read a list of the poor out of this table."""

    personal_data: ClassVar[tuple[str, ...]] = ("person_key", "family_key")

    edition = models.ForeignKey(PovertyEdition, models.CASCADE, related_name="entries")
    person_key = models.CharField(max_length=64, db_index=True)
    family_key = models.CharField(max_length=64, blank=True, db_index=True)
    decile = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person_key"], name="poverty_once")]

    def __str__(self) -> str:
        return f"entry {self.pk}"
