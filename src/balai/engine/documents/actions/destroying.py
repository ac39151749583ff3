"""A photo is destroyed because it may show somebody: its files, its covered versions, what it is known again by."""

from collections.abc import Collection

from django.core.files.storage import storages

from balai.engine.documents.models import Covering, Document


def destroy_photos(ids: Collection[int]) -> int:
    """Destroy these photos; how many they were. A part of the caller's act, whose rows no longer refer to them.

    The files go first: interrupted, a row without a file is left, which is shown to nobody and destroyed the next time. A
    file without a row would stay for ever, because only the last days are swept.
    """
    covered = Covering.objects.filter(document__in=ids, shown__isnull=False).values_list(
        "shown_id", flat=True
    )
    rows = list(Document.objects.filter(pk__in={*ids, *covered}, width__isnull=False))
    storage = storages["documents"]
    for document in rows:
        for small in (False, True):
            storage.delete(document.name(small=small))
    Document.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return sum(row.pk in ids for row in rows)
