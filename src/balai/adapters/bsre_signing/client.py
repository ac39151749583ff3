"""The port `Signing` by BSrE. See README.md for what is known of the interface."""

import logging
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto import pem
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.bsre_signing.wire import Unreachable, Wire
from balai.engine.documents.public import Credentials, Signer, SignerStatus, SigningAway, SigningFailed

log = logging.getLogger(__name__)
STATEMENT = (
    "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Besar "
    "Sertifikasi Elektronik (BSrE), BSSN. UU Nomor 11 Tahun 2008 tentang ITE dan perubahannya, Pasal 5 ayat (1): informasi "
    "elektronik dan/atau dokumen elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah."
)
PATIENCE_SECONDS = 40.0
_NIK = re.compile(r"\d{16}")
# (fault code, or a word of the message) -> our code. The codes are BSrE's; servers differ in the words.
_FAULTS: tuple[tuple[str | None, re.Pattern[str], str], ...] = (
    ("2031", re.compile(r"passphrase.*salah", re.IGNORECASE), "SIGNING_PASSPHRASE"),
    ("2011", re.compile(r"tidak terdaftar|not registered", re.IGNORECASE), "SIGNING_UNREGISTERED"),
    (None, re.compile(r"k[ae]dalu|expired", re.IGNORECASE), "SIGNING_EXPIRED"),
)
_FAULT_LABELS = {
    "SIGNING_PASSPHRASE": "Passphrase keliru. Setelah beberapa kali keliru sertifikat dapat terkunci, jadi periksa dahulu "
    "sebelum mencoba lagi.",
    "SIGNING_UNREGISTERED": "BSrE menjawab: pengguna tidak terdaftar. Biasanya sertifikatnya habis masa berlakunya atau "
    "NIK tidak cocok. Periksa NIK, lalu hubungi verifikator TTE di Dinas Kominfo.",
    "SIGNING_EXPIRED": "Sertifikat elektronik penanda tangan sudah habis masa berlakunya. Perbarui melalui verifikator "
    "TTE.",
}
_STATES = (
    ("ISSUE", "ACTIVE"),
    ("EXPIRE", "EXPIRED"),
    ("REVOK", "REVOKED"),
    ("NOT_REG", "UNKNOWN"),
    ("NO_CERT", "UNKNOWN"),
)


@dataclass(frozen=True, slots=True)
class Verification:
    """BSrE's own opinion of a PDF: its conclusion word and who signed."""

    conclusion: str
    signers: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        return self.conclusion.upper() == "VALID"


class BsreSigning:
    """Signs through the server at `address`; `roots_file` holds the certificates (PEM) that its signatures lead to."""

    code = "BSRE"
    statement = STATEMENT
    needs_credentials = True

    def __init__(self, address: str, *, roots_file: str = "", patience: float = PATIENCE_SECONDS) -> None:
        self._wire = Wire(address, patience=patience)
        self._roots_file = roots_file

    def sign(
        self,
        pdf: bytes,
        *,
        signer: Signer,
        credentials: Credentials | None,
        reason: str,
        location: str,
        at: datetime,
    ) -> bytes:
        """Signed invisibly: name and QR were typeset. Raises what the port names."""
        proof = _checked(credentials)
        status, answer = self._post(
            "/api/v2/sign/pdf",
            {
                "nik": proof.nik,
                "passphrase": proof.passphrase,
                "signatureProperties": [{"tampilan": "INVISIBLE", "location": location, "reason": reason}],
                "file": [b64encode(pdf).decode()],
            },
        )
        _refuse_faults(status, answer)
        return _first_file(answer)

    def status(self, nik: str) -> SignerStatus:
        """What the server says of the certificate of a NIK. Raises SigningAway."""
        status, answer = self._post("/api/v2/user/check/status", {"nik": nik})
        word = str(answer.get("status", "")).upper()
        if not word and _fault_code(answer) != "2011" and status != 200:
            raise _away(f"status {status}")
        found = next((ours for theirs, ours in _STATES if theirs in word), None)
        unknown = "UNKNOWN" if _fault_code(answer) == "2011" else "OTHER"
        return SignerStatus(found or unknown, word)

    def verify(self, pdf: bytes) -> Verification:
        """BSrE's opinion of a signed PDF. Raises SigningAway."""
        status, answer = self._post("/api/v2/verify/pdf", {"file": b64encode(pdf).decode()})
        conclusion = answer.get("conclusion")
        if status != 200 or not isinstance(conclusion, str):
            raise _away(f"status {status}")
        rows = answer.get("signatureInformations") or []
        names = [str(row.get("signerName", "")) for row in rows if isinstance(row, dict)]
        return Verification(conclusion, tuple(names))

    def trust_roots(self) -> Sequence[bytes]:
        """From the file that the settings name; without one the check page cannot say "trusted"."""
        return self._roots

    @cached_property
    def _roots(self) -> list[bytes]:
        if not self._roots_file:
            return []
        try:
            return [der for _, _, der in pem.unarmor(Path(self._roots_file).read_bytes(), multiple=True)]
        except (OSError, ValueError) as error:
            raise ImproperlyConfigured("BALAI_SIGNING_BSRE_ROOTS: berkasnya tidak dapat dibaca.") from error

    def _post(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        try:
            return self._wire.post(path, body)
        except Unreachable as why:
            raise _away(str(why)) from None


def _checked(credentials: Credentials | None) -> Credentials:
    if credentials is None or not _NIK.fullmatch(credentials.nik):
        raise SigningFailed("SIGNING_CREDENTIALS", "Isi NIK penanda tangan: 16 angka.", field="nik")
    if not credentials.passphrase:
        raise SigningFailed("SIGNING_CREDENTIALS", "Isi passphrase penanda tangan.", field="passphrase")
    return credentials


def _refuse_faults(status: int, answer: dict[str, Any]) -> None:
    """A fault is told by its code or its words, whatever the HTTP status: some servers answer 500 to a wrong passphrase."""
    code, words = _fault_code(answer), str(answer.get("error") or answer.get("message") or "")
    for theirs, pattern, ours in _FAULTS:
        if code == theirs or ("error" in answer and pattern.search(words)):
            field = "passphrase" if ours == "SIGNING_PASSPHRASE" else None
            raise SigningFailed(ours, _FAULT_LABELS[ours], field=field)
    if status in {401, 403}:
        raise _away(f"account refused, status {status}")
    if 400 <= status < 500 and code:
        raise SigningFailed("SIGNING_REFUSED", "Layanan BSrE menolak (kode {fault}).", fault=code)
    if status != 200:
        raise _away(f"status {status}")


def _fault_code(answer: dict[str, Any]) -> str:
    code = str(answer.get("status_code", ""))
    return code if code.isdigit() and len(code) <= 6 else ""


def _first_file(answer: dict[str, Any]) -> bytes:
    files = answer.get("file")
    try:
        signed = b64decode(files[0], validate=True) if isinstance(files, list) else b""
    except (IndexError, TypeError, ValueError):
        signed = b""
    if not signed.startswith(b"%PDF-"):
        log.error("signing: the server answered without a PDF")
        raise SigningAway(
            "SIGNING_NONSENSE", "Layanan tanda tangan memberi jawaban yang rusak. Coba lagi nanti."
        )
    return signed


def _away(why: str) -> SigningAway:
    log.warning("signing: the server is away (%s)", why)
    return SigningAway(
        "SIGNING_AWAY",
        "Layanan tanda tangan elektronik sedang tidak menjawab. Surat tersimpan; coba lagi nanti.",
    )
