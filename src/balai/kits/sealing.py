"""Boxes that only this installation opens: a browser without a signal seals what it keeps, and sends it later.

A device holds nothing but the public half of a key pair (P-256), so whoever picks the device up reads nothing of what waits on
it. The private half is derived from the newest of `settings.DATA_KEYS` and a label; nothing is stored for it. A box that waited while
keys were changed is opened with an older one. A box is
the sealer's one-time public key (65 bytes), a nonce (12) and AES-256-GCM; the key comes from ECDH through HKDF-SHA256.
The browser's half is `kits/ui/frontend/src/modules/outbox.js`.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from balai.foundation.errors import Refused

POINT_BYTES, NONCE_BYTES, TAG_BYTES = 65, 12, 16
INFO = b"balai outbox"
_CURVE = ec.SECP256R1()
# Order of the curve: a private key is a number from 1 to one less.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def public_key(label: str) -> str:
    """The public key of `label` as base64 of an uncompressed point; the same until a new data key is put in front."""
    return base64.b64encode(_point(_private_key(label, settings.DATA_KEYS[0]).public_key())).decode()


def seal(label: str, content: bytes) -> bytes:
    """A box for `label`, as a browser makes it."""
    once = ec.generate_private_key(_CURVE)
    mine, nonce = _point(once.public_key()), os.urandom(NONCE_BYTES)
    key = _shared(once, _private_key(label, settings.DATA_KEYS[0]).public_key(), salt=mine)
    return mine + nonce + AESGCM(key).encrypt(nonce, content, None)


def open_sealed(label: str, box: bytes) -> bytes:
    """What is in a box that was sealed for `label`. Raises Refused BOX_BROKEN."""
    mine, nonce = box[:POINT_BYTES], box[POINT_BYTES : POINT_BYTES + NONCE_BYTES]
    for data_key in settings.DATA_KEYS:
        try:
            other = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, mine)
            key = _shared(_private_key(label, data_key), other, salt=mine)
            return AESGCM(key).decrypt(nonce, box[POINT_BYTES + NONCE_BYTES :], None)
        except (ValueError, InvalidTag):
            continue
    raise Refused("BOX_BROKEN", "Kiriman dari ponsel ini tidak dapat dibuka. Isi kembali formulirnya.")


def _private_key(label: str, data_key: str) -> ec.EllipticCurvePrivateKey:
    secret = base64.urlsafe_b64decode(data_key)
    # Sixteen bytes more than needed, so that the remainder is as good as even.
    wide = HKDF(hashes.SHA256(), 48, salt=label.encode(), info=INFO).derive(secret)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, _CURVE)


def _shared(private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey, *, salt: bytes) -> bytes:
    secret = private.exchange(ec.ECDH(), public)
    return HKDF(hashes.SHA256(), 32, salt=salt, info=INFO).derive(secret)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
