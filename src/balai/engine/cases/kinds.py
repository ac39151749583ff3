"""Kinds of cases, registered by rooms in `apps.ready()`. The engine asks a kind only what is here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act
from balai.engine.documents.public import Document
from balai.engine.notices.public import Recipient
from balai.foundation.actor import Actor
from balai.foundation.geo import Point


def _nobody(cases: Collection[Case]) -> Mapping[int, list[Recipient]]:
    return {}


def _no_doubts(case: Case, proof: Document, at: datetime) -> list[str]:
    return []


def _nowhere(case: Case) -> Point | None:
    return None


def _nothing(case: Case) -> Mapping[str, Any]:
    return {}


def _no_one(by: Actor, case: Case) -> bool:
    return False


def _a_citizen(by: Actor, case: Case) -> bool:
    return by.kind == "CITIZEN"


@dataclass(frozen=True, slots=True)
class CaseKind:
    """What a room tells the engine about its cases.

    `reporters(cases)` gives those who are told of every public change, by case id; `panel_template` with
    `panel(case)` draws the room's part of the officer's case page; `reporter_url(case)` is the reporter's
    own page, `public_url(case)` the one that anyone may see, each "" when there is none; `number(case)` is what everybody calls it by (the tracking code is the reporter's secret);
    `categories()` names the codes; `needs_proof` says that "solved" wants a photo (for each case, or case by case), and
    `proof_doubts` (codes of `terms.DOUBT_LABELS`) what speaks against one; `place(case)` is where it lies, None when nobody knows.

    `reacts(by, case)` says who may confirm, contest and withdraw: the one to whom the promise was made.
    `open_to(by, case)` names officers who may open it besides those the roles of the engine say; their inbox stays theirs.
    `holding` is what data subjects call its rows by, where these have the numbers of their cases: then somebody may restrict one.
    A kind with its own page for officers gives `work_url(case)`; the desk sends there. `has_flow` says that the
    room moves its cases by `step`; `has_families` that several may speak of the same and be merged; `is_private` that its cases are one person's affairs, named in their titles: none but
    the holder's officers and the auditor see them, also when they are late; `acts` are the engine's own acts that remain, None for all of them.

    `field_facts(cases)` gives, by case id, what an officer's phone keeps for work without a signal: `text`, `place`,
    `latitude`, `longitude`; never who told it. A kind without it stays at the desk.

    What the desk calls things may differ by kind: `labels` replaces the words of states, acts and buttons
    by their codes, `audience` says who reads what the officers write, `notice` names the template of what
    the one to whom the promise was made is told.
    """

    code: str
    label: str
    reporters: Callable[[Collection[Case]], Mapping[int, list[Recipient]]] = _nobody
    panel_template: str = ""
    panel: Callable[[Case], Mapping[str, Any]] = _nothing
    reporter_url: Callable[[Case], str] = field(default=lambda case: "")
    public_url: Callable[[Case], str] = field(default=lambda case: "")
    number: Callable[[Case], str] = field(default=lambda case: str(case.pk))
    categories: Callable[[], Mapping[str, str]] = field(default=dict)
    needs_proof: bool | Callable[[Case], bool] = True
    proof_doubts: Callable[[Case, Document, datetime], list[str]] = _no_doubts
    place: Callable[[Case], Point | None] = _nowhere
    reacts: Callable[[Actor, Case], bool] = _a_citizen
    open_to: Callable[[Actor, Case], bool] = _no_one
    work_url: Callable[[Case], str] = field(default=lambda case: "")
    has_flow: bool = False
    has_families: bool = False
    is_private: bool = False
    holding: str = ""
    acts: frozenset[Act] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    field_facts: Callable[[Collection[Case]], Mapping[int, Mapping[str, Any]]] | None = None
    audience: str = "terlihat umum"
    notice: str = "case_reporter"


_KINDS: dict[str, CaseKind] = {}


def register_kind(kind: CaseKind) -> None:
    """Make `kind` known. Registering a code twice is a programming error."""
    if kind.code in _KINDS:
        raise ValueError(f"case kind {kind.code} is registered twice")
    _KINDS[kind.code] = kind


def private_kinds() -> list[str]:
    """The codes of kinds whose cases are one person's affairs."""
    return [kind.code for kind in _KINDS.values() if kind.is_private]


def kind_of(case: Case) -> CaseKind:
    return _KINDS[case.kind]


def wants_proof(case: Case) -> bool:
    """Whether "solved" wants a photo with its time and place."""
    asked = kind_of(case).needs_proof
    return asked(case) if callable(asked) else asked


def kinds() -> list[CaseKind]:
    return sorted(_KINDS.values(), key=lambda kind: kind.label)
