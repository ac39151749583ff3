"""Tables of data subjects: where somebody's rows are, whose processing is restricted, what may not be destroyed."""

from typing import ClassVar

from django.db import models


class Trace(models.Model):
    """A keyed fingerprint of an address, a phone or a NIK, beside the row (`kind` app.Model, `row_id`) that holds it."""

    personal_data: ClassVar[tuple[str, ...]] = ("key",)

    kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "kind", "row_id"], name="trace_once")]
        indexes = [models.Index(fields=["kind", "row_id"], name="trace_of_row")]

    def __str__(self) -> str:
        return f"trace of {self.kind} {self.row_id}"


class Restriction(models.Model):
    """A row that must not be processed any more: neither shown nor counted nor handed on, until it is lifted.

    `request_id` is the case that asked for it.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    since = models.DateTimeField()
    request_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="restricted_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id} restricted"


class LegalHold(models.Model):
    """Why a row, or with `row_id` 0 all rows of a kind, may not be destroyed yet: a lawsuit, an audit."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=60)
    row_id = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "row_id"], name="hold_of_row")]

    def __str__(self) -> str:
        return f"hold on {self.kind} {self.row_id}"


class RotationStep(models.Model):
    """How far one column has come with one new key: `key` is the key's name, `position` the last row that was written again.

    `left` counts rows that nobody could write again.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=8)
    column = models.CharField(max_length=120)
    position = models.CharField(max_length=40, blank=True)
    written = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "column"], name="rotation_once")]

    def __str__(self) -> str:
        return f"{self.column} to {self.key}"
