"""What nobody needs any more: files that a crash left without a row, and documents that nothing came to refer to."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction

from balai.engine.documents import rules
from balai.engine.documents.models import Document

# (ids of documents) -> those of them that something refers to
InUse = Callable[[Collection[int]], Collection[int]]
_USERS: dict[str, InUse] = {}
_UNATTACHED_FOR = timedelta(days=2)
_BATCH = 500


def in_use(kind: str, check: InUse) -> None:
    """Register, in `apps.ready()`, which documents of a kind something still refers to.

    `check(ids)` answers with those of the ids that are in use. Only kinds with a check are ever swept.
    """
    _USERS[kind] = check


def sweep_unattached(*, at: datetime) -> int:
    """Delete documents older than two days that nothing refers to, rows and files; how many."""
    swept = 0
    for kind, check in _USERS.items():
        old = Document.objects.filter(kind=kind, created_at__lt=at - _UNATTACHED_FOR).order_by("pk")
        keys = list(old.values_list("pk", flat=True))
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            for document in Document.objects.filter(pk__in=set(batch) - set(check(batch))):
                swept += _delete(document)
    return swept


def _delete(document: Document) -> int:
    """The row first: a file without a row is swept by the next run, a row without a file would be a fault."""
    names = [document.name()] + ([document.name(small=True)] if document.is_photo else [])
    with transaction.atomic():
        document.delete()
    for name in names:
        storages["documents"].delete(name)
    return 1


def sweep_orphans(*, at: datetime, back: int = 7) -> int:
    """Delete files of the last `back` days that have no row and are at least a day old; how many."""
    storage = storages["documents"]
    days = rules.sweepable_days(today=at.astimezone(UTC).date(), back=back)
    swept = 0
    for day in days:
        for name in _without_row(list(storage.names(f"{day:%Y-%m-%d}"))):
            storage.delete(name)
            swept += 1
    return swept


def _without_row(names: list[str]) -> Iterator[str]:
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        tokens = {name: rules.token_of(name) for name in batch}
        known = set(Document.objects.filter(token__in=set(tokens.values())).values_list("token", flat=True))
        # An interrupted write of a photo that was kept after all ends in `.part` and has no token.
        yield from (name for name in batch if tokens[name] not in known)
