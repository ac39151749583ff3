"""Somebody vouches: a training step was gone through, a sample differs here on purpose."""

from datetime import datetime

from django.db import transaction

from balai.domains.service_adoption.models import Evidence
from balai.domains.service_adoption.permissions import must_adopt
from balai.domains.service_adoption.terms import ADOPTION_EVIDENCE, Item
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.foundation.text import clean_text


@transaction.atomic
def confirm_training(*, pack_id: str, step: str, person: str, by: Actor, at: datetime) -> Evidence:
    """A named person went through a training step. The first confirmation stays.

    Raises Refused TEXT_…; NotFound SERVICE_UNKNOWN, STEP_UNKNOWN; Forbidden NOT_YOURS.
    """
    view = packs.known(pack_id)
    if step not in {known.code for known in view.pack.training}:
        raise NotFound("STEP_UNKNOWN", "Langkah pelatihan ini tidak ada.")
    person = clean_text(person, field="person", label="Nama orangnya", minimum=3, maximum=120)
    return _keep(view, Item.TRAINING, step, by, at, person=person)


@transaction.atomic
def accept_difference(*, pack_id: str, sample: str, note: str, by: Actor, at: datetime) -> Evidence:
    """A sample of the donor comes to another result with this region's values, and that is right.

    Raises Refused TEXT_…; NotFound SERVICE_UNKNOWN, SAMPLE_UNKNOWN; Forbidden NOT_YOURS.
    """
    view = packs.known(pack_id)
    if sample not in {known.name for known in view.pack.samples}:
        raise NotFound("SAMPLE_UNKNOWN", "Contoh kasus ini tidak ada.")
    note = clean_text(note, field="note", label="Mengapa memang berbeda", minimum=10, maximum=300)
    return _keep(view, Item.SAMPLES, sample, by, at, note=note)


def _keep(view: packs.ServiceView, item: Item, key: str, by: Actor, at: datetime, **words: str) -> Evidence:
    must_adopt(by)
    row, is_new = Evidence.objects.get_or_create(
        pack=view.pack.id,
        pack_version_id=view.version_id,
        item=item,
        key=key,
        defaults={**words, "at": at, "by_id": by.user_id},
    )
    if is_new:
        data = {"item": item.value, "evidence": row.pk, "version_id": view.version_id}
        journal.append(code=ADOPTION_EVIDENCE, subject=("service", view.pack.id), by=by, at=at, data=data)
    return row
