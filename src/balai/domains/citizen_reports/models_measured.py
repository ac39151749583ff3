"""How each report stands in the published measure of waiting. Kept by one follower of the journal, `measuring.py`."""

from typing import ClassVar

from django.db import models


class Measured(models.Model):
    """One report in the books: under which keys it is counted, since when, and how its waiting ended.

    `opd_id` is the agency whose book it is in now. A report that is left out (`left_out`) is counted as filed but not as
    waited for: one of a flood, or one that was filed again after its forerunner was closed without an answer.
    """

    personal_data: ClassVar[tuple[str, ...]] = ()

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="+")
    day = models.DateField("hari masuk")
    since = models.DateTimeField("menunggu sejak")
    due_at = models.DateTimeField("janji semula", null=True)
    opd_id = models.BigIntegerField("OPD")
    kecamatan = models.CharField("kecamatan", max_length=13, blank=True)
    group_code = models.CharField("urusan", max_length=40, blank=True)
    cluster = models.CharField("tempat dan kategori", max_length=80)
    left_out = models.CharField("tidak diukur karena", max_length=8, blank=True)
    outcome = models.CharField("akhir menunggu", max_length=10, blank=True)
    ended_at = models.DateTimeField("berakhir", null=True)
    head_id = models.BigIntegerField("laporan induk", null=True)
    hops = models.PositiveSmallIntegerField("perpindahan", default=0)
    limbo_since = models.DateTimeField("menunggu keputusan sejak", null=True)
    paused_since = models.DateTimeField("ditunda sejak", null=True)

    class Meta:
        verbose_name = "ukuran laporan"
        verbose_name_plural = "ukuran laporan"
        indexes = [
            models.Index(fields=["cluster", "day"], name="measured_cluster"),
            models.Index(fields=["head_id"], name="measured_head", condition=models.Q(head_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"measured {self.pk}"
