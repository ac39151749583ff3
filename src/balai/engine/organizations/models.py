"""Tables of the region, its areas and agencies. None of these fields is personal data."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .terms import LEVEL_LABELS, Level, OpdKind


class Region(models.Model):
    """The one region of this installation."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode wilayah", max_length=13, unique=True)
    name = models.CharField("nama", max_length=120)
    short_name = models.CharField("nama pendek", max_length=60)
    number_prefix = models.CharField("awalan nomor", max_length=8)
    latitude = models.FloatField("lintang")
    longitude = models.FloatField("bujur")
    outside_advice = models.TextField("petunjuk untuk lokasi di luar wilayah")
    outside_advice_en = models.TextField("petunjuk itu dalam bahasa Inggris", blank=True)
    # [{name, from_degrees, to_degrees, advice, advice_en}]: who governs beyond the border, by direction from the middle.
    neighbours = models.JSONField("tetangga", default=list)
    emergency_number = models.CharField("nomor darurat", max_length=20, blank=True)
    website = models.CharField("situs", max_length=200, blank=True)
    source = models.CharField("sumber", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "wilayah"

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A kabupaten, kecamatan, desa or kelurahan, by its ministerial code such as `33.25.01.2001`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=120)
    level = models.CharField("tingkat", max_length=10, choices=[(k.value, LEVEL_LABELS[k]) for k in Level])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    latitude = models.FloatField("lintang")
    longitude = models.FloatField("bujur")

    class Meta:
        verbose_name = verbose_name_plural = "daerah"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """`Desa Silurah`, `Kecamatan Bandar`; the kabupaten's name already says what it is."""
        return (
            self.name if self.level == Level.KABUPATEN else f"{LEVEL_LABELS[Level(self.level)]} {self.name}"
        )


class Opd(models.Model):
    """An agency. `code` never changes; `name` is the present name, earlier ones are in `OpdName`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode", max_length=40, unique=True)
    short_name = models.CharField("nama pendek", max_length=80)
    name = models.CharField("nama", max_length=200)
    kind = models.CharField(
        "jenis", max_length=20, choices=[(k.value, k.value.capitalize()) for k in OpdKind]
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name="induk"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wilayah kerja"
    )
    address = models.CharField("alamat", max_length=300, blank=True)
    website = models.CharField("situs", max_length=200, blank=True)
    email = models.EmailField("surel", blank=True)
    valid_from = models.DateField("berdiri sejak")
    valid_to = models.DateField("berdiri sampai", null=True, blank=True)
    is_coordinator = models.BooleanField("koordinator pengaduan", default=False)
    is_inspectorate = models.BooleanField("pengawas", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "OPD"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="opd_period"
            ),
            models.UniqueConstraint(
                fields=["is_coordinator"], condition=Q(is_coordinator=True), name="opd_one_coordinator"
            ),
            models.UniqueConstraint(
                fields=["is_inspectorate"], condition=Q(is_inspectorate=True), name="opd_one_inspectorate"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def is_active(self, on: date) -> bool:
        """Whether the agency exists on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class OpdName(models.Model):
    """A name that an agency bore from `valid_from` up to and including `valid_to`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    opd = models.ForeignKey(Opd, models.CASCADE, related_name="names", verbose_name="OPD")
    name = models.CharField("nama", max_length=200)
    short_name = models.CharField("nama pendek", max_length=80)
    valid_from = models.DateField("sejak")
    valid_to = models.DateField("sampai", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "nama OPD"
        ordering = ["opd", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["opd", "valid_from"], name="opd_name_start")]

    def __str__(self) -> str:
        return f"{self.short_name} sejak {self.valid_from}"


class Mandate(models.Model):
    """Which agency answers for a category of work: everywhere, or in one area and what lies within it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    category_code = models.CharField("kategori", max_length=40)
    opd = models.ForeignKey(Opd, models.PROTECT, related_name="mandates", verbose_name="OPD")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wilayah"
    )
    valid_from = models.DateField("sejak")
    valid_to = models.DateField("sampai", null=True, blank=True)
    legal_reference = models.CharField("dasar hukum", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kewenangan"
        ordering = ["category_code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["category_code", "area", "valid_from"], name="mandate_area_start"
            ),
            models.UniqueConstraint(
                fields=["category_code", "valid_from"], condition=Q(area=None), name="mandate_region_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_code}: {self.opd_id}"
