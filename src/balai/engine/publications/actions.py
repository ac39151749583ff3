"""Acts of publications: a version is issued."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.engine.publications import queries
from balai.engine.publications.content import Written, digest, write
from balai.engine.publications.models import Version
from balai.engine.publications.permissions import may_issue
from balai.engine.publications.terms import NOTE_LIMIT, Act
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.foundation.text import clean_text


def issue_version(*, code: str, edition: str, note: str, by: Actor, at: datetime) -> Version:
    """Write every chapter and keep the book as its next version; `note` says what is new, "" is allowed.

    Two who press at once make one version: the second is told that nothing has changed. Raises NotFound
    PUBLICATION_UNKNOWN, EDITION_UNKNOWN; Forbidden NOT_YOURS; Refused CHAPTER_FAILED (naming every chapter that could
    not be written), BOOK_EMPTY, BOOK_UNCHANGED, TEXT_…; Conflict VERSION_RACE.
    """
    publication = queries.known(code)
    if not may_issue(by, publication):
        raise Forbidden("NOT_YOURS", "Terbitan ini diterbitkan oleh pengelolanya.")
    note = clean_text(note, field="note", label="Catatan versi", minimum=0, maximum=NOTE_LIMIT)
    # Outside the transaction: a long book must not keep others from writing.
    book = write(publication, edition, on=timezone.localdate(at))
    _check(book)
    try:
        return _keep(code, edition, book.content, note, by, at)
    except IntegrityError:
        # Somebody took the number in between; what he issued is asked again below.
        latest = queries.latest_version(code, edition)
        _check_news(latest, digest(book.content))
        raise Conflict(
            "VERSION_RACE", "Versi lain baru saja diterbitkan. Muat ulang halaman, lalu terbitkan lagi."
        ) from None


def _check(book: Written) -> None:
    if book.failures:
        told = "; ".join(f"{one.title}: {one.reason}" for one in book.failures)
        raise Refused("CHAPTER_FAILED", "Belum dapat diterbitkan. {told}", told=told)
    if book.is_empty:
        raise Refused("BOOK_EMPTY", "Belum ada isi yang dapat diterbitkan: semua bab masih kosong.")


def _check_news(latest: Version | None, fingerprint: str) -> None:
    if latest is not None and latest.sha256 == fingerprint:
        raise Refused(
            "BOOK_UNCHANGED",
            "Isinya sama dengan versi {number}. Tidak ada yang perlu diterbitkan.",
            number=latest.number,
        )


@transaction.atomic
def _keep(code: str, edition: str, content: dict[str, Any], note: str, by: Actor, at: datetime) -> Version:
    newest = (
        Version.objects.filter(publication=code, edition=edition)
        .defer("content")
        .select_for_update()
        .order_by("-number")
        .first()
    )
    fingerprint = digest(content)
    _check_news(newest, fingerprint)
    made = Version.objects.create(
        publication=code,
        edition=edition,
        number=newest.number + 1 if newest else 1,
        issued_at=at,
        issued_by_id=by.user_id,
        note=note,
        content=content,
        sha256=fingerprint,
    )
    data = {"edition": edition, "number": made.number, "digest": fingerprint}
    journal.append(code=Act.ISSUED, subject=("publication", code), by=by, at=at, data=data)
    return made
