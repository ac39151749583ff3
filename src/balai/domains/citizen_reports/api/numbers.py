"""The statistics for programs: the same figures, denominators and marks as on the page."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query

from balai.domains.citizen_reports import figures
from balai.domains.citizen_reports.figures import Row
from balai.engine.indicators.public import Estimate
from balai.kits.ui.words import said

By = Annotated[
    Literal["opd", "kec", "group", "region"],
    Query(description="menurut instansi, kecamatan, urusan, atau seluruh daerah"),
]


def statistics(request: HttpRequest, response: HttpResponse, by: By = "opd") -> dict[str, Any]:
    """Angka 90 hari terakhir menurut nama, dengan penyebut dan tandanya; lama dalam jam, kosong bila contohnya terlalu kecil."""
    response["Cache-Control"] = "public, max-age=60"
    today = timezone.localdate()
    return {
        "since": today - timedelta(days=figures.WINDOW - 1),
        "until": today,
        "members": [_member(row) for row in figures.table(by, today=today)],
    }


def _member(row: Row) -> dict[str, Any]:
    return {
        "code": row.key, "name": row.label, "opened": row.opened, "per_ten_thousand_residents": row.per_ten_thousand,
        "open": row.open, "answered": row.answered, "solved": row.solved, "confirmed": row.confirmed,
        "contested": row.contested, "never_answered": row.never, "left_out": row.left_out, "measured": row.median.n,
        "median_hours": _hours(row.median), "p90_hours": _hours(row.ninety), "no_figure": row.median.reason or row.ninety.reason,
        "flags": [
            {
                "month": month, "code": mark.code, "amount": mark.amount, "of": mark.of,
                "sentence": said(mark.sentence).format(n=mark.amount),
            }
            for month, mark in row.marks
        ],
    }  # fmt: skip


def _hours(estimate: Estimate) -> float | None:
    return round(estimate.value.total_seconds() / 3600, 1) if estimate.value else None
