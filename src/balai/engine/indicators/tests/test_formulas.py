"""The index against figures that BPS published, which are kept outside of the project."""

import csv
from decimal import Decimal

from balai.foundation.human_development import human_development
from balai.kits.testing.acceptance import acceptance


def test_every_published_figure_is_reproduced() -> None:
    rows = list(csv.DictReader(acceptance("ipm-test-vectors.csv").open()))
    assert len(rows) == 9
    for row in rows:
        index = human_development(
            life_years=Decimal(row["uhh"]),
            expected_years=Decimal(row["hls"]),
            mean_years=Decimal(row["rls"]),
            spending_rupiah=Decimal(row["pengeluaran_ribu_rp"]) * 1000,
        ).index
        assert abs(index - Decimal(row["ipm_terbit"])) <= Decimal(row["toleransi"]) + Decimal("0.005"), row
        assert abs(index - Decimal(row["ipm_hitung"])) <= Decimal("0.005"), row
