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


# Kinds of photos of which parts may be covered, each with who sees what is under the covers.
_ORIGINALS: dict[str, Check] = {}


def coverable(kind: str, sees_original: Check) -> None:
    """Register, in `apps.ready()`, that photos of a kind may be covered, and who may still see the first file."""
    _ORIGINALS[kind] = sees_original


def coverable_kinds() -> set[str]:
    """The kinds whose photos may be covered."""
    return set(_ORIGINALS)


def may_see_original(document: Document, user: Any) -> bool:
    """Whether this user may see the photo without its covers."""
    check = _ORIGINALS.get(document.kind)
    return check is not None and check(document, user)


def is_public(document: Document) -> bool:
    """Whether visitors without an account may see it."""
    return may_see(document, AnonymousUser())


def may_see(document: Document, user: Any) -> bool:
    """Whether this user may see it."""
    check = _CHECKS.get(document.kind)
    return check is not None and check(document, user)
