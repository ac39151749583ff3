"""Named questions about cases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from balai.engine.cases.codes import label_of
from balai.engine.cases.kinds import private_kinds
from balai.engine.cases.laws import law_for
from balai.engine.cases.models import Attachment, Case, Remark
from balai.engine.cases.rules.history import Event, Snapshot, replay
from balai.engine.cases.rules.spans import Span, spans
from balai.engine.cases.terms import (
    ACT_LABELS,
    ACT_TONES,
    DOUBT_LABELS,
    OPEN_STATES,
    RUNG_LABELS,
    UNDER_HEAD,
    Act,
)
from balai.engine.documents import public as documents
from balai.engine.documents.public import Document
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.engine.proofs.public import CHECK_LABELS
from balai.foundation.actor import Actor
from balai.kits.ui.words import said

# Acts whose place in the thread is public; the others are for officers.
PUBLIC_ACTS = frozenset(Act) - {Act.ASSIGNED, Act.WARNED, Act.RECLASSIFIED}
# Other entries about a case (somebody looked at a contact, somebody follows) are not acts on it.
_ACT_CODES = frozenset(act.value for act in Act)
_HANDOVERS = frozenset({Act.REFUSED, Act.REFERRED, Act.DECIDED})
# Which list of coded reasons an act draws from.
_REASONS = {
    Act.REFUSED: "cases.refusal_reasons",
    Act.REFERRED: "cases.refusal_reasons",
    Act.PAUSED: "cases.pause_reasons",
    Act.CLOSED: "cases.closing_reasons",
    Act.PROOF_REFUSED: "cases.proof_refusal_reasons",
    Act.PROOF_FAULTED: "cases.proof_refusal_reasons",
}


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One act as people read it. `text` is the words that came with it, "" when there were none."""

    entry_id: int
    act: Act
    label: str
    at: datetime
    by: str
    text: str
    is_public: bool
    data: dict
    photos: tuple
    tone: str
    icon: str
    from_opd: str = ""
    to_opd: str = ""
    reason: str = ""
    doubts: tuple[str, ...] = ()


def events_of(case_id: int) -> list[Event]:
    """The history of a case, as the pure rules read it."""
    entries = journal.history(subject=("case", case_id))
    return [
        Event(Act(entry.code), entry.at, entry.data or {}) for entry in entries if entry.code in _ACT_CODES
    ]


def replayed(case: Case) -> Snapshot:
    """The snapshot computed from the history alone."""
    return replay(events_of(case.pk), law_for)


def holder_spans(case: Case, *, until: datetime) -> list[Span]:
    """Who had the case for how long, from opening to `until` or its end."""
    return spans(events_of(case.pk), until=until)


def visible_to(by: Actor) -> QuerySet[Case]:
    """The cases that an officer may see; the query form of `permissions.may_see`, but that a case under a head is listed
    with its own holder only: the head's holder comes to it from the head."""
    cases = Case.objects.all()
    if by.kind == "SYSTEM":
        return cases
    if not by.is_officer:
        return cases.none()
    own = Q(holder_id=by.opd_id) if by.opd_id else Q(pk__in=())
    if by.role == Role.COORDINATOR:
        seen = own | ~Q(kind__in=private_kinds())
    elif by.role == Role.EXECUTIVE:
        seen = Q(is_confidential=False) & ~Q(kind__in=private_kinds())
    elif by.role == Role.AUDITOR:
        seen = Q(is_confidential=False)
    elif by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER}:
        seen = own
    else:
        return cases.none()
    if by.opd_id:
        cases = cases.filter(Q(barred_opd_id=None) | ~Q(barred_opd_id=by.opd_id))
    return cases.filter(seen)


def members_of(case: Case) -> QuerySet[Case]:
    """The cases under this head, the first to come first."""
    return case.kin.select_related("holder", "area").order_by("opened_at", "pk")


def open_cases(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(state__in=[state.value for state in OPEN_STATES])


def by_deadline(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Most urgent first; cases without a running holder's clock last."""
    return cases.select_related("holder", "area", "assignee").order_by(
        F("holder_due_at").asc(nulls_last=True), "pk"
    )


def thread(case: Case, *, public_only: bool) -> list[ThreadItem]:
    """The acts of a case in order, with their words and photos; four queries whatever its length."""
    return threads([case.pk], public_only=public_only)[case.pk]


def threads(case_ids: Iterable[int], *, public_only: bool) -> dict[int, list[ThreadItem]]:
    """The threads of several cases; as many queries as for one."""
    ids = list(case_ids)
    remarks = {row.pk: row for row in Remark.objects.filter(case__in=ids)}
    photos: dict[int, list] = {}
    for row in Attachment.objects.filter(case__in=ids, remark__isnull=False).select_related("document"):
        if row.is_public or not public_only:
            photos.setdefault(row.remark_id, []).append(row.document)
    found: dict[int, list[ThreadItem]] = {}
    for key, entries in journal.histories(kind="case", ids=ids).items():
        found[int(key)] = thread_of(entries, remarks, photos, public_only=public_only)
    return found


def thread_of(
    entries: Iterable[journal.Entry],
    remarks: dict[int, Remark],
    photos: dict[int, list[Document]],
    *,
    public_only: bool,
) -> list[ThreadItem]:
    """The thread made of rows that were read already: entries in order, remarks by id, photos by remark id."""
    items = [_item(entry, remarks, photos) for entry in entries if entry.code in _ACT_CODES]
    if not public_only:
        return items
    return [_for_all(item) for item in items if item.is_public or item.act in UNDER_HEAD]


def _for_all(item: ThreadItem) -> ThreadItem:
    """That cases were put together everybody may know; why, the officers say to one another."""
    return item if item.is_public else replace(item, text="", photos=(), is_public=True)


def _item(entry: journal.Entry, remarks: dict, photos: dict) -> ThreadItem:
    act, data = Act(entry.code), entry.data or {}
    remark = remarks.get(data.get("remark"))
    public = act in PUBLIC_ACTS and (remark is None or remark.is_public) and data.get("public", True)
    return ThreadItem(
        entry_id=entry.id,
        act=act,
        label=said(ACT_LABELS[act]),
        at=entry.at,
        by=_author(entry),
        text=remark.text if remark else "",
        is_public=public,
        data=data,
        photos=tuple(photo_view(row) for row in photos.get(remark.pk, ())) if remark else (),
        tone=ACT_TONES.get(act, ("muted", "dot"))[0],
        icon=ACT_TONES.get(act, ("muted", "dot"))[1],
        from_opd=_opd_name(data.get("from")) if act not in UNDER_HEAD else "",
        to_opd=_opd_name(data.get("to")) if act in _HANDOVERS else _opd_name(data.get("holder")),
        doubts=_doubts(data),
        reason=_reason(act, entry, data),
    )


def _doubts(data: dict) -> tuple[str, ...]:
    """What speaks against a proof, and that somebody else looks at it."""
    found = [said(DOUBT_LABELS[code]) for code in data.get("doubts", ())]
    return (*found, *([said(CHECK_LABELS[data["check"]])] if data.get("check") else ()))


def _reason(act: Act, entry: journal.Entry, data: dict) -> str:
    """The coded ground of an act, or whom a step of the ladder reached; "" for acts that need none."""
    if act in {Act.WARNED, Act.ESCALATED}:
        return said(RUNG_LABELS[data["to"]])
    return (
        label_of(_REASONS[act], data["reason"], at=entry.at) if act in _REASONS and "reason" in data else ""
    )


def photo_view(document: Document) -> dict[str, str]:
    """A photo as templates draw it."""
    return {"url": documents.url(document), "thumbnail": documents.thumbnail_url(document), "alt": ""}


def _author(entry: journal.Entry) -> str:
    """The public name of who did it: an agency, the reporter, or the system; never a person."""
    if entry.by_kind == "OFFICER":
        return _opd_name(entry.by_opd_id) or gettext("Petugas")
    return {"CITIZEN": gettext("Pelapor"), "APPLICATION": gettext("Aplikasi lain")}.get(
        entry.by_kind, "Balai"
    )


def _opd_name(opd_id: int | None) -> str:
    return organizations.opd_by_id(opd_id).short_name if opd_id else ""


def photos_of(
    cases: Iterable[Case], *, role: str = "REPORT", public_only: bool = False
) -> dict[int, list[dict[str, str]]]:
    """Photos of that role per case id, as `photo_view` gives them, in the order they were attached."""
    found: dict[int, list[dict[str, str]]] = {}
    rows = Attachment.objects.filter(case__in=cases, role=role).select_related("document").order_by("pk")
    if public_only:
        rows = rows.filter(is_public=True)
    for row in rows:
        found.setdefault(row.case_id, []).append(photo_view(row.document))
    return found


def unspoken(case_id: int, documents: Collection[int]) -> set[int]:
    """Those of some photos that belong to another case which few may know of: no comparison speaks of them."""
    secret = Q(case__is_confidential=True) | Q(case__kind__in=private_kinds())
    rows = Attachment.objects.filter(secret, document__in=list(documents)).exclude(case_id=case_id)
    return set(rows.values_list("document_id", flat=True))
