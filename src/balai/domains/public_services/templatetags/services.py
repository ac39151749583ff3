"""Tags of the room's templates: `{% load services %}`."""

from django import template

from balai.domains.public_services import wording

register = template.Library()


@register.filter
def told(text: object) -> str:
    """A text of a pack in the language of the page: `{{ pack.name|told }}`."""
    return wording.told(text)  # type: ignore[arg-type]
