"""Files of a version: made on request from its frozen blocks, kept, and made again by a better program."""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from balai.engine.documents.public import logo
from balai.engine.organizations import public as organizations
from balai.engine.publications.models import Rendering, Version
from balai.engine.publications.press.pdf import Imprint, book_pdf
from balai.engine.publications.press.word import book_docx
from balai.engine.publications.terms import PDF

_PRESS = Path(__file__).with_name("press")


@cache
def maker() -> str:
    """Fingerprint of the program that makes files: with another one they are made again."""
    parts = sorted([*_PRESS.glob("*.py"), *_PRESS.glob("*.typ"), *_PRESS.parent.glob("rules/*.py")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()[:16]


def kept_file(version: Version, form: str) -> bytes | None:
    """The file if it lies ready; `form` is pdf or docx."""
    row = Rendering.objects.filter(version=version, form=form, maker=maker()).first()
    return bytes(row.file) if row else None


def make_file(version: Version, form: str, *, at: datetime) -> bytes:
    """Make the file and keep it; seconds for a book of hundreds of pages. Two at once: both are right."""
    with override(settings.LANGUAGE_CODE):  # a book speaks the language of its region, whoever asks
        imprint = _imprint(version)
        if form == PDF:
            file = book_pdf(version.content, imprint, at=version.issued_at, logo=logo())
        else:
            file = book_docx(version.content, imprint, at=version.issued_at)
    Rendering.objects.update_or_create(
        version=version, form=form, defaults={"maker": maker(), "file": file, "made_at": at}
    )
    return file


def preview_pdf(content: dict[str, object], *, at: datetime) -> bytes:
    """The PDF of a book as it would be now; kept nowhere, and marked as what it is."""
    with override(settings.LANGUAGE_CODE):
        day = date_format(timezone.localdate(at), "j F Y")
        imprint = Imprint(
            region=organizations.region().name,
            version=_("Pratinjau"),
            date=day,
            issued=_("Belum diterbitkan; keadaan data pada %(day)s.") % {"day": day},
        )
        return book_pdf(content, imprint, at=at, logo=logo())


def _imprint(version: Version) -> Imprint:
    where = settings.PUBLIC_URL.rstrip("/") + reverse(
        "publications:version", args=[version.publication, version.edition, version.number]
    )
    day = date_format(timezone.localdate(version.issued_at), "j F Y")
    return Imprint(
        region=organizations.region().name,
        version=_("Versi %(number)s") % {"number": version.number},
        date=day,
        issued=_("Diterbitkan %(day)s") % {"day": day},
        note=version.note,
        origin=_("Disusun dari data yang tercatat di Balai; tidak ada angka yang diketik ulang."),
        digest=version.sha256,
        address=where.partition("://")[2].rstrip("/"),
        url=where,
    )


def file_name(version: Version, form: str) -> str:
    """`BUKU_II-2019-v3.pdf`."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in f"{version.publication}-{version.edition}")
    return f"{plain}-v{version.number}.{form}"
