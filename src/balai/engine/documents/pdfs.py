"""PDF files of strangers: what they hold is looked at before they are kept. No database, no disk, no clock.

pyHanko bounds how much a compressed part may grow; here the number of objects is bounded, and every object that
a reader could reach is asked whether it does something when it is opened.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.engine.documents import rules, terms
from balai.foundation.errors import Refused

# Scripts, programs, other files, forms that send or fetch: nothing of it belongs to a scanned paper.
_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
_SUBTYPES = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"}
# The same words anywhere in the plain bytes: readers differ in what they find of a crooked file.
_PLAIN = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b")


def check_pdf(data: bytes) -> int:
    """How many pages a harmless PDF has.

    Raises Refused FILE_TOO_LARGE, FILE_BROKEN, FILE_LOCKED (encrypted), FILE_ACTIVE (script, program, attachment),
    FILE_TOO_MANY_PAGES.
    """
    if len(data) > terms.MOST_PDF_BYTES:
        raise pdf_too_large()
    if not rules.is_pdf(data):
        raise _broken()
    try:
        pages = _looked_through(PdfFileReader(BytesIO(data), strict=False))
    except Refused:
        raise
    except Exception as error:
        # A crooked file makes a parser answer with whatever it likes; every answer means the same.
        raise _broken() from error
    if _PLAIN.search(data):
        raise _active()
    if not pages:
        raise _broken()
    if pages > terms.MOST_PDF_PAGES:
        raise Refused(
            "FILE_TOO_MANY_PAGES",
            "PDF ini lebih dari {most} halaman. Kirim hanya halaman yang diminta.",
            most=terms.MOST_PDF_PAGES,
        )
    return pages


def _looked_through(reader: PdfFileReader) -> int:
    if reader.encrypted:
        raise Refused(
            "FILE_LOCKED",
            "PDF ini terkunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu kirim lagi.",
        )
    pages = 0
    for node in _objects(reader):
        if not isinstance(node, generic.DictionaryObject):
            continue
        if _is_active(node):
            raise _active()
        pages += _name(node, "/Type") == "/Page"
    return pages


def _objects(reader: PdfFileReader) -> Iterator[Any]:
    """Every object that hangs on the root, each once."""
    waiting: list[Any] = [reader.root_ref]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, generic.IndirectObject | generic.Reference):
            key = (node.idnum, node.generation)
            if key in seen:
                continue
            seen.add(key)
            node = reader.get_object(generic.Reference(*key, pdf=reader))
        count += 1
        if count > 20 * terms.MOST_PDF_OBJECTS or len(seen) > terms.MOST_PDF_OBJECTS:
            raise Refused("FILE_BROKEN", "PDF ini terlalu rumit. Cetak ulang ke PDF atau kirim fotonya.")
        yield node
        if isinstance(node, generic.DictionaryObject):
            waiting.extend(node.raw_get(key) for key in node)
        elif isinstance(node, generic.ArrayObject):
            waiting.extend(node.raw_get(at) for at in range(len(node)) if not _is_plain(node.raw_get(at)))


def _is_plain(value: Any) -> bool:
    return isinstance(value, generic.NumberObject | generic.FloatObject | generic.NameObject)


def _is_active(node: generic.DictionaryObject) -> bool:
    return not _KEYS.isdisjoint(node) or _name(node, "/S") in _ACTIONS or _name(node, "/Subtype") in _SUBTYPES


def _name(node: generic.DictionaryObject, key: str) -> str:
    value = node.get(key, "")
    return value if isinstance(value, str) else ""


def pdf_too_large() -> Refused:
    """The refusal of a PDF above 8 MB."""
    return Refused("FILE_TOO_LARGE", "PDF ini lebih besar dari 8 MB. Perkecil dahulu atau kirim fotonya.")


def _broken() -> Refused:
    return Refused(
        "FILE_BROKEN", "PDF ini rusak atau tidak lengkap. Buka di gawai Anda, simpan ulang, lalu kirim lagi."
    )


def _active() -> Refused:
    return Refused(
        "FILE_ACTIVE",
        "PDF ini memuat program, skrip, atau berkas lain di dalamnya. Cetak ulang ke PDF biasa atau kirim fotonya.",
    )
