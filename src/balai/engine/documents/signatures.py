"""What the signature inside a PDF says. pyHanko, which takes half a second to load, is loaded when it is first needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """The last signature of a PDF. `is_intact`: not one byte of what was signed has changed and the signature fits;
    `is_whole`: nothing was added afterwards; `is_trusted`: its certificate leads to one of the given roots."""

    is_intact: bool
    is_whole: bool
    is_trusted: bool
    certificate: str
    signed_at: datetime | None

    @property
    def is_good(self) -> bool:
        """Whether the whole file is as it was signed, by whomever."""
        return self.is_intact and self.is_whole


def read_signature(data: bytes, *, roots: Sequence[bytes] = ()) -> SignatureReport | None:
    """The report on the last signature; None where there is none or the file cannot be read. `roots` in DER."""
    if b"/ByteRange" not in data:  # no signature is without it
        return None
    return import_string("balai.engine.documents.signature_reading.read")(data, roots)
