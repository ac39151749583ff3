"""Keys of other regions: trusted once somebody has compared them, and withdrawn."""

import re
from datetime import datetime

from django.db import transaction

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import clean_text

from ..models import TrustedKey
from ..permissions import must_adopt
from ..terms import PACK_KEY_TRUSTED, PACK_KEY_WITHDRAWN

_KEY = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def trust_key(*, key: str, owner: str, checked_how: str, by: Actor, at: datetime) -> TrustedKey:
    """Packs signed with that key may be installed from now on. `checked_how`: how it was compared with its owner's.

    Raises Refused KEY_INVALID, TEXT_…; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    key = "".join(key.lower().split())
    if not _KEY.fullmatch(key):
        raise Refused("KEY_INVALID", "Kunci terdiri atas 64 angka dan huruf a sampai f.", field="key")
    fields = {
        "owner": clean_text(owner, field="owner", label="Pemilik kunci", minimum=3, maximum=120),
        "checked_how": clean_text(
            checked_how, field="checked_how", label="Cara memeriksa", minimum=10, maximum=200
        ),
        "trusted_at": at,
        "trusted_by_id": by.user_id,
        "withdrawn_at": None,
    }
    row, _ = TrustedKey.objects.update_or_create(key=key, defaults=fields)
    journal.append(code=PACK_KEY_TRUSTED, subject=("pack_key", key), by=by, at=at)
    return row


@transaction.atomic
def withdraw_key(*, key: str, by: Actor, at: datetime) -> None:
    """Nothing more is installed that was signed with it; what is installed stays. Raises NotFound KEY_UNKNOWN."""
    must_adopt(by)
    if not TrustedKey.objects.filter(key=key, withdrawn_at=None).update(withdrawn_at=at):
        raise NotFound("KEY_UNKNOWN", "Kunci ini tidak ada di antara yang dipercaya.")
    journal.append(code=PACK_KEY_WITHDRAWN, subject=("pack_key", key), by=by, at=at)
