"""Words that come from code or from the region's data, in the language of the request."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from balai.foundation.errors import Refused

SOURCE = "id"


def said(word: str) -> str:
    """Say a label of code, such as a row of a table of labels; what has no translation stays as it is."""
    return gettext(word) if word else ""


def said_refusal(refusal: Refused) -> str:
    """Say a refusal. Values that are words themselves, such as the name of a field, are translated too."""
    values = {
        name: said(value) if isinstance(value, str) else value for name, value in refusal.values.items()
    }
    return said(refusal.pattern).format(**values) if values else said(refusal.message)


def own_word(row: Mapping[str, Any] | object, name: str) -> str:
    """Return the field `name` of a row of data, from `name_en` under English where that is filled.

    For any other language of the installation the suffix is that language's code.
    """
    get = row.get if isinstance(row, Mapping) else lambda key, default="": getattr(row, key, default)
    language = (get_language() or SOURCE).partition("-")[0]
    translated = get(f"{name}_{language}", "") if language != SOURCE else ""
    return translated or get(name, "")


def in_indonesian(text: Any) -> SafeString:
    """Mark words that people of the region wrote, and that no catalogue translates, as Indonesian.

    Nothing is added on an Indonesian page, nor to an empty text, so that `default` may follow.
    """
    said_here = conditional_escape("" if text is None else text)
    if not said_here or (get_language() or SOURCE).partition("-")[0] == SOURCE:
        return said_here
    return format_html('<span lang="{}">{}</span>', SOURCE, said_here)
