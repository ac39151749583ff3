"""What a `$name` of a pack stands for."""

from collections.abc import Mapping
from typing import Any


def meant(written: Any, values: Mapping[str, Any]) -> Any:
    """The region's value where `written` is `$name`, else `written` itself; None for a name without a value."""
    if isinstance(written, str) and written.startswith("$"):
        return values.get(written[1:])
    return written


def listed(written: Any, values: Mapping[str, Any]) -> tuple[str, ...]:
    """A list of codes in which any item may be `$name` and stand for several."""
    items = (written,) if isinstance(written, str) else tuple(written or ())
    found: list[str] = []
    for item in items:
        value = meant(item, values)
        found.extend([value] if isinstance(value, str) else value or ())
    return tuple(found)
