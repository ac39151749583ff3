"""From a template of a room to the words of a notice."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import select_template


def render(template: str, context: Mapping[str, Any], is_chat: bool = False) -> tuple[str, str]:
    """Subject and body from `notices/<template>.txt`: the first line is the subject.

    By chat the words of `notices/<template>_chat.txt` are said where there is such a template; where it says nothing,
    nothing is sent.

    The template sees the context and `public_url`, the site's address without a slash at the end. It
    is plain text: nothing is escaped here, so pages that show it must escape.
    """
    names = [f"notices/{template}_chat.txt"] if is_chat else []
    page = select_template([*names, f"notices/{template}.txt"]).template
    text = page.render(Context({"public_url": settings.PUBLIC_URL.rstrip("/"), **context}, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split())[:200], body.strip()
