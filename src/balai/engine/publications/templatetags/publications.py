"""`{% publication_links "BUKU_II" plan.pk %}`: the way to a book from the page of what it is about."""

from typing import Any

from django import template

from balai.engine.people.public import actor_of
from balai.engine.publications import queries
from balai.engine.publications.permissions import may_issue

register = template.Library()


@register.inclusion_tag("publications/_links.html", takes_context=True)
def publication_links(context: template.Context, code: str, edition: Any) -> dict[str, Any]:
    """The newest version with its files, and preparing the next one for who issues it."""
    publication, request, key = queries.publication(code), context.get("request"), str(edition)
    if publication is None:
        return {"publication": None}
    versions = queries.versions(code, key)
    return {
        "publication": publication,
        "edition": key,
        "latest": versions[0] if versions else None,
        "may_issue": request is not None and may_issue(actor_of(request), publication),
    }
