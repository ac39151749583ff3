"""Decisions about evidence as pure functions: who may judge it, and what its days tell."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from balai.engine.evidence.terms import LINK_LIMIT, SEASON_DAYS, SEASON_LEAST, SEASON_SHARE


def is_seasonal(days: Sequence[date], deadlines: Collection[date]) -> bool:
    """Whether most proofs came in a heap just before a deadline: more than 60 % of them, of five or more, within the 14
    days that end with one. Such a heap shows the deadline, not a year of work."""
    if len(days) < SEASON_LEAST or not deadlines:
        return False
    near = sum(
        any(deadline - timedelta(days=SEASON_DAYS) <= day <= deadline for deadline in deadlines)
        for day in days
    )
    return near / len(days) > SEASON_SHARE


def is_own(*, kept_by: int | None, owner_id: int, by_user: int | None, by_opd: int | None) -> bool:
    """Whether who judges is the one who kept it, or belongs to the agency whose proof it is."""
    return (by_user is not None and by_user == kept_by) or (by_opd is not None and by_opd == owner_id)


def regular_link(raw: str) -> str | None:
    """The address in one form (scheme and host in small letters, no fragment); None for what is no web address."""
    text = raw.strip()
    if len(text) > LINK_LIMIT or any(sign.isspace() for sign in text):
        return None
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or "@" in parts.netloc:
        return None
    place = f"{host}:{port}" if port else host
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{place}{parts.path or '/'}{query}"
