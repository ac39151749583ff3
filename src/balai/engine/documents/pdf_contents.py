"""Every object of a PDF that can act, asked whether it does something when it is opened.

pyHanko bounds how much a compressed part may grow; here the number of objects is bounded. It takes half a second to
load, so this file is loaded when the first PDF comes.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.engine.documents import terms
from balai.engine.documents.pdfs import pdf_active
from balai.foundation.errors import Refused

# Scripts, programs, other files, forms that send or fetch: nothing of it belongs to a scanned paper.
_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
# What only draws or describes is not walked through: pictures, fonts, the structure for screen readers.
_HARMLESS = {"/Resources", "/Contents", "/StructTreeRoot", "/Metadata", "/OutputIntents", "/Parent", "/Thumb"}
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


def looked_through(data: bytes) -> int:
    """How many pages it has. Raises Refused FILE_LOCKED, FILE_ACTIVE, FILE_BROKEN; anything else for a crooked file."""
    reader = PdfFileReader(BytesIO(data), strict=False)
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
            raise pdf_active()
        pages += _name(node, "/Type") == "/Page"
    return pages


def _objects(reader: PdfFileReader) -> Iterator[Any]:
    """Every object that hangs on the root and can act, each once."""
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
            waiting.extend(node.raw_get(key) for key in node if key not in _HARMLESS)
        elif isinstance(node, generic.ArrayObject):
            waiting.extend(node.raw_get(at) for at in range(len(node)) if not _is_plain(node.raw_get(at)))


def _is_plain(value: Any) -> bool:
    return isinstance(value, generic.NumberObject | generic.FloatObject | generic.NameObject)


def _is_active(node: generic.DictionaryObject) -> bool:
    return not _KEYS.isdisjoint(node) or _name(node, "/S") in _ACTIONS or _name(node, "/Subtype") in _SUBTYPES


def _name(node: generic.DictionaryObject, key: str) -> str:
    value = node.get(key, "")
    return value if isinstance(value, str) else ""
