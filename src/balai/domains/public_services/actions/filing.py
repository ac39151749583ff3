"""An application is filed: checked, unique, with a case that has a holder and running clocks; or nothing happened."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services import permissions
from balai.domains.public_services.actions import holding
from balai.domains.public_services.actions.drafts import open_service, own_draft, require_filer
from balai.domains.public_services.actions.holding import AlreadyFiled
from balai.domains.public_services.actions.moving import follow_automatic, holder_in
from balai.domains.public_services.actions.telling import filled
from balai.domains.public_services.models import Application, Draft, Paper
from balai.domains.public_services.queries import Ruling, answers_of, packs_of, ruling
from balai.domains.public_services.rules.channels import channel_at_filing
from balai.domains.public_services.rules.merging import is_begun
from balai.domains.public_services.rules.persons import name_of, nik_of, title_of
from balai.domains.public_services.rules.uniqueness import claims, normal
from balai.domains.public_services.terms import CASE_KIND
from balai.engine.cases import public as cases
from balai.engine.cases.public import Act, Opening
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault, Outcome, Pack, ServiceView, Text
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.crypto import blind_index

__all__ = ["AlreadyFiled", "FormFaults", "NotEligible", "file_draft"]


class FormFaults(Refused):
    """The form is not whole: `faults` says what is wrong where."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("FORM_FAULTY", "Ada yang belum lengkap atau keliru. Perbaiki lalu kirim lagi.")
        self.faults = list(faults)


class NotEligible(Refused):
    """The rules say no. `text` is the reason in both languages with the region's values filled in; the draft stays."""

    status = 422

    def __init__(self, text: Text, outcome: Outcome) -> None:
        super().__init__("NOT_ELIGIBLE", text.id)
        self.text = text
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class _Entry:
    """What all applications of one filing share."""

    draft: Draft
    contact: str
    by: Actor
    at: datetime


@transaction.atomic
def file_draft(
    *, draft_id: int, by: Actor, at: datetime, client_key: UUID | None = None, contact: str = ""
) -> Application:
    """File what the draft says; the same draft or `client_key` twice gives the application of the first time.

    Services that the pack opens from the same entry are filed along when they are complete; their `parent` is the
    result. Raises FormFaults FORM_FAULTY, NotEligible NOT_ELIGIBLE, AlreadyFiled ALREADY_FILED, Forbidden
    FILER_NOT_ALLOWED, Refused SERVICE_CLOSED, NotFound DRAFT_UNKNOWN: then nothing was changed.
    """
    earlier = _earlier(draft_id, client_key, by)
    if earlier is not None:
        return earlier
    draft = own_draft(draft_id, by)
    view = open_service(draft.service)
    require_filer(view, draft.area_id, by, at)
    raw, papers = answers_of(draft), list(draft.papers.all())
    attached = {paper.code for paper in papers}
    found = _ruled(view.pack, raw, attached, at=at, area_id=draft.area_id)
    linked = _linked(view.pack, raw, attached, by=by, at=at, area_id=draft.area_id)
    entry = _Entry(draft, contact, by, at)
    key = client_key or draft.key
    application = _open(entry, view, found, key=key)
    for child, child_ruling in linked:
        _open(entry, child, child_ruling, key=uuid5(key, child.pack.id), parent=application)
    if papers:
        Paper.objects.filter(draft=draft).update(draft=None, application=application)
    draft.delete()
    return application


def _earlier(draft_id: int, client_key: UUID | None, by: Actor) -> Application | None:
    """The application that this key was filed as already, by the same account."""
    if client_key is None or Draft.objects.filter(pk=draft_id).exists():
        return None
    return Application.objects.filter(client_key=client_key, filed_by_id=by.user_id).first()


def _ruled(
    pack: Pack, raw: Mapping[str, Any], attached: set[str], *, at: datetime, area_id: str | None
) -> Ruling:
    found = ruling(pack, raw, attached, at=at, area_id=area_id)
    if found.is_refused:
        raise NotEligible(reason_of(pack, found), found.outcome)
    if found.faults:
        raise FormFaults(found.faults)
    return found


def reason_of(pack: Pack, found: Ruling) -> Text:
    """Why the rules say no, and where to appeal: the pack's messages with values and facts filled in."""
    texts = [pack.messages.get(found.outcome.message), pack.messages.get("appeal")]
    known = dict(found.values) | dict(found.outcome.facts)
    said = [text for text in texts if text]
    return Text(*(" ".join(filled(getattr(text, code), known) for text in said) for code in ("id", "en")))


def _linked(
    main: Pack, raw: Mapping[str, Any], attached: set[str], *, by: Actor, at: datetime, area_id: str | None
) -> list[tuple[ServiceView, Ruling]]:
    """The services of the same entry that can be opened now. Raises FormFaults for one that was begun and not
    finished; one that was not begun, that the filer may not file, or whose rules say no is left out."""
    found = []
    for pack in packs_of(main.id)[1:]:
        if not is_begun(main, pack, raw, attached):
            continue
        ruled = ruling(pack, raw, attached, at=at, area_id=area_id)
        if not permissions.may_file(by, pack, area_id, ruled.values) or ruled.is_refused:
            continue
        own = [fault for fault in ruled.faults if fault.field not in main.fields]
        if own:
            raise FormFaults(own)
        if not ruled.faults and not holding.is_held(claims(pack, ruled.answers)):
            found.append((packs.service(pack.id), ruled))
    return found


def _open(
    entry: _Entry, view: ServiceView, found: Ruling, *, key: UUID, parent: Application | None = None
) -> Application:
    pack, by, at = view.pack, entry.by, entry.at
    agency = permissions.agency_of(pack, found.values)
    case, details = cases.unsaved_case(
        opening=Opening(
            kind=CASE_KIND,
            title=title_of(pack, found.answers),
            holder_id=holder_in(pack.flow.state(pack.flow.start), agency, entry.draft.area_id),
            clock_set=packs.clock_code(pack),
            area_id=entry.draft.area_id,
            category_code=pack.id,
            is_confidential=True,
            step=pack.flow.start,
            grounds={"version": pack.version, "route": found.outcome.route, "row": found.outcome.row},
        ),
        at=at,
    )
    case.save(force_insert=True)
    journal.append(code=Act.OPENED, subject=("case", case.pk), by=by, at=at, data=details)
    nik = nik_of(pack, found.answers)
    application = Application.objects.create(
        case=case,
        client_key=key,
        pack_version_id=view.version_id,
        service=pack.id,
        route=found.outcome.route,
        outcome=plain(dataclasses.asdict(found.outcome)),
        values=plain(found.values),
        answers=json.dumps(found.answers, ensure_ascii=False, default=str),
        person_name=name_of(pack, found.answers),
        person_key=blind_index(normal(nik)) if nik else "",
        contact=entry.contact,
        agency=agency,
        filed_by_id=by.user_id,
        filed_date=timezone.localdate(at),
        amount_rupiah=found.outcome.amount_rupiah,
        channel=channel_at_filing(pack, found.answers, found.values),
        parent=parent,
    )
    holding.hold(application, claims(pack, found.answers))
    return follow_automatic(application, pack, case, at=at)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: dates as texts."""
    return json.loads(json.dumps(dict(values), default=str))
