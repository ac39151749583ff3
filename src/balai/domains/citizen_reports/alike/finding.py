"""Public reports near by that may speak of the same, the likest first.

What is read is bounded whatever the number of reports: the cells round the place, the recent window, the newest of
them. Confidential and hidden reports are never read, so nothing here can tell that they exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.citizen_reports.alike.rules.likeness import ALIKE, Likeness, Traits, likeness
from balai.domains.citizen_reports.alike.rules.words import Said, Tongue, said, tongue, topics_of
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.suggestion import suggest
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.geo import Box, Point, cells_in_box

NEARBY, SAME_WORDS = "citizen_reports.nearby", "citizen_reports.same_words"
MOST_READ, MOST_POINTLESS = 120, 40
# Farther apart no words bring two reports together: the weight of the distance is stronger than all others.
REACH_METRES = 180
KM_OF_DEGREE = 111.195
_COLUMNS = (
    "pk", "public_text", "landmark", "latitude", "longitude", "category_id", "area_id", "created_at", "case__state",
    "case__head_id", "case__head__state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A report that is being written, or one that is there: `own` is its id, so that it does not find itself."""

    text: str
    at: datetime
    landmark: str = ""
    latitude: float | None = None
    longitude: float | None = None
    area_code: str = ""
    category_code: str = ""
    photos: tuple[int, ...] = ()
    own: int = 0


@dataclass(frozen=True, slots=True)
class Alike:
    """One report that stands for itself or for a family, and the likeness of the one of them that is the likest."""

    report: Report
    likeness: Likeness


def question_of(report: Report) -> Question:
    """The question that a report which is there asks."""
    return Question(
        text=report.public_text,
        at=report.created_at,
        landmark=report.landmark,
        latitude=report.latitude,
        longitude=report.longitude,
        area_code=report.area_id or "",
        category_code=report.category_id,
        photos=_photos([report.pk]).get(report.pk, ()),
        own=report.pk,
    )


def find_alike(question: Question, *, most: int = 3, least: float = ALIKE) -> list[Alike]:
    """Up to `most` public reports that still are worked on and may be the same; heads stand for their families."""
    rows = _candidates(question)
    if not rows:
        return []
    speech, topics = _speech(question.at), _topics(question.at)
    photos = _photos([row["pk"] for row in rows]) if question.photos else {}
    asked = _asked(question, speech, topics)
    best: dict[int, Likeness] = {}
    for row in rows:
        found = likeness(asked, _traits(row, speech, topics, photos.get(row["pk"], ())))
        key = row["case__head_id"] or row["pk"]
        if found.score >= least and (key not in best or found.score > best[key].score):
            best[key] = found
    best.pop(question.own, None)
    chosen = sorted(best, key=lambda key: (-best[key].score, key))[:most]
    reports = (
        Report.objects.select_related("case__holder", "category", "area")
        .filter(is_public=True)
        .in_bulk(chosen)
    )
    return [Alike(reports[key], best[key]) for key in chosen if key in reports]


def _candidates(question: Question) -> list[dict[str, Any]]:
    limits = parameters.value(NEARBY, on=timezone.localdate(question.at), default={"metres": 300, "days": 45})
    since = question.at - timedelta(days=limits["days"])
    first = (
        Report.objects.filter(created_at__gte=since)
        .order_by("created_at")
        .values_list("pk", flat=True)
        .first()
    )
    if first is None:
        return []
    recent = Report.objects.filter(is_public=True, pk__gte=first).exclude(pk=question.own)
    area = _area(question)
    if question.latitude is None or question.longitude is None:
        return _newest(recent.filter(area_id=area), MOST_READ) if area else []
    box = _box(question.latitude, question.longitude, min(limits["metres"], REACH_METRES))
    near = recent.filter(
        cell__in=cells_in_box(box),
        latitude__gte=box.south,
        latitude__lte=box.north,
        longitude__gte=box.west,
        longitude__lte=box.east,
    )
    without_point = _newest(recent.filter(area_id=area, cell=None), MOST_POINTLESS) if area else []
    return _newest(near, MOST_READ) + without_point


def _newest(reports: QuerySet[Report], most: int) -> list[dict[str, Any]]:
    """The newest of them that can still be joined."""
    rows = reports.order_by("-case").values(*_COLUMNS)[:most]
    return [row for row in rows if (row["case__head__state"] or row["case__state"]) in cases.HEAD_STATES]


def _area(question: Question) -> str:
    """The desa that was chosen, or the one of the point."""
    if question.area_code or question.latitude is None or question.longitude is None:
        return question.area_code
    located = organizations.locate(latitude=question.latitude, longitude=question.longitude)
    return located.area.code if located.inside else ""


def _box(latitude: float, longitude: float, metres: float) -> Box:
    high = metres / 1000 / KM_OF_DEGREE
    wide = high / max(cos(radians(latitude)), 0.1)
    return Box(
        south=max(latitude - high, -90),
        west=max(longitude - wide, -180),
        north=min(latitude + high, 90),
        east=min(longitude + wide, 180),
    )


def _asked(question: Question, speech: Tongue, topics: frozenset[str]) -> Traits:
    code = _subject(question.category_code, question.text)
    has_point = question.latitude is not None and question.longitude is not None
    return Traits(
        said=said(f"{question.text} . {question.landmark}", speech, topics),
        category=code,
        group=_group(code),
        at=question.at,
        point=Point(question.latitude, question.longitude) if has_point else None,  # type: ignore[arg-type]
        photos=question.photos,
    )


def _traits(
    row: Mapping[str, Any], speech: Tongue, topics: frozenset[str], photos: tuple[int, ...]
) -> Traits:
    code = _subject(row["category_id"], row["public_text"])
    return Traits(
        said=_said(f"{row['public_text']} . {row['landmark']}", speech, topics),
        category=code,
        group=_group(code),
        at=row["created_at"],
        point=Point(row["latitude"], row["longitude"]) if row["latitude"] is not None else None,
        photos=photos,
    )


def _said(text: str, speech: Tongue, topics: frozenset[str]) -> Said:
    return said(text[:1200], speech, topics)


def _subject(code: str, text: str) -> str:
    """The category that was chosen; where none was, or the catch-all one, the one that the words speak of."""
    known = reference().categories.get(code)
    if known and not known.is_catch_all:
        return code
    return next(iter(suggest(text[:600], reference().keywords, most=1)), code)


def _group(code: str) -> str:
    known = reference().categories.get(code)
    return known.group_id if known else ""


def _speech(at: datetime) -> Tongue:
    groups = parameters.value(SAME_WORDS, on=timezone.localdate(at), default=[])
    return tongue(tuple(tuple(group) for group in groups))


def _topics(at: datetime) -> frozenset[str]:
    keywords = tuple(tuple(words) for words in reference().keywords.values())
    return topics_of(keywords, _speech(at))


def _photos(ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The fingerprints of public photos by report."""
    rows = cases.Attachment.objects.filter(
        case_id__in=list(ids), role="REPORT", is_public=True, document__difference_hash__isnull=False
    ).values_list("case_id", "document__difference_hash")
    found: dict[int, tuple[int, ...]] = {}
    for key, fingerprint in rows:
        found[key] = (*found.get(key, ()), fingerprint)
    return found
