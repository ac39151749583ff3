"""Parts of acts of a room by which the reporter's own photos go: first from sight, then altogether."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from balai.engine.cases.models import Attachment
from balai.engine.documents import public as documents
from balai.engine.proofs import public as proofs


def reporters_photos(case_ids: Collection[int]) -> QuerySet[Attachment]:
    """What reporters sent: with their report, and with later words. What an office took is its own record."""
    sent = Q(role="REPORT") | Q(role="REMARK", remark__by_opd=None)
    return Attachment.objects.filter(sent, case__in=case_ids)


def withhold_reporters_photos(*, case_ids: Collection[int]) -> int:
    """From now on only those who handle the case see them; how many were shown before."""
    shown = reporters_photos(case_ids).filter(is_public=True)
    return Attachment.objects.filter(pk__in=list(shown.values_list("pk", flat=True))).update(is_public=False)


def destroy_reporters_photos(*, case_ids: Collection[int]) -> dict[int, int]:
    """Rows and files; how many of each case. The journal holds neither: every receipt can be checked as before."""
    rows = list(reporters_photos(case_ids))
    ids = [row.document_id for row in rows]
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    proofs.forget_pictures(ids)
    documents.destroy_photos(ids)
    return {case_id: sum(row.case_id == case_id for row in rows) for case_id in case_ids}
