"""`{% duty_panel "PROGRAMME" programme.pk %}`: what is owed about a thing, with holder and date."""

from typing import Any

from django import template
from django.utils import timezone

from balai.engine.duties.kinds import duty_kinds, kind_about
from balai.engine.duties.permissions import may_give
from balai.engine.duties.queries import duties_about
from balai.engine.people.public import actor_of, may

register = template.Library()


@register.inclusion_tag("duties/_panel.html", takes_context=True)
def duty_panel(
    context: template.Context, about_kind: str, about_id: object, title: str = ""
) -> dict[str, Any]:
    """The duties about one thing, and the way to a new one for who may give it."""
    request, at = context.get("request"), timezone.now()
    user = getattr(request, "user", None)
    is_officer = user is not None and may(user, "duties.export")
    shown = {kind.code for kind in duty_kinds() if is_officer or kind.is_public}
    kind = kind_about(about_kind)
    gives = bool(
        kind
        and user is not None
        and may(user, "duties.give")
        and may_give(actor_of(request), kind, str(about_id), on=timezone.localdate(at))
    )
    return {
        "title": title,
        "rows": [row for row in duties_about(about_kind, [str(about_id)], at=at) if row.duty.kind in shown],
        "is_officer": is_officer,
        "kind": kind if gives else None,
        "about_kind": about_kind,
        "about_id": about_id,
    }
