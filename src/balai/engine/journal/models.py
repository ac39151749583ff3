"""Tables of the journal. Entry, Link, Root, Tile and Crown are append-only: triggers refuse everything but INSERT."""

from typing import ClassVar

from django.db import models

from . import rules
from .terms import GENESIS


class Entry(models.Model):
    """One act. Personal data: none; `by_id` and `subject_id` are keys that lead to people elsewhere."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode", max_length=60)
    at = models.DateTimeField("waktu")
    by_kind = models.CharField("jenis pelaku", max_length=16)
    by_id = models.BigIntegerField("akun pelaku", null=True)
    by_opd_id = models.BigIntegerField("OPD pelaku", null=True)
    by_role = models.CharField("peran pelaku", max_length=32, blank=True)
    subject_kind = models.CharField("jenis pokok", max_length=40)
    subject_id = models.CharField("pokok", max_length=64)
    data = models.JSONField("rincian", default=dict)
    salt = models.CharField("garam", max_length=16)

    class Meta:
        verbose_name = "catatan jurnal"
        verbose_name_plural = "catatan jurnal"
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_subject")]

    def __str__(self) -> str:
        return f"{self.id} {self.code} {self.subject_kind} {self.subject_id}"

    @property
    def content(self) -> rules.Content:
        """What is hashed of this entry."""
        return rules.Content(*(getattr(self, name) for name in rules.Content._fields))


class Link(models.Model):
    """A sealed entry: its place in the chain."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    position = models.BigIntegerField("posisi", primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="link", verbose_name="catatan")
    digest = models.CharField("sidik catatan", max_length=64)
    previous_hash = models.CharField("hash sebelumnya", max_length=64)
    hash = models.CharField("hash", max_length=64, unique=True)

    class Meta:
        verbose_name = "mata rantai"
        verbose_name_plural = "mata rantai"

    def __str__(self) -> str:
        return f"{self.position} {self.hash}"


class Root(models.Model):
    """The head of the chain when a day was closed, published for anybody to keep."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    date = models.DateField("tanggal", primary_key=True)
    position = models.BigIntegerField("posisi")
    hash = models.CharField("hash", max_length=64)
    published_at = models.DateTimeField("diterbitkan")

    class Meta:
        verbose_name = "akar harian"
        verbose_name_plural = "akar harian"

    def __str__(self) -> str:
        return f"{self.date} {self.position} {self.hash}"


class Tile(models.Model):
    """A full node of the tree over the chain, see `tree.py`: of 256 links, of 65,536 and so on. `id` is `number(…)`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    id = models.BigIntegerField(primary_key=True)
    hash = models.CharField("hash", max_length=64)

    class Meta:
        verbose_name = "simpul pohon"
        verbose_name_plural = "simpul pohon"

    def __str__(self) -> str:
        return f"{self.place(self.id)} {self.hash}"

    @staticmethod
    def number(level: int, index: int) -> int:
        """The key of node `index` of a level."""
        return level << 48 | index

    @staticmethod
    def place(number: int) -> tuple[int, int]:
        """Level and index of a key."""
        return number >> 48, number & ((1 << 48) - 1)


class Crown(models.Model):
    """The tree over the first `position` links when a day was closed: what a receipt is checked against."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    root = models.OneToOneField(Root, models.PROTECT, primary_key=True, related_name="crown")
    position = models.BigIntegerField("posisi")
    hash = models.CharField("hash", max_length=64)

    class Meta:
        verbose_name = "puncak pohon"
        verbose_name_plural = "puncak pohon"

    def __str__(self) -> str:
        return f"{self.root_id} {self.position} {self.hash}"


class Head(models.Model):
    """One row (id 1): the sealer's lock, and its own memory of where the chain ends, so that a chain cut off
    at the end is noticed before the next link would cover the cut."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    position = models.BigIntegerField("posisi", default=0)
    hash = models.CharField("hash", max_length=64, default=GENESIS)
    swept_at = models.DateTimeField("sapuan lengkap terakhir", null=True)

    class Meta:
        verbose_name = "ujung rantai"
        verbose_name_plural = "ujung rantai"

    def __str__(self) -> str:
        return f"{self.position} {self.hash}"


class Follower(models.Model):
    """How far one follower has read, and why it is stuck if it is."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    name = models.CharField("nama", max_length=80, primary_key=True)
    position = models.BigIntegerField("posisi", default=0)
    attempts = models.PositiveIntegerField("kegagalan berturut-turut", default=0)
    error = models.TextField("galat terakhir", blank=True)
    retry_at = models.DateTimeField("dicoba lagi", null=True)

    class Meta:
        verbose_name = "pengikut jurnal"
        verbose_name_plural = "pengikut jurnal"

    def __str__(self) -> str:
        return f"{self.name} @ {self.position}"
