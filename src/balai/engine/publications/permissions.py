"""Who issues: whoever has the permission that the publication names, and whom its room lets."""

from django.utils import timezone

from balai.engine.people.public import permissions
from balai.engine.publications.kinds import Publication
from balai.foundation.actor import Actor


def may_issue(by: Actor, publication: Publication) -> bool:
    """Whether `by` prepares and issues versions of this publication; its data are loaded by the system itself."""
    if by.kind == "SYSTEM":
        return True
    known = {one.code: one.roles for one in permissions()}
    has_permission = by.is_officer and by.role in known.get(publication.permission, frozenset())
    return has_permission and (publication.may is None or publication.may(by, on=timezone.localdate()))
