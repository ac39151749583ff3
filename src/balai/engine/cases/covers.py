"""The photos of a case with what others see of them, for the officer's page."""

from typing import Any

from balai.engine.cases.models import Attachment, Case
from balai.engine.documents import public as documents


def covers_of(case: Case) -> list[dict[str, Any]]:
    """One row for each photo, in the order in which they came; three queries whatever their number."""
    rows = Attachment.objects.filter(case=case, document__width__isnull=False).select_related("document")
    found = []
    for row in rows.prefetch_related("document__coverings").order_by("pk"):
        newest = max(row.document.coverings.all(), key=lambda one: one.version, default=None)
        covered = len(newest.boxes) if newest else 0
        said = f"{covered} bagian ditutup" if covered else "Terlihat seluruhnya"
        found.append(
            {
                "token": row.document.token,
                "thumbnail": documents.thumbnail_url(row.document),
                "said": said if row.is_public else "Tidak ditampilkan kepada umum",
                "is_proposed": bool(newest and newest.is_proposed and newest.boxes),
            }
        )
    return found
