"""A demo authority in a folder: a root and a signer whose subjects say CONTOH, made once and kept."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_LIFETIME = timedelta(days=3650)
# Long past: a demonstration also signs letters of earlier days.
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def demo_file(folder: Path, *, now: datetime | None = None) -> Path:
    """A PEM file in `folder` with the demo signer's key, its certificate and the root's, made there the first time.

    Of several processes that start at once, one wins; the others use what it made.
    """
    path = folder / "contoh-tanda-tangan.pem"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{token_hex(8)}"
        fresh.touch(mode=0o600)
        fresh.write_bytes(_made(now or datetime.now(UTC)))
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path


def _made(now: datetime) -> bytes:
    root_key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("CONTOH Otoritas Balai (bukan untuk dokumen resmi)", root_key, None, root_key, now)
    signer = _certificate("CONTOH Penanda Tangan Balai", signer_key, root, root_key, now)
    pem = serialization.Encoding.PEM
    secret = signer_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + signer.public_bytes(pem) + root.public_bytes(pem)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "CONTOH"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    is_root = issuer is None
    usage = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    allowed = ("key_cert_sign", "crl_sign") if is_root else ("digital_signature", "content_commitment")
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_SINCE)
        .not_valid_after(now + _LIFETIME)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(x509.KeyUsage(**{**usage, **dict.fromkeys(allowed, True)}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )
