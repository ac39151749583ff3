"""Tables of the ledger. Entries and their lines are append-only: triggers refuse everything but INSERT."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .terms import KIND_LABELS, Kind, ReservationState


class Account(models.Model):
    """An account of one budget year. `balance_rupiah` is the sum of its lines, kept beside them so that one
    conditional UPDATE decides whether money is there; the check constraint says the same once more."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    year = models.PositiveSmallIntegerField("tahun")
    code = models.CharField("kode", max_length=60)
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=10, choices=[(k.value, KIND_LABELS[k]) for k in Kind])
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    balance_rupiah = models.BigIntegerField(default=0)
    reserved_rupiah = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["year", "code"], name="ledger_account_once"),
            models.CheckConstraint(
                condition=Q(reserved_rupiah__gte=0)
                & (~Q(kind="FUND") | Q(balance_rupiah__gte=F("reserved_rupiah"))),
                name="ledger_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Q(kind="FUND") | Q(reserved_rupiah=0), name="ledger_only_funds_are_reserved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.year})"

    @property
    def available_rupiah(self) -> int:
        """What can still be promised."""
        return self.balance_rupiah - self.reserved_rupiah


class Entry(models.Model):
    """A balanced entry. `key` makes it happen once; `digest` binds its lines to the journal."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=200)
    reference_kind = models.CharField(max_length=40, blank=True)
    reference_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["reference_kind", "reference_id"], name="ledger_reference")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryLine(models.Model):
    """One side of an entry, in whole rupiah."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, models.PROTECT, related_name="lines")
    amount_rupiah = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "account"], name="ledger_line_once")]
        indexes = [models.Index(fields=["account", "id"], name="ledger_statement")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount_rupiah}"


class Reservation(models.Model):
    """Money promised out of a fund. `key` makes it happen once."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=100, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="reservations")
    amount_rupiah = models.BigIntegerField()
    reference_kind = models.CharField(max_length=40)
    reference_id = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=ReservationState.OPEN.value)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="reservation")

    class Meta:
        indexes = [models.Index(fields=["account"], name="ledger_open", condition=Q(state="OPEN"))]

    def __str__(self) -> str:
        return f"reservation {self.pk}"
