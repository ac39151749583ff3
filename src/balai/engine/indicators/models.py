"""Tables of numbers: cells that rooms add to, and yearly series with their sources and targets."""

from typing import ClassVar

from django.db import models

from balai.foundation.dimensions import DIMENSION_LABELS

from .terms import POINT_LABELS, Direction, PointStatus


class Cell(models.Model):
    """An amount of an indicator under a key on a day. No personal data.

    Each amount stands three times: in the cell of its day, of its month and of its year, so that a long range
    is the sum of few cells. `day` is the first day of the span.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    indicator = models.CharField("indikator", max_length=60)
    span = models.CharField("rentang", max_length=1)
    key = models.CharField("kunci", max_length=120, blank=True)
    day = models.DateField("hari")
    bucket = models.IntegerField("kelas", default=0)
    amount = models.BigIntegerField("jumlah")

    class Meta:
        verbose_name = "sel indikator"
        verbose_name_plural = "sel indikator"
        constraints = [
            # Also the index of a question about one key: (indicator, span, key, day).
            models.UniqueConstraint(
                fields=["indicator", "span", "key", "day", "bucket"], name="indicators_cell_once"
            )
        ]
        # The index of a question about all keys.
        indexes = [models.Index(fields=["indicator", "span", "day"], name="indicators_by_day")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.key} {self.span} {self.day} {self.bucket}: {self.amount}"


class Theme(models.Model):
    """A heading of a family of series that says how many numbers belong under it, such as a theme of ISO 37122."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    family = models.CharField("keluarga", max_length=20)
    name = models.CharField("nama", max_length=80)
    name_en = models.CharField("nama dalam bahasa Inggris", max_length=80, blank=True)
    size = models.PositiveSmallIntegerField("jumlah indikator")
    dimension = models.CharField("dimensi", max_length=12, choices=list(DIMENSION_LABELS.items()), blank=True)

    class Meta:
        verbose_name = "tema indikator"
        verbose_name_plural = "tema indikator"
        constraints = [models.UniqueConstraint(fields=["family", "name"], name="indicators_theme_once")]

    def __str__(self) -> str:
        return f"{self.family} {self.name}"


class Series(models.Model):
    """A number that is stated once a year, such as the human development index: what it is and who answers for it."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("kode", max_length=80, unique=True)
    label = models.CharField("nama", max_length=200)
    unit = models.CharField("satuan", max_length=60, blank=True)
    direction = models.CharField(
        "arah", max_length=4, choices=[(d.value, d.value) for d in Direction], default=Direction.UP
    )
    decimals = models.PositiveSmallIntegerField("angka di belakang koma", default=2)
    dimension = models.CharField("dimensi", max_length=12, choices=list(DIMENSION_LABELS.items()), blank=True)
    # Which list it belongs to: SMART_CITY, ISO_37122, MACRO, PROGRAMME, … ; and its heading there.
    family = models.CharField("keluarga", max_length=20)
    theme = models.CharField("tema", max_length=80, blank=True)
    formula = models.TextField("rumus", blank=True)
    source = models.TextField("sumber data", blank=True)
    maps_to = models.CharField("peta ke instrumen lain", max_length=200, blank=True)
    owner = models.ForeignKey(
        "organizations.Opd",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pemilik data",
    )
    is_verified = models.BooleanField("sudah diverifikasi", default=False)

    class Meta:
        verbose_name = "indikator tahunan"
        verbose_name_plural = "indikator tahunan"
        indexes = [models.Index(fields=["family", "theme"], name="indicators_series_family")]

    def __str__(self) -> str:
        return self.code


class Point(models.Model):
    """What a series was in a year, as one source says. A newer statement replaces the older one, which stays."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    series = models.ForeignKey(Series, models.PROTECT, related_name="points")
    year = models.PositiveSmallIntegerField("tahun")
    # None with status NOT_FOUND: somebody looked, and there is none.
    value = models.DecimalField("nilai", max_digits=20, decimal_places=5, null=True)
    status = models.CharField(
        "status", max_length=12, choices=list(POINT_LABELS.items()), default=PointStatus.PUBLISHED
    )
    source = models.TextField("sumber", blank=True)
    note = models.TextField("catatan", blank=True)
    stated_at = models.DateTimeField("dicatat")
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "nilai indikator"
        verbose_name_plural = "nilai indikator"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"],
                condition=models.Q(replaced_by=None),
                name="indicators_point_current_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}: {self.value}"


class Target(models.Model):
    """What a series was to be in a year, by the document that says so."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    series = models.ForeignKey(Series, models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField("tahun")
    value = models.DecimalField("target", max_digits=20, decimal_places=5)
    source = models.TextField("dokumen", blank=True)

    class Meta:
        verbose_name = "target indikator"
        verbose_name_plural = "target indikator"
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "source"], name="indicators_target_once")
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}: {self.value}"
