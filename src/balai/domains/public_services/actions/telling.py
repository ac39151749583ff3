"""Words of the pack to the one who applied."""

from collections.abc import Iterable, Iterator, Mapping

from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import Application
from balai.domains.public_services.rules.flows import effect_of
from balai.engine.cases.public import Case
from balai.engine.journal.public import Entry
from balai.engine.notices import public as notices
from balai.engine.notices.public import Recipient
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move

TEMPLATE = "service_message"


def tell(entries: Iterable[Entry]) -> None:
    """Follower's work: the messages that the moves in these entries tell, each once per entry and person."""
    steps = [entry for entry in entries if (entry.data or {}).get("move")]
    cases = Case.objects.in_bulk({int(entry.subject_id) for entry in steps})
    rows = Application.objects.in_bulk(list(cases))
    drafts = [
        draft
        for entry in steps
        if int(entry.subject_id) in rows
        for draft in _drafts(entry, rows[int(entry.subject_id)], cases[int(entry.subject_id)])
    ]
    if drafts:
        notices.notify_many(drafts, at=steps[-1].at)


def _drafts(entry: Entry, application: Application, case: Case) -> Iterator[notices.Draft]:
    pack = packs.pack_of(application.pack_version_id)
    move = next((one for one in pack.flow.moves if one.code == entry.data["move"]), None)
    text = pack.messages.get(_message(move, entry.data)) if move else None
    if text is None:
        return
    context = {
        "service": pack.name.id,
        "text": filled(text.id, application.values),
        "code": case.tracking_code,
        "url": owner_url(case.tracking_code),
    }
    for recipient in recipients(application):
        key, scope = f"journal:{entry.id}:{move.code}", f"case:{case.pk}"
        yield notices.Draft(key, recipient, TEMPLATE, context, scope=scope, at=entry.at)


def _message(move: Move, data: Mapping) -> str:
    """The message of a move that led where it was meant to lead; "" for one that ended in the queue instead."""
    return effect_of(move, "TELL") if data.get("step") == move.target else ""


def filled(pattern: str, values: Mapping) -> str:
    """A message of the pack with the region's values in it."""
    for name, value in values.items():
        pattern = pattern.replace("{" + name + "}", str(value))
    return pattern


def recipients(application: Application) -> list[Recipient]:
    """The address that was left, and the account that filed: the village officer who brings the news, or the citizen."""
    found = []
    contact = application.contact.strip()
    if "@" in contact:
        found.append(Recipient(email=contact))
    elif contact:
        found.append(Recipient(phone=international(contact)))
    if application.filed_by_id:
        found.append(Recipient(user_id=application.filed_by_id))
    return found


def international(phone: str) -> str:
    """Digits with the country's code: `0812…` -> `62812…`."""
    digits = "".join(filter(str.isdigit, phone))
    return f"62{digits[1:]}" if digits.startswith("0") else digits
