"""Who is told what, of every change: a follower of the journal that fills the outbox of notices."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils import timezone

from balai.engine.cases import proof_tidings
from balai.engine.cases.kinds import kind_of, kinds
from balai.engine.cases.models import Case, Watcher
from balai.engine.cases.permissions import may_see
from balai.engine.cases.terms import ACT_LABELS, UNDER_HEAD, Act
from balai.engine.journal import public as journal
from balai.engine.notices import public as notices
from balai.engine.notices.public import Recipient
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import OpdKind
from balai.engine.people import public as people
from balai.engine.people.public import Role
from balai.engine.proofs.public import proof_of

# What the reporter and the watchers are told.
_FOR_PUBLIC = frozenset(
    {
        Act.OPENED, Act.ACCEPTED, Act.REFUSED, Act.REFERRED, Act.DECIDED, Act.PAUSED, Act.RESUMED,
        Act.REPLIED, Act.STEPPED, Act.ANSWERED, Act.SOLVED, Act.LAPSED, Act.CLOSED, Act.REMARKED,
        Act.MERGED, Act.UNMERGED, Act.PROOF_REFUSED, Act.PROOF_RETAKE,
    }
)  # fmt: skip
# What the holding agency is told, when somebody else did it.
_FOR_HOLDER = frozenset(
    {
        Act.OPENED,
        Act.REFUSED,
        Act.REFERRED,
        Act.DECIDED,
        Act.CONFIRMED,
        Act.CONTESTED,
        Act.WITHDRAWN,
        Act.REMARKED,
        Act.STEPPED,
        Act.SECONDED,
        Act.UNMERGED,
        Act.PROOF_ACCEPTED,
        Act.PROOF_REFUSED,
        Act.PROOF_RETAKE,
        Act.PROOF_FAULTED,
    }
)
# Who opens the mail of a village; elsewhere the admin of the agency does.
_RECEIVING = {
    OpdKind.DESA: (Role.VILLAGE_OFFICER,),
    OpdKind.KELURAHAN: (Role.OPD_ADMIN, Role.VILLAGE_OFFICER),
}
_FAR_RUNGS = frozenset({"COORDINATOR", "SEKDA"})
_RUNG_ROLES = {"HEAD_OF_OPD": Role.OPD_ADMIN, "COORDINATOR": Role.COORDINATOR, "SEKDA": Role.EXECUTIVE}


Officers = Callable[..., list[int]]


def tell(entries: list[journal.Entry]) -> None:
    """Follower of the journal: write the notices that each entry calls for. At most one per change and person.

    Reporters, watchers, officers and the outbox are asked once per batch, not once per entry.
    """
    cases = Case.objects.select_related("holder", "head").in_bulk(
        {int(entry.subject_id) for entry in entries}
    )
    kin = list(Case.objects.filter(head__in=cases)) if any(case.members for case in cases.values()) else []
    watchers: dict[int, list[Watcher]] = {}
    for row in Watcher.objects.filter(case__in=[*cases, *(row.pk for row in kin)]).select_related("user"):
        watchers.setdefault(row.case_id, []).append(row)
    reporters: dict[int, list[Recipient]] = {}
    for kind in kinds():
        asked = [case for case in [*cases.values(), *kin] if case.kind == kind.code]
        reporters.update(kind.reporters(asked))
    officers = cache(people.officers)
    drafts: list[notices.Draft] = []
    for entry in entries:
        case = cases.get(int(entry.subject_id))
        if case is not None:
            family = [case, *(row for row in kin if row.head_id == case.pk and row.head_since <= entry.at)]
            heard = [_Side(row, reporters.get(row.pk, []), watchers.get(row.pk, [])) for row in family]
            drafts.extend(_tidings(entry, case, heard, officers))
            drafts.extend(_second_person(entry, case))
    if drafts:
        notices.notify_many(drafts, at=entries[-1].at)


@dataclass(frozen=True, slots=True)
class _Side:
    """One case of a family with those who wait for news of it; who waits twice is told once, by the outbox."""

    case: Case
    reporters: list[Recipient]
    watchers: list[Watcher]


def _second_person(entry: journal.Entry, case: Case) -> Iterator[notices.Draft]:
    """Who should look at a proof that waits; nobody for the others."""
    data = entry.data or {}
    proof = proof_of(data["proof"]) if entry.code == Act.SOLVED and data.get("check") else None
    if proof is not None and proof.is_waiting:
        yield from proof_tidings.drafts(proof, case, at=entry.at)


def _tidings(
    entry: journal.Entry, case: Case, family: list[_Side], officers: Officers
) -> Iterator[notices.Draft]:
    act, data, kind = Act(entry.code), entry.data or {}, kind_of(case)
    context = {
        "act": act.value,
        "what": kind.labels.get(act, ACT_LABELS[act]),
        # Who hears only because it is late learns of a private case nothing but its number.
        "title": kind.number(case) if kind.is_private and data.get("to") in _FAR_RUNGS else case.title,
        "number": kind.number(case),
        "holder": case.holder.name,
        "due_at": timezone.localtime(case.citizen_due_at) if case.citizen_due_at else None,
        "holder_due_at": timezone.localtime(case.holder_due_at) if case.holder_due_at else None,
        "head": kind.number(case.head) if case.head else "",
    }
    told = _without_accused(case, _officers(entry, case, officers), officers)
    worked_on = kind.work_url(case) or reverse("cases:case", args=[case.pk])
    yield from _drafts(entry, case, told, "case_officer", context | {"url": worked_on})
    shown = context | {"url": kind.public_url(case)}
    for side in family:
        if _is_news(entry, side.case, len(family)):
            yield from _drafts(
                entry, side.case, side.reporters, kind.notice, context | _own(side.case, entry)
            )
        if act in _FOR_PUBLIC and data.get("public", True):
            yield from _drafts(entry, side.case, _following(side.case, side.watchers), "case_watcher", shown)


def _own(case: Case, entry: journal.Entry) -> dict:
    """Only the reporter's side learns the tracking code: it is the power to confirm and to contest."""
    kind = kind_of(case)
    own = {"url": kind.reporter_url(case), "code": case.tracking_code, "title": case.title}
    return own | {"receipt": _receipt(entry)}


def _is_news(entry: journal.Entry, case: Case, family: int) -> bool:
    """Whether the reporter of this case hears of it. Words that came from the reporters' side are no news to it, but
    that one of them opened the case again is news to the others of a family."""
    act, data = Act(entry.code), entry.data or {}
    if act is Act.CONTESTED:
        return family > 1 and data.get("member", int(entry.subject_id)) != case.pk
    if act in UNDER_HEAD and (entry.by_kind == "CITIZEN" or "with" in data or "since" in data):
        return False
    if act is Act.REMARKED and entry.by_kind == "CITIZEN":
        return False
    return act in _FOR_PUBLIC and bool(data.get("public", True))


def _receipt(entry: journal.Entry) -> str:
    """The code with which anybody may check that the opening still stands; it opens nothing."""
    return journal.code_of(entry) if entry.code == Act.OPENED else ""


def _drafts(
    entry: journal.Entry, case: Case, recipients: Iterable[Recipient], template: str, context: dict
) -> Iterator[notices.Draft]:
    """Nobody is told of what he did himself; only the opening is acknowledged to the citizen who did it."""
    receipt = entry.code == Act.OPENED and entry.by_kind == "CITIZEN" and template != "case_officer"
    for recipient in recipients:
        if receipt or recipient.user_id is None or recipient.user_id != entry.by_id:
            key, scope = f"journal:{entry.id}", f"case:{case.pk}"
            yield notices.Draft(key, recipient, template, context, scope=scope, at=entry.at)


def _following(case: Case, rows: list[Watcher]) -> list[Recipient]:
    if case.is_confidential or kind_of(case).is_private:
        # Who handed it on, or has another office by now, follows no longer.
        rows = [row for row in rows if row.user and may_see(people.actor_of(row.user), case)]
    return [Recipient(user_id=row.user_id, email=row.address) for row in rows]


def _without_accused(case: Case, found: list[Recipient], officers: Officers) -> list[Recipient]:
    if case.barred_opd_id is None:
        return found
    accused = set(officers(opd_id=case.barred_opd_id))
    return [recipient for recipient in found if recipient.user_id not in accused]


def _officers(entry: journal.Entry, case: Case, officers: Officers) -> list[Recipient]:
    act, data = Act(entry.code), entry.data or {}
    if act is Act.ASSIGNED:
        return [Recipient(user_id=data["user"])]
    if act in {Act.WARNED, Act.ESCALATED}:
        return _on_rung(case, data["to"], officers)
    if act not in _FOR_HOLDER:
        return []
    holder = data.get("to") or data.get("holder") or case.holder_id
    found = _of_agency(holder, officers)
    if case.assignee_id and act in {Act.CONTESTED, Act.REMARKED, Act.CONFIRMED, Act.SECONDED}:
        found.append(Recipient(user_id=case.assignee_id))
    return list({recipient.user_id: recipient for recipient in found}.values())


def _on_rung(case: Case, rung: str, officers: Officers) -> list[Recipient]:
    """Whom a step of the ladder reaches. A case without a person goes to the whole agency."""
    if rung == "OFFICER":
        return (
            [Recipient(user_id=case.assignee_id)]
            if case.assignee_id
            else _of_agency(case.holder_id, officers)
        )
    role = _RUNG_ROLES[rung]
    if role == Role.OPD_ADMIN:
        return _of_agency(case.holder_id, officers)
    # Confidential: known to the holder and to the coordinator only.
    if case.is_confidential and role != Role.COORDINATOR:
        return []
    return [Recipient(user_id=pk) for pk in officers(role=role)]


def _of_agency(opd_id: int, officers: Officers) -> list[Recipient]:
    if opd_id == organizations.coordinator().pk:
        return [Recipient(user_id=pk) for pk in officers(role=Role.COORDINATOR)]
    roles = _RECEIVING.get(organizations.opd_by_id(opd_id).kind, (Role.OPD_ADMIN,))
    return [Recipient(user_id=pk) for role in roles for pk in officers(role=role, opd_id=opd_id)]
