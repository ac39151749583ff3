"""Reports as GeoReport rows: plain values, a fixed number of queries whatever the number of rows."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.citizen_reports.families import duplicate_notes, hushed
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
    "case__hops", "case__is_decided", "case__head_id", "case__head_since", "case__head__state",
    "case__head__updated_at",
)  # fmt: skip

Absolute = Callable[[str], str]


def request_rows(
    reports: QuerySet[Report], *, absolute: Absolute, extended: bool = False
) -> list[dict[str, Any]]:
    """The rows in the order of `reports`; two queries, four with the extensions, one more where some stand under heads.

    `absolute` turns an address from the site's root into a full one.
    """
    rows = list(reports.values(*_COLUMNS))
    ids = [row["case_id"] for row in rows]
    photos = _photos(ids, absolute)
    heads = {row["case__head_id"] for row in rows if row["case__head_id"]}
    shown = shown_of(heads)
    threads = cases.threads({*ids, *heads}, public_only=True) if extended else {}
    found = []
    for row in rows:
        own = photos.get(row["case_id"], [])
        record = _record(row, own, shown)
        if extended:
            record |= _extensions(row, own, _thread(row, threads, shown), shown)
        found.append(record)
    return found


def shown_of(ids: Collection[int]) -> dict[int, str]:
    """The numbers of those of these reports that everybody may know."""
    if not ids:
        return {}
    rows = Report.objects.filter(pk__in=ids, is_public=True).values_list("pk", "created_at")
    return {pk: format_number(pk, timezone.localtime(at).year) for pk, at in rows}


def _thread(
    row: dict[str, Any], threads: dict[int, list[cases.ThreadItem]], shown: dict[int, str]
) -> list[cases.ThreadItem]:
    """Its own acts, and those of its head since it stands there."""
    own, head = threads[row["case_id"]], row["case__head_id"]
    if not head:
        return own
    there = [item for item in threads[head] if item.at >= row["case__head_since"]]
    return sorted([*own, *(there if head in shown else map(hushed, there))], key=lambda item: item.entry_id)


def _notes(row: dict[str, Any], shown: dict[int, str]) -> str:
    label = cases.STATE_LABELS[cases.State(row["case__head__state"] or row["case__state"])]
    return duplicate_notes(shown.get(row["case__head_id"], ""), label) if row["case__head_id"] else label


def _record(row: dict[str, Any], photos: Sequence[str], shown: dict[int, str]) -> dict[str, Any]:
    is_open = row["case__head_id"] is None and row["case__state"] in cases.OPEN_STATES
    moved = max(filter(None, (row["case__updated_at"], row["case__head__updated_at"])))
    elsewhere = row["answers"].get(MEDIA_URL) or [""]
    return {
        "service_request_id": format_number(row["case_id"], timezone.localtime(row["created_at"]).year),
        "status": "open" if is_open else "closed",
        "status_notes": _notes(row, shown),
        "service_name": row["category__name"],
        "service_code": row["category_id"],
        "description": row["public_text"],
        "agency_responsible": organizations.opd_by_id(row["case__holder_id"]).short_name,
        "service_notice": row["category__advice"] or None,
        "requested_datetime": moment(row["created_at"]),
        "updated_datetime": moment(moved),
        "expected_datetime": moment(row["case__citizen_due_at"]),
        "address": address_of(row["landmark"], row["area_id"]),
        "address_id": row["area_id"] or "",
        "zipcode": "",
        "lat": row["latitude"],
        "long": row["longitude"],
        "media_url": photos[0] if photos else elsewhere[0],
    }


def _extended(row: dict[str, Any]) -> str:
    return extended_status(
        row["case__state"], hops=row["case__hops"], is_decided=row["case__is_decided"],
        is_member=row["case__head_id"] is not None,
    )  # fmt: skip


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
    row: dict[str, Any], photos: Sequence[str], thread: Iterable[cases.ThreadItem], shown: dict[int, str]
) -> dict[str, Any]:
    same_as = {"duplicate_of": shown[row["case__head_id"]]} if row["case__head_id"] in shown else {}
    return {
        "extended_attributes": {
            "channel": row["channel"],
            "x": row["longitude"],
            "y": row["latitude"],
            "photos": [{"media_url": url} for url in photos],
            "status": _extended(row),
        }
        | same_as,
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
