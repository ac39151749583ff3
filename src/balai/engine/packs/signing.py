"""Signatures of packs: Ed25519 over the pack's name, version and digest. A key is 64 hex digits, public or private."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from balai.foundation.errors import Refused

from .canonical import digest

SIGNATURE_FILE = "SIGNATURE.json"
_FIELDS = {"format", "algorithm", "pack", "version", "digest", "public_key", "signature"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and the key that made it, both as hex digits (128 and 64)."""

    public_key: str
    signature: str


def new_key() -> bytes:
    """A fresh private key, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(key: bytes) -> str:
    """The public half of a private key, 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """A public key as people read it to each other: `3f2a 91c0 …`, the first eight groups of four."""
    return " ".join(public[place : place + 4] for place in range(0, 32, 4))


def sign(*, pack: str, version: str, files: Mapping[str, str], key: bytes) -> Signed:
    """The signature of that pack with that private key; the same input gives the same signature."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    return Signed(public_key(key), private.sign(_message(pack, version, digest(files))).hex())


def holds(signed: Signed, *, pack: str, version: str, files: Mapping[str, str]) -> bool:
    """Whether the signature was made with that key over exactly these files."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.public_key))
        key.verify(bytes.fromhex(signed.signature), _message(pack, version, digest(files)))
    except (InvalidSignature, ValueError):
        return False
    return True


def written(signed: Signed, *, pack: str, version: str, files: Mapping[str, str]) -> str:
    """The text of SIGNATURE.json."""
    found = {
        "format": 1,
        "algorithm": "Ed25519",
        "pack": pack,
        "version": version,
        "digest": digest(files),
        "public_key": signed.public_key,
        "signature": signed.signature,
    }
    return json.dumps(found, indent=2) + "\n"


def read(text: str, files: Mapping[str, str]) -> Signed:
    """The signature in SIGNATURE.json, checked against the files. Raises Refused PACK_SIGNATURE_UNREADABLE,
    PACK_CHANGED when one byte differs from what was signed."""
    try:
        found = json.loads(text)
        if set(found) != _FIELDS or found["format"] != 1 or found["algorithm"] != "Ed25519":
            raise ValueError
        signed = Signed(str(found["public_key"]), str(found["signature"]))
        pack, version = str(found["pack"]), str(found["version"])
    except (ValueError, TypeError, RecursionError):
        raise Refused(
            "PACK_SIGNATURE_UNREADABLE", "SIGNATURE.json tidak terbaca atau tidak lengkap."
        ) from None
    if not holds(signed, pack=pack, version=version, files=files):
        raise changed()
    return signed


def changed() -> Refused:
    """The refusal PACK_CHANGED."""
    return Refused(
        "PACK_CHANGED",
        "Tanda tangan paket tidak cocok: isinya berubah setelah ditandatangani. Minta berkas yang asli.",
    )


def unknown_key(public: str) -> Refused:
    """The refusal PACK_KEY_UNKNOWN."""
    return Refused(
        "PACK_KEY_UNKNOWN",
        "Paket ditandatangani dengan kunci yang belum Anda percaya: {key}.",
        key=fingerprint(public),
    )


def write_key(path: Path, key: bytes) -> None:
    """Keep a private key in a file that only its owner may read. Raises FileExistsError: keys are not overwritten."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.hex() + "\n")


def read_key(path: Path) -> bytes:
    """The private key in a file. Raises Refused PACK_KEY_UNREADABLE."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        raise Refused("PACK_KEY_UNREADABLE", "Berkas kunci tidak ada atau bukan kunci paket.")
    return key


def _message(pack: str, version: str, files_digest: str) -> bytes:
    return f"balai-pack-1\n{pack}\n{version}\n{files_digest}\n".encode()
