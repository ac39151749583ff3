"""Questions about documents."""

from datetime import datetime

from django.urls import reverse

from balai.engine.documents.models import Document
from balai.engine.documents.rules import bits_apart


def url(document: Document) -> str:
    """Address of the photo, from the root of the site."""
    return reverse("documents:photo", args=[document.token, ""])


def thumbnail_url(document: Document) -> str:
    """Address of the thumbnail, from the root of the site."""
    return reverse("documents:photo", args=[document.token, "-k"])


def look_alikes(document: Document, *, since: datetime, bits: int = 8) -> list[Document]:
    """Documents of the same kind since a moment that show nearly the same picture, nearest first."""
    others = Document.objects.filter(kind=document.kind, created_at__gte=since).exclude(pk=document.pk)
    near = [
        (bits_apart(value, document.difference_hash), pk)
        for pk, value in others.values_list("pk", "difference_hash").iterator()
    ]
    keys = [pk for distance, pk in sorted(near) if distance <= bits]
    found = Document.objects.in_bulk(keys)
    return [found[pk] for pk in keys]
