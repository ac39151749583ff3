"""Acts of the room: an instruction is given. What follows are acts of the case engine."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from balai.domains.instructions import queries
from balai.domains.instructions.models import Instruction
from balai.domains.instructions.permissions import may_give
from balai.domains.instructions.terms import CASE_KIND, TEXT_LIMIT, TITLE_LIMIT
from balai.engine.cases.public import Opening, open_case
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def instruct(
    *,
    title: str,
    text: str,
    opd_ids: Sequence[int],
    clock_set: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> list[Instruction]:
    """Give an instruction to one or more agencies: a case each, to be done within the limit of `clock_set`.

    The same `key` a second time gives nothing new: the rows of the first time are returned. Raises Forbidden
    NOT_YOURS; Refused TEXT_…, OPD_MISSING, OPD_UNKNOWN, LIMIT_UNKNOWN.
    """
    if not may_give(by):
        raise Forbidden("NOT_YOURS", "Hanya pimpinan dan koordinator yang memberi arahan.")
    title = clean_text(title, field="title", label="Pokok arahan", minimum=5, maximum=TITLE_LIMIT)
    text = clean_text(text, field="text", label="Isi arahan", minimum=10, maximum=TEXT_LIMIT)
    addressees = _addressees(opd_ids, at)
    if clock_set not in dict(queries.limits(at=at)):
        raise Refused("LIMIT_UNKNOWN", "Pilih batas waktunya.", field="clock_set")
    known = list(Instruction.objects.filter(key=key).order_by("pk")) if key else []
    if known:
        return known
    key = key or uuid4()
    made = []
    for opd_id in addressees:
        opening = Opening(kind=CASE_KIND, title=title, holder_id=opd_id, clock_set=clock_set)
        case = open_case(opening=opening, by=by, at=at)
        made.append(
            Instruction.objects.create(
                case=case, key=key, addressee_id=opd_id, text=text, given_by_id=by.user_id
            )
        )
    return made


def _addressees(opd_ids: Sequence[int], at: datetime) -> list[int]:
    """Each agency once. Raises Refused OPD_MISSING, OPD_UNKNOWN."""
    if not opd_ids:
        raise Refused("OPD_MISSING", "Pilih sedikitnya satu instansi.", field="opds")
    active = {opd.pk for opd in organizations.active_opds(on=timezone.localdate(at))}
    if not active.issuperset(opd_ids):
        raise Refused("OPD_UNKNOWN", "Salah satu instansi sudah tidak ada. Pilih lagi.", field="opds")
    return list(dict.fromkeys(opd_ids))
