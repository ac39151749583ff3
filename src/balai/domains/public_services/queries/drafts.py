"""Questions about drafts: whose they are, what they ask, what is missing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from balai.domains.public_services import permissions, ports
from balai.domains.public_services.models import Draft
from balai.domains.public_services.queries.ruling import resolved, ruling
from balai.domains.public_services.rules.merging import FormSection, is_begun, merged, merged_papers
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault, Pack, Paper
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Form:
    """A draft as it is drawn. `papers` are `(paper, pack that asks)`; `linked` are the packs that may be opened from
    the same entry; `answers` what was typed, raw."""

    draft: Draft
    pack: Pack
    linked: Sequence[Pack]
    sections: Sequence[FormSection]
    papers: Sequence[tuple[Paper, str]]
    answers: Mapping[str, Any]


def draft_of(by: Actor, key: UUID | str) -> Draft:
    """The draft with this secret key, for its owner, or for anybody who knows the key when it has no owner.

    Raises NotFound DRAFT_UNKNOWN, also for somebody else's.
    """
    try:
        found = Draft.objects.filter(key=key if isinstance(key, UUID) else UUID(key)).first()
    except ValueError:
        found = None
    if found is None or (found.owner_id is not None and found.owner_id != by.user_id):
        raise NotFound("DRAFT_UNKNOWN", "Isian ini tidak ditemukan. Mungkin sudah dikirim atau dihapus.")
    return found


def drafts_of(by: Actor) -> QuerySet[Draft]:
    """The drafts of an account, the last touched first; none for visitors."""
    own = Draft.objects.filter(owner_id=by.user_id) if by.user_id else Draft.objects.none()
    return own.order_by("-updated_at", "-pk")


def answers_of(row: Any) -> dict[str, Any]:
    """The answers of a draft or an application."""
    return json.loads(row.answers)


def packs_of(service: str) -> list[Pack]:
    """The current pack of a service, then those that are opened from the same entry and are open themselves."""
    main = packs.current(service)
    also = [packs.service(code) for code in main.also]
    return [main, *(view.pack for view in also if view and view.state == "OPEN")]


def form_of(draft: Draft, *, at: datetime) -> Form:
    """Everything needed to draw the form: one set of questions for all services of the entry, none asked twice."""
    chosen = [packs.fitted(pack, resolved(pack, at)) for pack in packs_of(draft.service)]
    answers = answers_of(draft)
    asked = {pack.id: [field.code for field in packs.asked_fields(pack, answers)] for pack in chosen}
    needed = {pack.id: packs.needed_papers(pack, answers, resolved(pack, at), None) for pack in chosen}
    return Form(
        draft=draft,
        pack=chosen[0],
        linked=chosen[1:],
        sections=merged(chosen, asked),
        papers=merged_papers(chosen, needed),
        answers=answers,
    )


def missing(draft: Draft, at: datetime) -> list[Fault]:
    """What stands between this draft and its filing: faults of answers and papers that are not there yet.

    Of services opened from the same entry only what was begun counts.
    """
    main, *linked = packs_of(draft.service)
    answers = answers_of(draft)
    attached = set(draft.papers.values_list("code", flat=True))
    faults = list(ruling(main, answers, attached, at=at, area_id=draft.area_id).faults)
    for pack in linked:
        if is_begun(main, pack, answers, attached):
            faults.extend(ruling(pack, answers, attached, at=at, area_id=draft.area_id).faults)
    return list({(fault.field, fault.code): fault for fault in faults}.values())


def prefilled(draft: Draft, *, person: str, nik: str, by: Actor) -> dict[str, str]:
    """What the residents register knows of a person of this form (`deceased`, `heir`): answer by question.

    Only for officers of the draft's village; empty when the person is unknown.
    """
    village = permissions.village_of(by)
    if village is None or village.area_id != draft.area_id:
        return {}
    row = ports.people().find(nik, area_id=draft.area_id)
    found: dict[str, str] = {}
    for pack in packs_of(draft.service):
        for code, field in pack.fields.items():
            whose, _, column = field.prefill.partition(".")
            if row and whose == person and row.get(column):
                found.setdefault(code, str(row[column]))
    return found
