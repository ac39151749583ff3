"""Is this PDF what the office has issued? By its fingerprint in the register first, then by its signature."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from django.core.files.uploadedfile import UploadedFile

from balai.engine.documents import ports, queries, rules, terms
from balai.engine.documents.models import Letter
from balai.engine.documents.pdfs import pdf_too_large
from balai.engine.documents.signatures import SignatureReport, read_signature
from balai.foundation.errors import Refused

# Our reason in the signature names the code, in nearly plain letters, also in a file that has been changed: a writer of
# PDF may put the dash as an escape, and every letter as two bytes.
_CODE = re.compile(rb"kode periksa ([0-9A-Z]{3}(?:(?:-|\\055)[0-9A-Z]{3}){3})")
_SIGNED = b"/ByteRange"
# A file of ours names one code, in each of its signatures; a stranger could write a hundred thousand and have us ask for each.
_MOST_CODES = 8


class VerdictCode(StrEnum):
    """What is to be said of a file."""

    GENUINE = "GENUINE"
    REVOKED = "REVOKED"
    CHANGED = "CHANGED"
    FOREIGN = "FOREIGN"
    UNSIGNED = "UNSIGNED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer; `letter` is the registered one that the file is or once was, `report` its signature if readable."""

    code: VerdictCode
    letter: Letter | None = None
    report: SignatureReport | None = None


def check_file(upload: UploadedFile) -> Verdict:
    """Judge an uploaded PDF; nothing of it is kept. Raises Refused FILE_TOO_LARGE, FILE_NOT_PDF with field "file"."""
    try:
        data = _read(upload)
    except Refused as refusal:
        refusal.field = "file"
        raise
    letter = queries.letter_of_file(hashlib.sha256(data).hexdigest())
    if letter is not None:
        code = VerdictCode.REVOKED if letter.is_revoked else VerdictCode.GENUINE
        return Verdict(code, letter, read_signature(data, roots=_roots()))
    once = _named_letter(data)
    report = read_signature(data, roots=_roots())
    # Signed once, and unreadable now: that is a change too.
    is_spoilt = _SIGNED in data if report is None else not report.is_good
    if once is not None or is_spoilt:
        return Verdict(VerdictCode.CHANGED, once, report)
    return Verdict(VerdictCode.UNSIGNED if report is None else VerdictCode.FOREIGN, None, report)


def _read(upload: UploadedFile) -> bytes:
    if upload.size is not None and upload.size > terms.MOST_PDF_BYTES:
        raise pdf_too_large()
    data = upload.read(terms.MOST_PDF_BYTES + 1)
    if not rules.is_pdf(data):
        raise Refused("FILE_NOT_PDF", "Berkas ini bukan PDF. Unggah berkas PDF surat, bukan fotonya.")
    return data


def _named_letter(data: bytes) -> Letter | None:
    for hit in reversed(_CODE.findall(data.replace(b"\0", b""))[-_MOST_CODES:]):
        try:
            return queries.checked_letter(hit.replace(b"\\055", b"-").decode())
        except Refused:
            continue
    return None


def _roots() -> list[bytes]:
    """No service bound, no roots: a signature can still be whole or broken."""
    try:
        return list(ports.signing().trust_roots())
    except Refused:
        return []
