"""From a template of a room to the words of a notice."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template


def render(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body from `notices/<template>.txt`: the first line is the subject.

    The template sees the context and `public_url`, the site's address without a slash at the end. It
    is plain text: nothing is escaped here, so pages that show it must escape.
    """
    page = get_template(f"notices/{template}.txt").template
    text = page.render(Context({"public_url": settings.PUBLIC_URL.rstrip("/"), **context}, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split())[:200], body.strip()
