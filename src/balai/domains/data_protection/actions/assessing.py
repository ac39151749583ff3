"""An assessment is filed: somebody thought about the dangers of a purpose and signs for it."""

from datetime import datetime

from django.db import transaction

from balai.domains.data_protection.models import Assessment
from balai.domains.data_protection.permissions import must
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import WORK, Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.foundation.text import clean_text


@transaction.atomic
def file_assessment(*, code: str, title: str, text: str, by: Actor, at: datetime) -> Assessment:
    """File what was found about a purpose; earlier ones stay. Raises Forbidden NOT_YOURS; NotFound PURPOSE_UNKNOWN; Refused TEXT_…."""
    must(by, WORK)
    if purpose(code) is None:
        raise NotFound("PURPOSE_UNKNOWN", "Tujuan pemrosesan ini tidak dikenal.")
    row = Assessment.objects.create(
        purpose=code,
        title=clean_text(title, field="title", label="Judul", minimum=5, maximum=160),
        text=clean_text(text, field="text", label="Isi penilaian", minimum=50, maximum=20_000),
        at=at,
        by_id=by.user_id,
    )
    journal.append(code=Act.ASSESSED, subject=("purpose", code), by=by, at=at, data={"assessment": row.pk})
    return row
