"""Reports as GeoReport rows: plain values, a fixed number of queries whatever the number of rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.citizen_reports.models import Category, Report
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.open311 import dialect
from balai.domains.citizen_reports.open311.serialise import moment
from balai.domains.citizen_reports.open311.terms import MEDIA_URL, SHOWN_TYPES, extended_status
from balai.domains.citizen_reports.reference import reference
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.organizations import public as organizations
from balai.foundation.privacy import scrub

_COLUMNS = (
    "case_id", "created_at", "category_id", "category__name", "category__advice", "category__questions",
    "public_text", "landmark", "area_id", "latitude", "longitude", "answers", "channel",
    "case__state", "case__updated_at", "case__citizen_due_at", "case__holder_id",
    "case__hops", "case__is_decided", "case__head__state", "case__head__hops", "case__head__is_decided",
)  # fmt: skip

Absolute = Callable[[str], str]


def request_rows(
    reports: QuerySet[Report], *, absolute: Absolute, extended: bool = False
) -> list[dict[str, Any]]:
    """The rows in the order of `reports`; two queries, four with the extensions.

    `absolute` turns an address from the site's root into a full one.
    """
    rows = list(reports.values(*_COLUMNS))
    ids = [row["case_id"] for row in rows]
    photos = _photos(ids, absolute)
    threads = cases.threads(ids, public_only=True) if extended else {}
    found = []
    for row in rows:
        own = photos.get(row["case_id"], [])
        record = _record(row, own)
        if extended:
            record |= _extensions(row, own, threads[row["case_id"]])
        found.append(record)
    return found


def _record(row: dict[str, Any], photos: Sequence[str]) -> dict[str, Any]:
    # What is done about a report under a head is done there.
    state = row["case__head__state"] or row["case__state"]
    elsewhere = row["answers"].get(MEDIA_URL) or [""]
    return {
        "service_request_id": format_number(row["case_id"], timezone.localtime(row["created_at"]).year),
        "status": "open" if state in cases.OPEN_STATES else "closed",
        "status_notes": cases.STATE_LABELS[cases.State(state)],
        "service_name": row["category__name"],
        "service_code": row["category_id"],
        "description": row["public_text"],
        "agency_responsible": organizations.opd_by_id(row["case__holder_id"]).short_name,
        "service_notice": row["category__advice"] or None,
        "requested_datetime": moment(row["created_at"]),
        "updated_datetime": moment(row["case__updated_at"]),
        "expected_datetime": moment(row["case__citizen_due_at"]),
        "address": address_of(row["landmark"], row["area_id"]),
        "address_id": row["area_id"] or "",
        "zipcode": "",
        "lat": row["latitude"],
        "long": row["longitude"],
        "media_url": photos[0] if photos else elsewhere[0],
    }


def _extended(row: dict[str, Any]) -> str:
    head = "case__head__" if row["case__head__state"] else "case__"
    return extended_status(row[f"{head}state"], hops=row[f"{head}hops"], is_decided=row[f"{head}is_decided"])


def address_of(landmark: str, area_code: str | None) -> str:
    """`Depan pasar, Desa Silurah, Kecamatan Wonotunggal`, as much as is known."""
    parts = [landmark] if landmark else []
    area = organizations.area(area_code) if area_code else None
    while area and area.level != organizations.Level.KABUPATEN:
        parts.append(area.title)
        area = area.parent
    return ", ".join(parts)


def _photos(ids: Sequence[int], absolute: Absolute) -> dict[int, list[str]]:
    rows = cases.Attachment.objects.filter(case_id__in=ids, role="REPORT", is_public=True)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("document").order_by("pk"):
        found.setdefault(row.case_id, []).append(absolute(documents.url(row.document)))
    return found


def _extensions(
    row: dict[str, Any], photos: Sequence[str], thread: Iterable[cases.ThreadItem]
) -> dict[str, Any]:
    return {
        "extended_attributes": {
            "channel": row["channel"],
            "x": row["longitude"],
            "y": row["latitude"],
            "photos": [{"media_url": url} for url in photos],
            "status": _extended(row),
        },
        "attributes": [
            {
                "code": question["code"],
                "name": question["label"],
                "value": _shown(row["answers"][question["code"]]),
            }
            for question in row["category__questions"]
            if question["type"] in SHOWN_TYPES and question["code"] in row["answers"]
        ],
        "notes": [
            {"datetime": moment(item.at), "description": words_of(item), "type": item.act.lower()}
            for item in thread
        ],
    }


def _shown(answer: Any) -> str:
    """A number may be anybody's: answers are scrubbed as words are."""
    return scrub(",".join(answer) if isinstance(answer, list) else str(answer))


def words_of(item: cases.ThreadItem) -> str:
    """One act of the thread as one text."""
    return ": ".join(part for part in (item.label, item.reason, item.text) if part)


def services() -> list[dict[str, Any]]:
    """Every category that can be chosen, in the region's order."""
    return [_service(row) for row in reference().categories.values()]


def services_with_flags() -> list[dict[str, Any]]:
    """The same for FixMyStreet: what was switched off is there too, as inactive; what is missing it takes for deleted."""
    rows = [*reference().categories.values(), *dialect.switched_off()]
    return [dialect.with_flags(_service(row), flags=dialect.flags_of(row)) for row in rows]


def _service(row: Category) -> dict[str, Any]:
    return {
        "service_code": row.code,
        "service_name": row.name,
        "description": row.description or row.name,
        "metadata": bool(row.questions),
        "type": "realtime",
        "keywords": ",".join(row.keywords or [row.name]),
        "group": row.group.name,
    }
