"""Questions about documents and letters."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from balai.engine.documents import terms
from balai.engine.documents.models import Covering, Document, Letter
from balai.engine.documents.rules import bits_apart
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code


def url(document: Document) -> str:
    """Address of the photo or PDF, from the root of the site."""
    if not document.is_photo:
        return reverse("documents:pdf", args=[document.token])
    return reverse("documents:photo", args=[document.token, ""])


def thumbnail_url(document: Document) -> str:
    """Address of the thumbnail, from the root of the site."""
    return reverse("documents:photo", args=[document.token, "-k"])


def original_url(document: Document) -> str:
    """Address of the photo without its covers. It does not follow from the public one, and who asks is checked as well."""
    return reverse("documents:original", args=[document.token, original_key(document.token)])


def original_key(token: str) -> str:
    return salted_hmac("documents.original", token).hexdigest()[:24]


def newest_cover(document: Document) -> Covering | None:
    """What is covered now; None for a photo that nobody has looked at."""
    return document.coverings.select_related("shown").order_by("-version").first()


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


def letter(letter_id: int) -> Letter:
    """The letter. Raises NotFound LETTER_UNKNOWN."""
    return _one(Letter.objects.filter(pk=letter_id).first())


def letters_about(kind: str, key: int | str) -> list[Letter]:
    """The letters of one thing, oldest first."""
    found = Letter.objects.filter(about_kind=kind, about_id=str(key)).order_by("pk")
    return list(found.select_related("office", "document", "replaced_by"))


def letter_url(letter: Letter) -> str:
    """The owner's secret address of a letter, from the root of the site; works without an account."""
    return reverse("letters:letter", args=[letter.token])


def letter_file_url(letter: Letter) -> str:
    """The owner's secret address of the PDF of a signed letter."""
    return reverse("letters:file", args=[letter.token])


def checked_letter(raw: str) -> Letter:
    """The issued letter with this check code, however it was typed; drafts are nobody's business yet.

    Raises Refused CODE_MALFORMED, CODE_WRONG_CHECK; NotFound LETTER_UNKNOWN.
    """
    try:
        code = normalize_tracking_code(raw, length=terms.CHECK_CODE_LENGTH)
    except Refused as refusal:
        raise Refused(refusal.code, _CODE_LABELS[refusal.code], field="code") from None
    return _one(_issued().filter(check_code=code).first())


_CODE_LABELS = {
    "CODE_MALFORMED": "Kode periksa surat terdiri atas 12 huruf dan angka, kode tanda terima 15. Kode lacak laporan dipakai di halaman Lacak, bukan di sini.",
    "CODE_WRONG_CHECK": "Kode ini keliru: ada huruf atau angka yang salah ketik. Periksa lagi kode di bagian bawah surat.",
}


def letter_of_file(sha256: str) -> Letter | None:
    """The issued letter whose signed file has this fingerprint."""
    return _issued().filter(sha256=sha256).first()


def owned_letter(token: str) -> Letter:
    """The issued letter behind a secret link. Raises NotFound LETTER_UNKNOWN."""
    return _one(_issued().filter(token=token).first())


def _issued() -> QuerySet[Letter]:
    """Signed letters, and those that were signed before they were revoked."""
    found = Letter.objects.filter(signed_at__isnull=False)
    return found.select_related("office", "document", "replaces", "replaced_by")


def _one(letter: Letter | None) -> Letter:
    if letter is None:
        raise NotFound("LETTER_UNKNOWN", "Surat ini tidak ada.", field="code")
    return letter
