"""Photos become findable: their blots are kept as they are stored, and in batches for those of before."""

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef
from PIL import Image

from balai.engine.documents.fingerprint_models import Fingerprint
from balai.engine.documents.fingerprints import STORED, Blots, blots_of
from balai.engine.documents.models import Document

# Kinds of photos that are compared with one another: those that show places. Papers and letters are not among them.
COMPARED = frozenset({"REPORT", "PROOF", "REMARK"})


def keep_fingerprints(document: Document, blots: Blots) -> None:
    """Put the strongest blots of a photo into the index."""
    pairs = list(zip(blots.keys(), blots.spots(), strict=True))[:STORED]
    Fingerprint.objects.bulk_create(Fingerprint(key=key, spot=spot, document=document) for key, spot in pairs)


def fill_fingerprints(*, after: int = 0, batch: int = 200) -> tuple[int, int]:
    """Fingerprint one batch of photos that have none yet, in the order of their ids: (how many, the last id looked at).

    May be stopped and run again at any time. A photo whose file is lost, or that shows nothing, is passed over.
    """
    known = Exists(Fingerprint.objects.filter(document=OuterRef("pk")))
    missing = Document.objects.filter(kind__in=COMPARED, width__isnull=False, pk__gt=after).exclude(known)
    done, last = 0, after
    for document in missing.order_by("pk")[:batch]:
        last = document.pk
        try:
            with storages["documents"].open(document.name()) as file, Image.open(file) as picture:
                blots = blots_of(picture, most=STORED)
        except (OSError, ValueError):
            continue
        with transaction.atomic():
            keep_fingerprints(document, blots)
        done += 1
    return done, last
