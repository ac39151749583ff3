"""How much risk is borne without doing anything about it."""

from collections.abc import Mapping
from typing import Any


def bound(appetite: Mapping[str, Any], *, sign: str, category: str) -> int:
    """The least value that must be treated, of the category where it has its own."""
    own = appetite.get("by_category", {}).get(category, {})
    return int(own.get(sign, appetite[sign]))


def must_treat(value: int, appetite: Mapping[str, Any], *, sign: str, category: str) -> bool:
    """Whether a risk of this value may not simply be borne."""
    return value >= bound(appetite, sign=sign, category=category)
