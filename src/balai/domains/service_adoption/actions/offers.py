"""A signed pack is uploaded, looked at, and installed or put away."""

from datetime import datetime

from django.db import transaction

from balai.domains.service_adoption.models import OfferedPack
from balai.domains.service_adoption.permissions import must_adopt
from balai.domains.service_adoption.terms import PACK_OFFERED
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused


@transaction.atomic
def offer_pack(*, data: bytes, by: Actor, at: datetime) -> OfferedPack:
    """Keep an uploaded archive for a look; nothing is installed. The key may still be unknown.

    Raises Refused PACK_… (file refused, too big, unsigned, changed); PackFaults; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    found = packs.read_archive(data)
    if found.signed is None:
        raise Refused(
            "PACK_UNSIGNED", "Paket ini tidak ditandatangani. Minta ekspor bertanda tangan dari daerah asal."
        )
    pack = packs.sound_pack(found.files)
    row, is_new = OfferedPack.objects.update_or_create(
        digest=packs.digest(found.files),
        defaults={
            "pack": pack.id,
            "version": pack.version,
            "files": dict(found.files),
            "signed_by": found.signed.public_key,
            "signature": found.signed.signature,
            "uploaded_at": at,
            "uploaded_by_id": by.user_id,
        },
    )
    if is_new:
        data_ = {"version": row.version, "digest": row.digest, "signed_by": row.signed_by}
        journal.append(code=PACK_OFFERED, subject=("service", pack.id), by=by, at=at, data=data_)
    return row


@transaction.atomic
def install_offer(*, digest: str, by: Actor, at: datetime) -> packs.PackVersion:
    """Install what was looked at. Raises NotFound OFFER_UNKNOWN; Refused PACK_KEY_UNKNOWN and what `install` raises."""
    must_adopt(by)
    offer = OfferedPack.objects.filter(pk=digest).first()
    if offer is None:
        raise NotFound("OFFER_UNKNOWN", "Paket ini sudah dipasang atau dibuang.")
    signed = packs.Signed(offer.signed_by, offer.signature)
    row = packs.install(files=offer.files, signature=signed, by=by, at=at)
    offer.delete()
    return row


@transaction.atomic
def discard_offer(*, digest: str, by: Actor, at: datetime) -> None:
    """Put an uploaded pack away; twice is once. Raises Forbidden NOT_YOURS."""
    must_adopt(by)
    OfferedPack.objects.filter(pk=digest).delete()
