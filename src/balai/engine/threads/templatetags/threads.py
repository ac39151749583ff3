"""The panel that any page shows of its own thing: what it came from and what it led to."""

from typing import Any

from django import template

from balai.engine.people.public import may
from balai.engine.threads import queries
from balai.engine.threads.terms import TIE
from balai.kits.ui.words import said

register = template.Library()


@register.inclusion_tag("threads/_panel.html", takes_context=True)
def thread_panel(context: dict[str, Any], kind: str, number: Any) -> dict[str, Any]:
    """Before, this, after; with the way to the whole thread, and to tie something for those who may."""
    user, key = getattr(context.get("request"), "user", None), str(number)
    visible = queries.visible_kinds(user)
    return {
        "kind": kind,
        "number": key,
        "before": queries.before(kind, key, visible=visible),
        "after": queries.after(kind, key, visible=visible),
        "may_tie": may(user, TIE),
    }


@register.filter
def kind_label(code: str) -> str:
    """What a kind is called."""
    kind = queries.thread_kind(code)
    return said(kind.label) if kind else code
