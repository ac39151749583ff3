"""What others will see of a form that may still be incomplete."""

from collections.abc import Mapping

from balai.domains.citizen_reports.corrections.preview import preview
from balai.domains.citizen_reports.terms import LANDMARK_LIMIT, TEXT_LIMIT, Identity


def seen_by_others(given: Mapping[str, str]) -> dict:
    """What the preview draws of a form that may still be incomplete."""
    is_home = bool(given.get("is_home"))
    landmark = "" if is_home else given.get("landmark", "")[:LANDMARK_LIMIT]
    text = preview(given.get("text", "").replace("\r\n", "\n")[:TEXT_LIMIT])
    place = preview(landmark)
    return {
        "text": text,
        "landmark": place,
        "is_home": is_home,
        "is_secret": given.get("identity") == Identity.CONFIDENTIAL,
        "is_masked": bool(text.masked or place.masked),
        "named": [*text.named, *place.named],
    }
