"""The tabs of the masterplan's pages."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from balai.kits.ui.words import said

# Address name -> what the tab is called, in the order in which they stand.
TAB_LABELS = {
    "home": "Ikhtisar",
    "programmes": "Program",
    "quick_wins": "Quick win",
    "roadmap": "Peta jalan",
    "strategy": "Strategi",
    "workshops": "Bimtek",
    "decrees": "Peraturan",
    "books": "Buku I–III",
}


def tabs(active: str) -> list[dict[str, Any]]:
    """Those whose page there is; `active` is an address name of TAB_LABELS."""
    found = []
    for name, label in TAB_LABELS.items():
        try:
            url = reverse(f"masterplan:{name}")
        except NoReverseMatch:
            continue
        found.append({"label": said(label), "url": url, "active": name == active})
    return found
