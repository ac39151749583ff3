"""Reports as plain rows for the JSON interface; contact details are never read from the table."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.citizen_reports.families import shown_thread
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import format_number
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.organizations import public as organizations
from balai.kits.ui.words import said

COLUMNS = (
    "case_id", "created_at", "category_id", "category__name", "public_text", "landmark", "area_id", "latitude",
    "longitude", "case__state", "case__updated_at", "case__citizen_due_at", "case__holder_id", "case__members",
    "case__head_id", "case__head__opened_at", "case__head__state", "case__head__holder_id",
)  # fmt: skip
OWN_COLUMNS = (
    "case__tracking_code", "is_public", "report_type", "case__answered_at", "case__solved_at",
    "case__confirmed_at", "case__closed_at", "case__pause_until", "case__head__answered_at", "case__head__solved_at",
)  # fmt: skip
_MAY_CONFIRM = frozenset({cases.State.ANSWERED, cases.State.SOLVED, cases.State.LAPSED})


def rows_of(reports: QuerySet[Report]) -> list[dict[str, Any]]:
    """Rows as `schemas.ReportOut`, in the order of `reports`; two queries."""
    rows = list(reports.values(*COLUMNS))
    photos = _photos([row["case_id"] for row in rows], public_only=True)
    return [report_row(row, photos.get(row["case_id"], [])) for row in rows]


def own_row(reports: QuerySet[Report]) -> dict[str, Any]:
    """The one row as `schemas.Tracked`, for whoever has its code."""
    row = reports.values(*COLUMNS, *OWN_COLUMNS)[0]
    key = row["case_id"]
    photos = _photos([key], public_only=False)
    return tracked_row(row, photos.get(key, []), shown_thread(key, row["case__head_id"]))


def tracked_row(
    row: dict[str, Any], photos: Sequence[dict], thread: Iterable[cases.ThreadItem]
) -> dict[str, Any]:
    """The row of COLUMNS and OWN_COLUMNS as `schemas.Tracked`."""
    return report_row(row, photos) | {
        "tracking_code": row["case__tracking_code"],
        "is_public": row["is_public"],
        "type": row["report_type"],
        "answered_at": row["case__answered_at"] or row["case__head__answered_at"],
        "solved_at": row["case__solved_at"] or row["case__head__solved_at"],
        "confirmed_at": row["case__confirmed_at"],
        "closed_at": row["case__closed_at"],
        "paused_until": row["case__pause_until"],
        "may_confirm": (row["case__head__state"] or row["case__state"]) in _MAY_CONFIRM,
        "thread": steps(thread),
    }


def steps(thread: Iterable[cases.ThreadItem]) -> list[dict[str, Any]]:
    """The public history as `schemas.Step` rows."""
    return [
        {
            "act": item.act.value,
            "label": item.label,
            "at": item.at,
            "by": item.by,
            "text": item.text,
            "reason": item.reason,
            "photos": list(item.photos),
        }
        for item in thread
    ]


def report_row(row: dict[str, Any], photos: Sequence[dict]) -> dict[str, Any]:
    """The row of COLUMNS as `schemas.ReportOut`."""
    # What is done about a report under a head is done there.
    state = cases.State(row["case__head__state"] or row["case__state"])
    holder = organizations.opd_by_id(row["case__head__holder_id"] or row["case__holder_id"])
    area = organizations.area(row["area_id"]) if row["area_id"] else None
    return {
        "number": format_number(row["case_id"], timezone.localtime(row["created_at"]).year),
        "state": state.value,
        "state_label": said(cases.STATE_LABELS[state]),
        "is_open": state in cases.OPEN_STATES,
        "category": {"code": row["category_id"], "name": row["category__name"]},
        "area": {"code": area.code, "name": area.title} if area else None,
        "holder": {"code": holder.code, "name": holder.short_name},
        "text": row["public_text"],
        "landmark": row["landmark"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "created_at": row["created_at"],
        "updated_at": row["case__updated_at"],
        "promised_at": row["case__citizen_due_at"],
        "photos": list(photos),
        "reporters": row["case__members"] + 1,
        "same_as": _number(row["case__head_id"], row["case__head__opened_at"]),
    }


def _number(key: int | None, opened_at: datetime | None) -> str | None:
    return format_number(key, timezone.localtime(opened_at).year) if key else None


def _photos(ids: Sequence[int], *, public_only: bool) -> dict[int, list[dict[str, str]]]:
    rows = cases.Attachment.objects.filter(case_id__in=ids, role="REPORT")
    if public_only:
        rows = rows.filter(is_public=True)
    found: dict[int, list[dict[str, str]]] = {}
    for row in rows.select_related("document").order_by("pk"):
        found.setdefault(row.case_id, []).append(photo_row(row.document))
    return found


def photo_row(document: documents.Document) -> dict[str, str]:
    return {"url": documents.url(document), "thumbnail": documents.thumbnail_url(document)}
