"""PDF files of strangers: what they hold is looked at before they are kept. No database, no disk, no clock."""

import re

from django.utils.module_loading import import_string

from balai.engine.documents import rules, terms
from balai.foundation.errors import Refused

# Looked for anywhere in the plain bytes too: readers differ in what they find of a crooked file.
_PLAIN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b")


def check_pdf(data: bytes) -> int:
    """How many pages a harmless PDF has.

    Raises Refused FILE_TOO_LARGE, FILE_BROKEN, FILE_LOCKED (encrypted), FILE_ACTIVE (script, program, attachment),
    FILE_TOO_MANY_PAGES.
    """
    if len(data) > terms.MOST_PDF_BYTES:
        raise pdf_too_large()
    if not rules.is_pdf(data):
        raise pdf_broken()
    try:
        pages = import_string("balai.engine.documents.pdf_contents.looked_through")(data)
    except Refused:
        raise
    except Exception as error:
        # A crooked file makes a parser answer with whatever it likes; every answer means the same.
        raise pdf_broken() from error
    if _PLAIN.search(data):
        raise pdf_active()
    if not pages:
        raise pdf_broken()
    if pages > terms.MOST_PDF_PAGES:
        raise Refused(
            "FILE_TOO_MANY_PAGES",
            "PDF ini lebih dari {most} halaman. Kirim hanya halaman yang diminta.",
            most=terms.MOST_PDF_PAGES,
        )
    return pages


def pdf_too_large() -> Refused:
    """The refusal of a PDF above 8 MB."""
    return Refused("FILE_TOO_LARGE", "PDF ini lebih besar dari 8 MB. Perkecil dahulu atau kirim fotonya.")


def pdf_broken() -> Refused:
    """The refusal of a file that no reader would open."""
    return Refused(
        "FILE_BROKEN", "PDF ini rusak atau tidak lengkap. Buka di gawai Anda, simpan ulang, lalu kirim lagi."
    )


def pdf_active() -> Refused:
    """The refusal of a file that does something when it is opened."""
    return Refused(
        "FILE_ACTIVE",
        "PDF ini memuat program, skrip, atau berkas lain di dalamnya. Cetak ulang ke PDF biasa atau kirim fotonya.",
    )
