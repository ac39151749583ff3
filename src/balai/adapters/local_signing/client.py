"""The port `Signing` with a key in a file. It asks for no passphrase: whoever may press the button signs."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from balai.adapters.local_signing.demo import demo_file
from balai.engine.documents.public import Credentials, Signer, SignerStatus, SigningAway, SigningFailed

_LAW = (
    "UU Nomor 11 Tahun 2008 tentang ITE dan perubahannya, Pasal 5 ayat (1): informasi elektronik dan/atau dokumen "
    "elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah."
)
STATEMENT = f"Dokumen ini ditandatangani secara elektronik dengan sertifikat elektronik. {_LAW}"
DEMO_STATEMENT = (
    "CONTOH: surat ini ditandatangani dengan sertifikat peragaan, bukan sertifikat resmi, dan tidak berlaku. "
    + _LAW
)


class LocalSigning:
    """Signs with the key in `key_file`; `chain_file` holds the signer's certificate, then those above it.

    `folder` is where the demo authority is made when no key is given; without either nothing can be signed.
    """

    needs_credentials = False

    def __init__(self, *, key_file: str = "", chain_file: str = "", folder: Path | None = None) -> None:
        if bool(key_file) != bool(chain_file):
            raise ImproperlyConfigured(
                "BALAI_SIGNING_KEY dan BALAI_SIGNING_CERT diisi keduanya atau tidak sama sekali."
            )
        self._files = (Path(key_file), Path(chain_file)) if key_file else None
        self._folder = folder
        is_demo = folder is not None and not key_file
        self.code = "DEMO" if is_demo else "LOCAL"
        self.statement = DEMO_STATEMENT if is_demo else STATEMENT

    def sign(
        self,
        pdf: bytes,
        *,
        signer: Signer,
        credentials: Credentials | None = None,
        reason: str,
        location: str,
        at: datetime,
    ) -> bytes:
        """PAdES B-B, invisible: what people see (name, QR) was typeset. Raises SigningFailed SIGNING_EXPIRED."""
        self._check_valid(at)
        return self._pen.sign(pdf, name=signer.name, reason=reason, location=location)

    def _check_valid(self, at: datetime) -> None:
        validity = self._chain[0]["tbs_certificate"]["validity"]
        if not validity["not_before"].native <= at <= validity["not_after"].native:
            raise SigningFailed(
                "SIGNING_EXPIRED", "Sertifikat elektronik sudah tidak berlaku. Hubungi operator."
            )

    def status(self, nik: str) -> SignerStatus:
        """One key signs for everybody."""
        return SignerStatus("ACTIVE")

    def trust_roots(self) -> Sequence[bytes]:
        """The last certificate of the chain: its root, or the signer's own where it stands alone."""
        return [self._chain[-1].dump()]

    @cached_property
    def _chain(self) -> list[x509.Certificate]:
        return [x509.Certificate.load(der) for der in _read(self._paths[1], "CERTIFICATE")]

    @cached_property
    def _paths(self) -> tuple[Path, Path]:
        if self._files is None and self._folder is None:
            raise SigningAway(
                "SIGNING_AWAY", "Tanda tangan elektronik belum dipasang di sini. Hubungi operator."
            )
        return self._files or (demo_file(self._folder),) * 2

    @cached_property
    def _pen(self) -> Any:
        # pyHanko takes half a second to load: only a process that signs pays for it.
        pen = import_string("balai.adapters.local_signing.pades.Pen")
        return pen(key=_read(self._paths[0], "PRIVATE KEY")[0], chain=self._chain)


def _read(path: Path, kind: str) -> list[bytes]:
    """The parts of that kind in a PEM file, as DER. Raises ImproperlyConfigured where there is none."""
    try:
        found = [der for name, _, der in pem.unarmor(path.read_bytes(), multiple=True) if name == kind]
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"Berkas tanda tangan {path} tidak dapat dibaca.") from error
    if not found:
        raise ImproperlyConfigured(f"Berkas tanda tangan {path} tidak memuat {kind}.")
    return found
