"""One service explained: what to bring, who may ask, how it runs, by which rules, what is kept of a person."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.domains.public_services.queries.catalogue import Card, card
from balai.domains.public_services.rules.flows import main_path, open_in, reached
from balai.domains.public_services.rules.values import listed, meant
from balai.domains.public_services.wording import answer_in_words, told
from balai.engine.packs import public as packs
from balai.engine.packs.public import FlowState, Pack, PackRole, Paper, ServiceView
from balai.foundation.errors import Refused
from balai.kits.ui.words import said

OFFICE_LABELS = {"VILLAGE": "Pemerintah desa", "AGENCY": "Dinas", "APPLICANT": "Anda"}
# Which limits of the clock a family is promised.
LIMIT_LABELS = {"ANSWER": "Jawaban paling lambat", "SOLVE": "Selesai paling lambat"}
DAYS_OF_YEAR, DAYS_OF_MONTH = 365, 30
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Need:
    """A paper to bring: `condition` says for whom, in words, "" for everybody of its list."""

    paper: Paper
    condition: str


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the flow in words: who has it, and where each move leads."""

    label: str
    office: str
    moves: Sequence[tuple[str, str]]
    is_final: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table in words: `(question, answer)` of what it hangs on, what follows, and why."""

    conditions: Sequence[tuple[str, str]]
    result: str
    message: str


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data that are asked for one purpose: labels of the questions, ground in law, how long kept."""

    labels: Sequence[str]
    purpose: str
    basis: str
    kept: str
    is_specific: bool


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything that the page of a service says. `routes` are `(for whom, papers)`, "" for papers that all bring;
    `promises` `(label, words)`; `rules` are the rows of the table of eligibility; `faq` `(question, answer)`."""

    card: Card
    is_open: bool
    routes: Sequence[tuple[str, Sequence[Need]]]
    filers: Sequence[str]
    promises: Sequence[tuple[str, str]]
    path: Sequence[str]
    steps: Sequence[Step]
    rules: Sequence[Rule]
    refusals: Sequence[str]
    appeal: str
    faq: Sequence[tuple[str, str]]
    personal: Sequence[Personal]

    @property
    def grounds(self) -> set[tuple[str, str]]:
        """The different `(ground in law, how long kept)`: mostly one for all data."""
        return {(row.basis, row.kept) for row in self.personal}


def service_page(view: ServiceView, *, on: date, language: str = "id") -> ServicePage:
    """The page of a service, in the language of the request; `language` is that of drawing and rules."""
    values = values_or_defaults(view.pack, on)
    pack = packs.fitted(view.pack, values)
    refusals, appeal = _refusals(pack, values)
    return ServicePage(
        card=card(view, on),
        is_open=view.state == "OPEN",
        routes=_routes(pack, values),
        filers=[told(role.label) for role in _filers(pack, values)],
        promises=list(_promises(pack, values)),
        path=[told(state.label) for state in main_path(pack.flow, values)],
        steps=[_step(pack, state, values) for state in reached(pack.flow, values)],
        rules=_rules(pack, values, language),
        refusals=refusals,
        appeal=appeal,
        faq=_faq(pack, values),
        personal=_personal(pack),
    )


def values_or_defaults(pack: Pack, on: date) -> Mapping[str, Any]:
    """The region's values; while one is missing, what the pack says by itself."""
    try:
        return packs.values_of(pack.id, on=on, pack=pack)
    except Refused:
        return {spec.code: spec.default for spec in pack.values}


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A message of a pack with the region's values in its braces."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _routes(pack: Pack, values: Mapping[str, Any]) -> list[tuple[str, list[Need]]]:
    """Papers that all bring, then those of each route."""
    wanted = [paper for paper in pack.papers if not paper.if_value or values.get(paper.if_value)]
    names = sorted({name for paper in wanted for name in paper.routes})
    rows = [
        (_whose(pack, name), [_need(pack, one) for one in wanted if name in one.routes]) for name in names
    ]
    common = [_need(pack, paper) for paper in wanted if not paper.routes]
    return [("", common), *rows] if common else rows


def _need(pack: Pack, paper: Paper) -> Need:
    conditions = []
    for code, answers in paper.when.items():
        field = pack.fields[code]
        said_answers = _(" atau ").join(answer_in_words(field, answer) for answer in answers)
        conditions.append(f"{told(field.label)}: {said_answers}")
    return Need(paper, "; ".join(conditions))


def _whose(pack: Pack, route: str) -> str:
    """Whose route it is: the conditions that the rows leading there have beyond those of every route."""
    table = pack.eligibility
    leading = [row for row in table.rows if row.then.get("route")]
    shared = set.intersection(*(_true_of(row.when) for row in leading))
    own = {code for row in leading if row.then["route"] == route for code in _true_of(row.when)} - shared
    labels = [told(column.label) for column in table.inputs if column.code in own]
    return ", ".join(labels) or route


def _true_of(when: Mapping[str, Any]) -> set[str]:
    return {code for code, wanted in when.items() if wanted is True}


def _rules(pack: Pack, values: Mapping[str, Any], language: str) -> list[Rule]:
    """The rows of the table, each with only the questions that it hangs on."""
    table = pack.eligibility
    explained = packs.explain_table(pack, table, values, language)
    return [
        Rule(
            [
                (told(column.label), words)
                for column, words in zip(table.inputs, said.conditions, strict=True)
                if column.code in row.when
            ],
            said.result,
            said.message,
        )
        for row, said in zip(table.rows, explained, strict=True)
    ]


def _filers(pack: Pack, values: Mapping[str, Any]) -> Iterable[PackRole]:
    codes = set(listed(pack.filers, values))
    return (role for role in pack.roles if role.code in codes)


def _promises(pack: Pack, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    limits = {limit["code"]: limit for limit in pack.flow.clocks.get("limits", ())}
    for code, label in LIMIT_LABELS.items():
        if code in limits:
            amount = meant(limits[code]["amount"], values)
            if amount:
                yield said(label), span_in_words(int(amount), limits[code]["unit"])


def span_in_words(amount: int, unit: str) -> str:
    """ "3 hari kerja": an amount of time that a clock allows."""
    patterns = {
        "HOURS": ngettext("%(n)d jam", "%(n)d jam", amount),
        "WORKING_HOURS": ngettext("%(n)d jam kerja", "%(n)d jam kerja", amount),
        "CALENDAR_DAYS": ngettext("%(n)d hari", "%(n)d hari", amount),
        "WORKING_DAYS": ngettext("%(n)d hari kerja", "%(n)d hari kerja", amount),
    }
    return patterns[unit] % {"n": amount}


def _step(pack: Pack, state: FlowState, values: Mapping[str, Any]) -> Step:
    moves = [
        (told(move.label), told(pack.flow.state(move.target).label))
        for move in open_in(pack.flow, values)
        if state.code in move.sources and not move.is_automatic
    ]
    return Step(told(state.label), office_in_words(pack, state), moves, state.is_final)


def office_in_words(pack: Pack, state: FlowState) -> str:
    """Who has it in that state: the pack's own word for the role."""
    role = next((role for role in pack.roles if role.office == state.office), None)
    return told(role.label) if role else said(OFFICE_LABELS.get(state.office, ""))


def _refusals(pack: Pack, values: Mapping[str, Any]) -> tuple[list[str], str]:
    """Why the rules may say no: the message of each row that refuses, and once what several of them repeat (how to
    appeal)."""
    codes = [
        row.then.get("message", "") for row in pack.eligibility.rows if row.then.get("result") == "REFUSED"
    ]
    known = [code for code in dict.fromkeys(codes) if code in pack.messages]
    texts = [_sentences(filled(told(pack.messages[code]), values)) for code in known]
    often = [one for one, number in Counter(chain(*texts)).items() if number > 1]
    return [" ".join(one for one in text if one not in often) for text in texts], " ".join(often)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.split(text)


def _faq(pack: Pack, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Messages called `faq_…` are a question and its answer, parted by the first question mark."""
    rows = []
    for code, text in pack.messages.items():
        question, mark, answer = filled(told(text), values).partition("?")
        if code.startswith("faq_") and mark:
            rows.append((f"{question.strip()}?", answer.strip()))
    return rows


def _personal(pack: Pack) -> list[Personal]:
    grouped: dict[tuple, list[str]] = {}
    for row in pack.personal_data:
        label = told(pack.fields[row.field].label) if row.field in pack.fields else row.field
        key = (told(row.purpose), row.basis, row.retention_days, row.is_specific)
        grouped.setdefault(key, []).append(label)
    return [
        Personal(labels, purpose, basis, kept_in_words(days), specific)
        for (purpose, basis, days, specific), labels in grouped.items()
    ]


def kept_in_words(days: int) -> str:
    """ "10 tahun": how long something is kept, in the largest unit that fits without a rest."""
    if days % DAYS_OF_YEAR == 0 and days:
        return ngettext("%(n)d tahun", "%(n)d tahun", days // DAYS_OF_YEAR) % {"n": days // DAYS_OF_YEAR}
    if days % DAYS_OF_MONTH == 0 and days:
        return ngettext("%(n)d bulan", "%(n)d bulan", days // DAYS_OF_MONTH) % {"n": days // DAYS_OF_MONTH}
    return ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days}
