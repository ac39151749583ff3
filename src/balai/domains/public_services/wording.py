"""Words of packs, in the language of the request."""

from django.utils.translation import get_language

from balai.engine.packs.rules.description import Text


def told(text: Text | str | None) -> str:
    """The words of a text of a pack; a plain string stays as it is."""
    if not isinstance(text, Text):
        return text or ""
    return text.in_language((get_language() or "id").partition("-")[0])
