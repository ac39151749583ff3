"""Whose entry a juror may not score."""

from collections.abc import Collection


def is_conflict(
    *, juror_opd: int | None, juror_user: int, opds: Collection[int | None], senders: Collection[int | None]
) -> bool:
    """An entry of the juror's agency, or one that he sent; the same of the idea that the entry came from."""
    return (juror_opd is not None and juror_opd in opds) or juror_user in senders
