"""Kinds of cases, registered by rooms in `apps.ready()`. The engine asks a kind only what is here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from balai.engine.cases.models import Case
from balai.engine.notices.public import Recipient


def _nobody(case: Case) -> list[Recipient]:
    return []


def _nothing(case: Case) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class CaseKind:
    """What a room tells the engine about its cases.

    `reporters(case)` gives those who are told of every public change; `panel_template` with
    `panel(case)` draws the room's part of the officer's case page; `reporter_url(case)` is the reporter's
    own page, `public_url(case)` the one that anyone may see, each "" when there is none; `number(case)` is what everybody calls it by (the tracking code is the reporter's secret);
    `categories()` names the codes; `needs_proof` says that "solved" wants a photo.
    """

    code: str
    label: str
    reporters: Callable[[Case], list[Recipient]] = _nobody
    panel_template: str = ""
    panel: Callable[[Case], Mapping[str, Any]] = _nothing
    reporter_url: Callable[[Case], str] = field(default=lambda case: "")
    public_url: Callable[[Case], str] = field(default=lambda case: "")
    number: Callable[[Case], str] = field(default=lambda case: str(case.pk))
    categories: Callable[[], Mapping[str, str]] = field(default=dict)
    needs_proof: bool = True


_KINDS: dict[str, CaseKind] = {}


def register_kind(kind: CaseKind) -> None:
    """Make `kind` known. Registering a code twice is a programming error."""
    if kind.code in _KINDS:
        raise ValueError(f"case kind {kind.code} is registered twice")
    _KINDS[kind.code] = kind


def kind_of(case: Case) -> CaseKind:
    return _KINDS[case.kind]


def kinds() -> list[CaseKind]:
    return sorted(_KINDS.values(), key=lambda kind: kind.label)
