"""Another application gets a key to file reports, or loses it."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.credentials import digest_of, new_secret
from balai.domains.citizen_reports.models import ApiKey
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.foundation.text import clean_text


@transaction.atomic
def issue_key(*, label: str, contact: str = "", by: Actor, at: datetime) -> tuple[ApiKey, str]:
    """A new key and its secret, which is shown this once. Raises Refused TEXT_… at field `label`."""
    secret = new_secret()
    key = ApiKey.objects.create(
        label=clean_text(label, field="label", label="Nama aplikasi", minimum=3, maximum=80),
        contact=clean_text(contact, field="contact", label="Kontak", minimum=0, maximum=200) or None,
        digest=digest_of(secret),
        created_at=at,
    )
    journal.append(code="API_KEY_ISSUED", subject=("api_key", key.pk), by=by, at=at)
    return key, secret


@transaction.atomic
def revoke_key(*, key_id: int, by: Actor, at: datetime) -> ApiKey:
    """The key opens nothing from now on; its reports stay. Raises NotFound KEY_UNKNOWN."""
    if ApiKey.objects.filter(pk=key_id, revoked_at=None).update(revoked_at=at) != 1:
        raise NotFound("KEY_UNKNOWN", f"Tidak ada kunci aktif nomor {key_id}.", field="key")
    journal.append(code="API_KEY_REVOKED", subject=("api_key", key_id), by=by, at=at)
    return ApiKey.objects.get(pk=key_id)
