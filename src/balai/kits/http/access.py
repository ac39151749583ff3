"""Every view names who may see it; this one says: everybody."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def public(view: View) -> View:
    """Mark a view as open to everybody, signed in or not."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
