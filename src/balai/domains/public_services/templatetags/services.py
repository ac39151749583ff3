"""Tags of the room's templates: `{% load services %}`."""

from django import template

from balai.domains.public_services import wording

register = template.Library()


@register.filter
def told(text: object) -> str:
    """A text of a pack in the language of the page: `{{ pack.name|told }}`."""
    return wording.told(text)  # type: ignore[arg-type]


@register.filter
def drawn_tone(tone: str) -> str:
    """A tone of a pack as the interface calls it: `{% pill … tone=state.tone|drawn_tone %}`."""
    return wording.drawn_tone(tone)


@register.filter
def drawn_icon(icon: str) -> str:
    """An icon of a pack as the interface calls it."""
    return wording.drawn_icon(icon)
