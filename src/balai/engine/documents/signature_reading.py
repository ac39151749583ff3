"""Reading signatures with pyHanko, without network. Nothing here trusts the file."""

import logging
from collections.abc import Sequence
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from balai.engine.documents.signatures import SignatureReport

# It describes the contents of broken files, which are strangers' papers, at length.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read(data: bytes, roots: Sequence[bytes]) -> SignatureReport | None:
    """See `signatures.read_signature`."""
    try:
        found = PdfFileReader(BytesIO(data), strict=False).embedded_regular_signatures
        if not found:
            return None
        context = ValidationContext(
            trust_roots=[Certificate.load(root) for root in roots], allow_fetching=False
        )
        status = validate_pdf_signature(found[-1], context)
    except Exception:
        # A crooked file makes a parser answer with whatever it likes; every answer means: no signature to be read.
        return None
    return SignatureReport(
        is_intact=bool(status.intact and status.valid),
        is_whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        is_trusted=bool(status.trusted),
        certificate=_called(status.signing_cert),
        signed_at=status.signer_reported_dt,
    )


def _called(certificate: Certificate) -> str:
    """`Nama Rekaan (Desa Contoh)`: common name and organisation."""
    names = certificate.subject.native
    organisation = names.get("organization_name", "")
    return f"{names.get('common_name', '?')}{f' ({organisation})' if organisation else ''}"[:200]
