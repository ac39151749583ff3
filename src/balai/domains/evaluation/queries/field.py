"""Named questions about reviews, sites and sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from balai.domains.evaluation.models import Appointment, Review, Sheet, Site
from balai.domains.evaluation.rules.field_forms import (
    Difference,
    Item,
    differences,
    mean_score,
    read_items,
    said_value,
)
from balai.domains.evaluation.terms_field import ItemKind
from balai.engine.documents import public as documents
from balai.engine.people.public import User
from balai.engine.threads import public as threads
from balai.engine.threads.public import Knot


@dataclass(frozen=True, slots=True)
class Line:
    """One item with what each reviewer answered, in the order of the sheets."""

    item: Item
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a site laid side by side: the newest of each reviewer; `former` is how many older ones are kept."""

    rows: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    differing: tuple[Difference, ...]
    mean: float | None
    former: int
    photos: tuple[dict[str, Any], ...]
    odd: tuple[tuple[str, str], ...]


def reviews() -> QuerySet[Review]:
    """The newest year first, each with how much of it there is."""
    return Review.objects.annotate(
        sites_count=Count("sites", distinct=True),
        sheets_count=Count("sites__sheets", distinct=True),
        findings_count=Count("sites__findings", distinct=True),
        first_date=Min("sites__visit_date"),
        last_date=Max("sites__visit_date"),
    ).order_by("-year", "-pk")


def sites(review: Review) -> list[Site]:
    """The sites of a review by date, each with its agency, its visitors and how many sheets and findings there are."""
    rows = review.sites.annotate(
        sheets_count=Count("sheets__reviewer", distinct=True),
        findings_count=Count("findings", distinct=True),
        minutes_count=Count("minutes", distinct=True),
    )
    return list(rows.select_related("opd").prefetch_related("visitors__user").order_by("visit_date", "pk"))


def team(review: Review) -> QuerySet[Appointment]:
    """Who is on the team now, the lead first."""
    return review.appointments.filter(ended_at=None).select_related("user__opd").order_by("-is_lead", "pk")


def candidates(review: Review, roles: frozenset) -> QuerySet[User]:
    """Officers who may be put on the team."""
    on_team = review.appointments.filter(ended_at=None).values("user")
    rows = User.objects.filter(is_active=True, role__in=roles).exclude(pk__in=on_team)
    return rows.select_related("opd").order_by("full_name", "pk")


def sent_to(user_id: int) -> QuerySet[Site]:
    """Where an officer is sent, nearest date first, with whether an own sheet lies there."""
    mine = Count("sheets", filter=Q(sheets__reviewer=user_id), distinct=True)
    rows = Site.objects.filter(visitors__user=user_id).annotate(own_sheets=mine)
    return rows.select_related("review", "opd", "checklist", "survey").order_by("visit_date", "pk")


def day_plan(user_id: int, *, today: date) -> dict[str, list[Site]]:
    """Today's sites of an officer, those that were missed (no sheet yet), those that come, those that are done."""
    found: dict[str, list[Site]] = {"today": [], "missed": [], "coming": [], "done": []}
    for site in sent_to(user_id):
        if site.visit_date == today:
            found["today"].append(site)
        elif site.own_sheets:
            found["done"].append(site)
        else:
            found["missed" if site.visit_date < today else "coming"].append(site)
    return found


def subject_of(site: Site) -> Knot | None:
    """What is looked at there, None where it is gone or was never said."""
    if not site.subject_kind:
        return None
    return threads.knot(site.subject_kind, site.subject_id, visible={site.subject_kind})


def sheets_of(site: Site) -> Sheets:
    """The sheets of a site, laid side by side item by item."""
    every = list(
        site.sheets.select_related("reviewer__opd", "form")
        .prefetch_related("photos__document")
        .order_by("filled_at", "pk")
    )
    newest = {row.reviewer_id: row for row in every}
    rows = tuple(sorted(newest.values(), key=lambda row: row.pk))
    items = read_items(site.checklist.items)
    answers = [row.answers for row in rows]
    differing = differences(items, answers)
    differs = {row.item.code for row in differing}
    lines = tuple(
        Line(item, tuple(said_value(item, one.get(item.code)) for one in answers), item.code in differs)
        for item in items
        if item.kind is not ItemKind.PHOTO
    )
    labels = {item.code: item.label for item in items}
    odd = tuple((labels.get(code, code), text) for row in rows for code, text in row.odd.items())
    photos = tuple(_photo(shot, labels) for row in every for shot in row.photos.all())
    return Sheets(
        rows, lines, tuple(differing), mean_score(items, answers), len(every) - len(rows), photos, odd
    )


def _photo(shot: Any, labels: dict[str, str]) -> dict[str, Any]:
    document = shot.document
    latitude = document.latitude if document.latitude is not None else document.exif_latitude
    longitude = document.longitude if document.longitude is not None else document.exif_longitude
    return {
        "id": shot.pk,
        "url": documents.url(document),
        "thumbnail": documents.thumbnail_url(document),
        "alt": labels.get(shot.item, shot.item),
        "taken_at": document.taken_at or document.exif_taken_at,
        "place": f"{latitude:.5f}, {longitude:.5f}" if latitude is not None and longitude is not None else "",
    }


def earlier_sites(review: Review) -> Sequence[Site]:
    """Sites of earlier reviews that a site of this one may go on from, the newest first."""
    rows = Site.objects.filter(review__year__lt=review.year).select_related("review")
    return list(rows.order_by("-review__year", "name"))
