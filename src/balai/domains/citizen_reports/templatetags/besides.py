"""`{% besides "PUBLIC" report %}` draws what other parts of the room put beside a report."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from balai.domains.citizen_reports.besides import pieces
from balai.domains.citizen_reports.models import Report
from balai.engine.people.public import actor_of

register = template.Library()


@register.simple_tag(takes_context=True)
def besides(context: template.Context, place: str, report: Report) -> SafeString:
    """Every piece at that place, one after the other."""
    request = context["request"]
    drawn = [
        render_to_string(name, {"report": report, **values}, request=request)
        for name, values in pieces(place, report, actor_of(request))
    ]
    return mark_safe("".join(drawn))
