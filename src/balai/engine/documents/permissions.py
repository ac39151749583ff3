"""Who may see a document: each kind brings its own rule; a kind without a rule is seen by nobody."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from balai.engine.documents.models import Document

Check = Callable[[Document, Any], bool]
_CHECKS: dict[str, Check] = {}


def visibility(kind: str, check: Check) -> None:
    """Register, in `apps.ready()`, who sees documents of a kind.

    `check(document, user)` gets a user or Django's AnonymousUser and answers True or False.
    """
    _CHECKS[kind] = check


def is_public(document: Document) -> bool:
    """Whether visitors without an account may see it."""
    return may_see(document, AnonymousUser())


def may_see(document: Document, user: Any) -> bool:
    """Whether this user may see it."""
    check = _CHECKS.get(document.kind)
    return check is not None and check(document, user)
