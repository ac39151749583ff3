"""Alike reports as people and programs read them. A distance is rough on purpose: it must not give away a home."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from balai.domains.citizen_reports.alike.finding import Alike
from balai.domains.citizen_reports.numbers import number_of
from balai.engine.cases import public as cases

ROUGH_METRES = 50


def cards_of(found: Sequence[Alike]) -> list[dict[str, Any]]:
    """One card each; two queries whatever their number."""
    photos = cases.photos_of([one.report.case for one in found], public_only=True)
    return [
        {
            "report": one.report,
            "case": one.report.case,
            "number": number_of(one.report),
            "photo": (photos.get(one.report.pk) or [None])[0],
            "distance": distance(one.likeness.metres),
            "likeness": one.likeness,
            "reporters": one.report.case.members + 1,
        }
        for one in found
    ]


def rough(metres: int | None) -> int | None:
    """Rounded up to fifty metres."""
    return None if metres is None else max(ROUGH_METRES, -(-metres // ROUGH_METRES) * ROUGH_METRES)


def distance(metres: int | None) -> str:
    """In words: "± 50 m", or that only the desa is known."""
    found = rough(metres)
    return _("di desa yang sama") if found is None else f"± {found} m"


def rows_of(found: Sequence[Alike]) -> list[dict[str, Any]]:
    """The same for other programs."""
    return [
        {
            "number": card["number"],
            "title": card["case"].title,
            "state": card["case"].state,
            "state_label": card["case"].state_label,
            "metres": rough(card["likeness"].metres),
            "likeness": round(card["likeness"].score, 2),
            "reporters": card["reporters"],
            "created_at": card["report"].created_at,
            "thumbnail": card["photo"]["thumbnail"] if card["photo"] else None,
            "url": reverse("citizen_reports:report", args=[card["number"]]),
        }
        for card in cards_of(found)
    ]
