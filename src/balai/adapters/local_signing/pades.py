"""PAdES signatures with pyHanko."""

from collections.abc import Sequence
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

# Room for the signature in the file, in hexadecimal digits: certificates and attributes take about 3,000 bytes.
_ROOM = 24 * 1024


class Pen:
    """Signs with a private key (DER, PKCS#8); `chain` begins with the signer's certificate."""

    def __init__(self, *, key: bytes, chain: Sequence[x509.Certificate]) -> None:
        above = SimpleCertificateStore()
        above.register_multiple(chain[1:])
        self._signer = signers.SimpleSigner(
            signing_cert=chain[0], signing_key=keys.PrivateKeyInfo.load(key), cert_registry=above
        )

    def sign(self, pdf: bytes, *, name: str, reason: str, location: str) -> bytes:
        """The PDF with an invisible PAdES B-B signature behind it."""
        about = signers.PdfSignatureMetadata(
            field_name="TandaTangan",
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason,
            location=location,
            name=name,
        )
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        return signers.sign_pdf(writer, about, signer=self._signer, bytes_reserved=_ROOM).getvalue()
