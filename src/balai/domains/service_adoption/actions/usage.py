"""Counts of use leave for the donor, signed, or arrive from a region that took a service over."""

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import transaction
from django.utils import timezone

from balai.domains.service_adoption.models import UsageFile
from balai.domains.service_adoption.permissions import must_adopt
from balai.domains.service_adoption.queries import used
from balai.domains.service_adoption.rules import fold
from balai.domains.service_adoption.terms import OUTCOME_LABELS, USAGE_RECEIVED
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

MOST_BYTES = 512 * 1024
MOST_ROWS = 5000
_FIELDS = {"format", "pack", "region", "until", "rows", "public_key", "signature"}


def usage_file(pack_id: str, *, at: datetime) -> bytes:
    """The counts per month, version and outcome as signed JSON; small groups are folded.

    Raises Refused USAGE_NOT_SHARED unless the region agreed, PACK_KEY_MISSING; NotFound SERVICE_UNKNOWN.
    """
    if not packs.known(pack_id).row.shares_usage:
        raise Refused("USAGE_NOT_SHARED", "Daerah ini belum setuju membagikan hitungan pemakaian.")
    key = packs.own_key()
    if key is None:
        raise Refused(
            "PACK_KEY_MISSING",
            "Belum ada kunci untuk menandatangani. Buat dengan: balai pack keys --new BERKAS",
        )
    region = organizations.region()
    found: dict[str, Any] = {
        "format": 1,
        "pack": pack_id,
        "region": {"code": region.code, "name": region.name},
        "until": timezone.localdate(at).isoformat(),
        "rows": fold(used(pack_id)),
        "public_key": packs.public_key(key),
    }
    found["signature"] = Ed25519PrivateKey.from_private_bytes(key).sign(_message(found)).hex()
    return json.dumps(found, indent=1, sort_keys=True).encode() + b"\n"


@transaction.atomic
def receive_usage(*, data: bytes, by: Actor, at: datetime) -> UsageFile:
    """Keep the counts that another region sent. The same file twice is kept once.

    Raises Refused USAGE_UNREADABLE, USAGE_CHANGED, PACK_KEY_UNKNOWN, USAGE_OWN; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    found = _read(data)
    if found["public_key"] not in {row.key for row in packs.trusted_keys()}:
        raise packs.unknown_key(found["public_key"])
    if found["region"]["code"] == organizations.region().code:
        raise Refused("USAGE_OWN", "Ini hitungan pemakaian daerah sendiri.")
    row, is_new = UsageFile.objects.get_or_create(
        digest=sha256(data).hexdigest(),
        defaults={
            "pack": found["pack"],
            "region_code": found["region"]["code"],
            "region_name": found["region"]["name"],
            "until": date.fromisoformat(found["until"]),
            "rows": found["rows"],
            "signed_by": found["public_key"],
            "received_at": at,
            "received_by_id": by.user_id,
        },
    )
    if is_new:
        data_ = {"region": row.region_code, "file": row.pk, "until": found["until"]}
        journal.append(code=USAGE_RECEIVED, subject=("service", row.pack), by=by, at=at, data=data_)
    return row


def _read(data: bytes) -> dict[str, Any]:
    try:
        if len(data) > MOST_BYTES:
            raise ValueError
        found = json.loads(data)
        if set(found) != _FIELDS or found["format"] != 1 or len(found["rows"]) > MOST_ROWS:
            raise ValueError
        region = found["region"]
        if set(region) != {"code", "name"} or not all(map(_is_row, found["rows"])):
            raise ValueError
        date.fromisoformat(found["until"])
        words = {
            found["pack"]: 60,
            region["code"]: 13,
            region["name"]: 120,
            found["public_key"]: 64,
            found["signature"]: 128,
        }
        if not all(isinstance(word, str) and 0 < len(word) <= most for word, most in words.items()):
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        raise Refused(
            "USAGE_UNREADABLE", "Berkas ini bukan hitungan pemakaian dari Balai.", field="file"
        ) from None
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found["public_key"]))
        key.verify(bytes.fromhex(found["signature"]), _message(found))
    except (InvalidSignature, ValueError):
        raise Refused(
            "USAGE_CHANGED", "Tanda tangan berkas tidak cocok: isinya berubah.", field="file"
        ) from None
    return found


def _is_row(row: Any) -> bool:
    if not isinstance(row, dict) or set(row) != {"month", "version", "outcome", "count"}:
        return False
    is_month = isinstance(row["month"], str) and len(row["month"]) == 7 and row["month"][:4].isdecimal()
    is_count = row["count"] is None or (type(row["count"]) is int and 0 <= row["count"] < 10**9)
    is_version = isinstance(row["version"], str) and len(row["version"]) <= 20
    return is_month and is_count and is_version and row["outcome"] in OUTCOME_LABELS


def _message(found: dict[str, Any]) -> bytes:
    plain = {key: value for key, value in found.items() if key != "signature"}
    return b"balai-usage-1\n" + json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
