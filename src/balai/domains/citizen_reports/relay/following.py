"""Follower of the journal: what our reporter says about a relayed case goes out to the bodies that have it."""

from balai.domains.citizen_reports.models_peers import Body, PeerUpdate, Relay, RelayMessage
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import report_of
from balai.domains.citizen_reports.relay.rules.sending import update_id
from balai.domains.citizen_reports.terms_peers import Direction, RelayState
from balai.engine.cases import public as cases
from balai.engine.cases.public import Act, Remark
from balai.engine.journal import public as journal

FOLLOWER = "citizen_reports.relay"
# What each act of a reporter means to another body. None of them tells it what to do with its own case.
STATUS = {
    Act.REMARKED: "UNCHANGED",
    Act.CONTESTED: "REOPEN",
    Act.CONFIRMED: "FIXED",
    Act.WITHDRAWN: "CANCELLED",
}
_WORDS = {
    Act.CONFIRMED: "Pelapor menyatakan sudah selesai.",
    Act.WITHDRAWN: "Pelapor menarik laporannya.",
}
CODES = {act.value for act in STATUS}
_LIVE = [RelayState.WAITING, RelayState.SENT, RelayState.FAILED]


def carry_words(entries: list[journal.Entry]) -> None:
    """Write what has to go out; a replay writes nothing twice."""
    relays: dict[int, list[Relay]] = {}
    rows = Relay.objects.filter(case__in={int(entry.subject_id) for entry in entries}, state__in=_LIVE)
    for relay in rows.select_related("body", "case"):
        relays.setdefault(relay.case_id, []).append(relay)
    for entry in entries:
        for relay in relays.get(int(entry.subject_id), []):
            message = _message(entry, relay)
            if message is not None:
                RelayMessage.objects.get_or_create(
                    relay=relay,
                    direction=Direction.OUT,
                    update_id=message.update_id,
                    defaults={
                        "status": message.status,
                        "text": message.text,
                        "at": entry.at,
                        "next_try_at": entry.at,
                    },
                )


def _message(entry: journal.Entry, relay: Relay) -> RelayMessage | None:
    """What an entry says to that body; None when it is nothing of our reporter's, or came from there."""
    if entry.at < relay.asked_at or not _is_our_reporters(entry, relay.body):
        return None
    act, data = Act(entry.code), entry.data or {}
    remark = Remark.objects.filter(pk=data.get("remark"), is_public=True).first()
    if act is Act.REMARKED and remark is None:
        return None
    number = number_of(report_of(cases.Case.objects.get(pk=relay.case_id)))
    text = remark.text if remark else _WORDS.get(act, "")
    return RelayMessage(update_id=update_id(number, entry.id), status=STATUS[act], text=text)


def _is_our_reporters(entry: journal.Entry, body: Body) -> bool:
    if entry.by_kind == "CITIZEN":
        return True
    if entry.by_kind != "APPLICATION":
        return False
    # The reporter of a report that a third site filed speaks through that site.
    update = PeerUpdate.objects.filter(entry_id=entry.id).first()
    return update is not None and update.api_key_id != body.incoming_key_id
