"""What the holder of a tracking code sees, in words: where it stands, what comes next, whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.applications import Tracked, moves_open
from balai.domains.public_services.queries.service_page import office_in_words
from balai.domains.public_services.rules.flows import leads_on, main_path
from balai.domains.public_services.terms import CHANNEL_LABELS
from balai.domains.public_services.wording import drawn_icon, drawn_tone, told
from balai.engine.cases.public import Act, State, ThreadItem
from balai.engine.packs.public import FlowState, Move, Pack
from balai.foundation.actor import CITIZEN, Actor
from balai.kits.ui.words import said

# The words of the engine speak of reports; a family reads of an application.
STORY_LABELS = {
    Act.OPENED: "Permohonan diterima",
    Act.CONFIRMED: "Dikonfirmasi penerima",
    Act.LAPSED: "Selesai tanpa tanggapan",
    Act.CLOSED: "Selesai",
    Act.WITHDRAWN: "Ditarik pemohon",
}
DECIDED = frozenset({State.ANSWERED, State.SOLVED, State.CONFIRMED, State.LAPSED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Payment:
    """How the money is paid. `place` is the agency and where it is, "" until it is known; `ahead` how many wait
    before this family, None when the money is there."""

    amount_rupiah: int
    channel: str
    is_cash: bool
    place: str
    address: str
    is_paid: bool
    is_ready: bool
    ahead: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A state on the way: `tone` and `icon` say whether it is past, present or to come; `note` who has it now."""

    label: str
    tone: str
    icon: str
    is_now: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Following:
    """The page of a family. `path` are the main states; `moves` what the family itself may do now."""

    label: str
    tone: str
    office: str
    path: Sequence[Mark]
    moves: Sequence[Move]
    payment: Payment | None
    is_decided: bool
    is_turn: bool


def following(found: Tracked, by: Actor, at: datetime) -> Following:
    """What to tell, and what `by` may do."""
    state = found.state
    moves = moves_open(found.application, by, at)
    return Following(
        label=told(state.label),
        tone=drawn_tone(state.tone) or found.case.state_tone,
        office=office_in_words(found.pack, state),
        path=_path(found),
        moves=moves,
        payment=_payment(found),
        is_decided=State(found.case.state) in DECIDED,
        is_turn=leads_on(found.pack.flow, moves),
    )


def family(application: Application, request_actor: Actor, *, has_key: bool) -> Actor:
    """Who acts on the family's page: the account that filed, or whoever holds the secret link of one filed without."""
    return CITIZEN if has_key and application.filed_by_id is None else request_actor


def story(found: Tracked) -> list[dict[str, Any]]:
    """What happened, as `ui/timeline.html` draws it: the pack's own words for its moves.

    Both clocks of a case climb the ladder; the family is told once of everybody whom that reached.
    """
    reached: set[str] = set()
    shown = []
    for item in found.story:
        if item.act is Act.ESCALATED:
            if item.reason in reached:
                continue
            reached.add(item.reason)
        shown.append(_told(item, found.pack))
    return shown


def _told(item: ThreadItem, pack: Pack) -> dict[str, Any]:
    move = next((one for one in pack.flow.moves if one.code == item.data.get("move")), None)
    label = said(STORY_LABELS[item.act]) if item.act in STORY_LABELS else item.label
    tone, icon = item.tone, item.icon
    if item.act is Act.STEPPED and move:
        label = told(move.done) or told(move.label)
        tone, icon = drawn_tone(move.tone) or "info", drawn_icon(move.icon)
    if item.act is Act.OPENED:
        icon = "file"
    if item.act is Act.ESCALATED:
        label = f"{label} {item.reason}"
    who = gettext("Pemohon") if item.by == gettext("Pelapor") else item.by
    return {"title": label, "at": item.at, "who": who, "text": item.text, "tone": tone, "icon": icon}


def _path(found: Tracked) -> list[Mark]:
    """The main states; a state beside the way (sent back, refused) stands after the furthest one it has been to."""
    path = main_path(found.pack.flow, found.application.values)
    codes = [state.code for state in path]
    been = {item.data.get("step") for item in found.story} | {found.pack.flow.start}
    furthest = max(number for number, code in enumerate(codes) if code in been)
    marks = [_mark(state, number, furthest, found) for number, state in enumerate(path)]
    if found.state.code not in codes:
        here = Mark(told(found.state.label), drawn_tone(found.state.tone) or "warn", "flag", is_now=True)
        ahead = [] if found.state.is_final else marks[furthest + 1 :]
        marks = [*marks[: furthest + 1], here, *ahead]
    return marks


def _mark(state: FlowState, number: int, furthest: int, found: Tracked) -> Mark:
    label = told(state.label)
    if state.code == found.state.code:
        ended = state.is_final
        return Mark(label, "ok" if ended else "info", "check-circle" if ended else "clock", is_now=True)
    return Mark(label, "ok", "check") if number <= furthest else Mark(label, "muted", "dot")


def _payment(found: Tracked) -> Payment | None:
    """What is paid; None for services without money and applications that will get none."""
    row = found.application
    if row.amount_rupiah is None or (found.state.is_final and not found.state.is_good):
        return None
    waiting = Application.objects.filter(service=row.service, queued_at__isnull=False)
    ahead = waiting.filter(queued_at__lt=row.queued_at).count() if row.queued_at else None
    return Payment(
        amount_rupiah=row.amount_rupiah,
        channel=said(CHANNEL_LABELS.get(row.channel, "")),
        is_cash=row.channel in ("", "CASH"),
        place=row.agency.name if row.agency else "",
        address=getattr(row.agency, "address", "") if row.agency else "",
        is_paid=row.payment_id is not None,
        is_ready=row.reservation_id is not None and row.payment_id is None,
        ahead=ahead,
    )
