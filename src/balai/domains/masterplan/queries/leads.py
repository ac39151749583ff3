"""Who could lead a programme whose office was dissolved."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd, OpdName

MOST, ALIKE = 3, 55
CLOSE = timedelta(days=92)
COMMON = {"dinas", "badan", "kantor", "bagian", "dan", "kabupaten", "daerah", "contoh", "sudah"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An office that exists, and why it is proposed (a label of `PROPOSAL_LABELS`)."""

    opd: Opd
    why: str


PROPOSAL_LABELS = {
    "PARENT": "induknya",
    "NAME": "namanya mirip",
    "BORN": "berdiri ketika yang lama dibubarkan dan namanya mirip",
}


def successors(gone: Opd, *, on: date) -> list[Proposal]:
    """At most three offices of that day, the likeliest first: born when it ended with a name alike, its parent, alike by name.

    Nothing here is law: a decree names the successor, and a planner decides.
    """
    active = [one for one in organizations.active_opds(on=on) if one.pk != gone.pk]
    former = _names(gone)
    found: list[tuple[float, Proposal]] = []
    for one in active:
        alike = max(fuzz.token_set_ratio(name, _core(one.name)) for name in former)
        is_born = gone.valid_to is not None and abs(one.valid_from - gone.valid_to) <= CLOSE
        if is_born and alike >= ALIKE:
            found.append((300 + alike, Proposal(one, "BORN")))
        elif one.pk == gone.parent_id:
            found.append((200, Proposal(one, "PARENT")))
        elif alike >= ALIKE:
            found.append((alike, Proposal(one, "NAME")))
    return [one for _score, one in sorted(found, key=lambda pair: -pair[0])[:MOST]]


def named(text: str, *, on: date) -> list[Proposal]:
    """Offices whose name is like these words of a file, the likeliest first."""
    wanted = _core(text)
    scored = [
        (fuzz.token_set_ratio(wanted, _core(one.name)), one) for one in organizations.active_opds(on=on)
    ]
    likely = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [Proposal(one, "NAME") for _score, one in likely[:MOST]]


def _names(gone: Opd) -> list[str]:
    former = OpdName.objects.filter(opd=gone).values_list("name", flat=True)
    return [_core(name) for name in (gone.name, *former)]


def _core(name: str) -> str:
    """What a name says of its work: every other office is a "dinas"."""
    return " ".join(word for word in re.findall(r"\w+", name.casefold()) if word not in COMMON)
