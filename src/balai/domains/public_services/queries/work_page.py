"""One application as the officer reads it: answers, papers, what the rules said and why, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.queries.applications import papers_of
from balai.domains.public_services.queries.money_views import fund_of
from balai.domains.public_services.rules.merging import merged
from balai.domains.public_services.wording import answer_in_words, drawn_tone, told
from balai.engine.cases.public import Act, Case, ThreadItem, kind_of
from balai.engine.documents import public as documents
from balai.engine.ledger.public import Account
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault, Field, FlowState, Pack, Text
from balai.kits.crypto import mask
from balai.kits.ui.words import said

# Numbers that identify a person, or lead to one.
MASKED = frozenset({"NIK", "KK", "PHONE", "EMAIL", "BANK_ACCOUNT"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words. `is_masked`: more can be shown; `paper` is the file that proves it, if one is named alike."""

    code: str
    label: str
    text: str
    is_masked: bool


@dataclass(frozen=True, slots=True)
class AnswerSection:
    title: str
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper with its files; `files` is empty for one that was not attached."""

    label: str
    is_required: bool
    files: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Check:
    """Something the officer need not look up: in words, with a tone."""

    label: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the flow on the way through it."""

    label: str
    is_done: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as `ui/timeline.html` draws it."""

    title: str
    at: datetime
    who: str
    text: str
    tone: str
    icon: str
    photos: Sequence[Any] = ()


def sections_of(pack: Pack, answers: Mapping[str, Any], *, in_clear: bool) -> list[AnswerSection]:
    """What was answered, by section; questions that were not asked are left out."""
    asked = {field.code for field in packs.asked_fields(pack, answers)}
    found = []
    for section in merged([pack], {pack.id: list(asked)}):
        rows = [_answer(row.field, answers, in_clear) for row in section.fields if row.field.code in asked]
        if rows:
            found.append(AnswerSection(told(section.title), rows))
    return found


def _answer(field: Field, answers: Mapping[str, Any], in_clear: bool) -> Answer:
    value = answers.get(field.code)
    hides = field.type in MASKED and value not in (None, "")
    text = mask(str(value)) if hides and not in_clear else answer_in_words(field, value)
    return Answer(field.code, told(field.label), text, hides and not in_clear)


def shown_papers(application: Application, pack: Pack, answers: Mapping[str, Any]) -> list[ShownPaper]:
    """The papers that the route asks for, then any other file that came along."""
    files: dict[str, list[dict[str, str]]] = {}
    for row in papers_of(application):
        files.setdefault(row.code, []).append(_file(row))
    wanted = packs.needed_papers(pack, answers, application.values, application.route or None)
    shown = [ShownPaper(told(one.label), one.required, files.pop(one.code, [])) for one in wanted]
    labels = {one.code: told(one.label) for one in pack.papers}
    return shown + [ShownPaper(labels.get(code, code), False, rows) for code, rows in files.items()]


def _file(row: Paper) -> dict[str, str]:
    document = row.document
    thumbnail = documents.thumbnail_url(document) if document.is_photo else ""
    return {"url": documents.url(document), "thumbnail": thumbnail, "alt": ""}


def reasons(application: Application, pack: Pack) -> dict[str, Any]:
    """What the rules said at filing: the result in words, the row that decided, and the facts it looked at."""
    outcome = application.outcome
    facts = [
        (told(fact.label), _fact_in_words(outcome["facts"].get(fact.code)))
        for fact in pack.facts
        if fact.code in outcome.get("facts", {})
    ]
    message: Text | None = pack.messages.get(outcome.get("message") or "")
    return {
        "result": outcome.get("result", ""),
        "row": outcome.get("row"),
        "route": application.route,
        "facts": facts,
        "message": told(message) if message else "",
    }


def _fact_in_words(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Ya") if value else gettext("Tidak")
    return "–" if value is None else str(value)


def doubts_of(pack: Pack, answers: Mapping[str, Any]) -> list[Fault]:
    """What looks odd and stops nobody."""
    return packs.warnings(pack, answers)


def money_of(application: Application, pack: Pack, *, at: datetime) -> dict[str, Any] | None:
    """The amount, the fund and what is left of it; None for a service without money."""
    if pack.money is None:
        return None
    fund: Account | None = fund_of(pack, at=at)
    return {
        "amount": application.amount_rupiah,
        "fund": fund,
        "is_enough": fund is not None and fund.available_rupiah >= (application.amount_rupiah or 0),
        "is_reserved": application.reservation_id is not None,
        "is_paid": application.payment_id is not None,
    }


def way(pack: Pack, here: str, story: Sequence[ThreadItem]) -> list[Step]:
    """The states it went through, the one where it stands, and the good way on from there."""
    passed = [pack.flow.start]
    for item in story:
        step = item.data.get("step") if item.act is Act.STEPPED else None
        if step and step not in passed:
            passed.append(step)
    ahead = _ahead(pack, here)
    done = [code for code in passed if code != here and code not in ahead]
    states = {state.code: state for state in pack.flow.states}
    return [
        *(Step(told(states[code].label), True, False) for code in done if code in states),
        Step(told(states[here].label), states[here].is_final, True),
        *(Step(told(states[code].label), False, False) for code in ahead),
    ]


def _ahead(pack: Pack, here: str) -> list[str]:
    """The states that the main moves lead through, up to the end."""
    found: list[str] = []
    at = here
    for _ in pack.flow.states:
        main = next(
            (move for move in pack.flow.moves if at in move.sources and (move.is_main or move.is_automatic)),
            None,
        )
        if main is None or main.target in found or main.target == here:
            break
        at = main.target
        found.append(at)
    return found


def story_of(story: Sequence[ThreadItem], pack: Pack, case: Case) -> list[Event]:
    """The history for officers: the words of a step are those of the pack's move."""
    labels = kind_of(case).labels
    return [_event(item, pack, said(labels.get(item.act, "")) or item.label) for item in story]


def _event(item: ThreadItem, pack: Pack, label: str) -> Event:
    moves = {move.code: move for move in pack.flow.moves}
    move = moves.get(item.data.get("move", ""))
    states: dict[str, FlowState] = {state.code: state for state in pack.flow.states}
    title = told(move.label) if move else " ".join(filter(None, (label, item.reason)))
    target = states.get(item.data.get("step", ""))
    if move and target and target.code != move.target:
        title = f"{title}: {told(target.label)}"
    tone = drawn_tone(target.tone) if target and target.tone else item.tone
    return Event(title, item.at, item.by, item.text or "", tone, item.icon, item.photos)
