"""Letters that wait for a signature, as the one who signs sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.applications import moves_open, seen_by
from balai.domains.public_services.wording import told
from balai.engine.cases.public import OPEN_STATES
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move, Pack
from balai.foundation.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class ToSign:
    """An application whose next move signs a letter. `move` is that move's code."""

    application: Application
    service: str
    letter: str
    move: str


def to_sign(by: Actor, *, at: datetime) -> Sequence[ToSign]:
    """The letters of the officer's own office that he may sign, by deadline; at most a hundred."""
    states = [state.value for state in OPEN_STATES]
    held = seen_by(by).filter(case__holder_id=by.opd_id, case__state__in=states)
    wanted = Q(pk__in=())
    for version in held.order_by().values_list("pack_version_id", flat=True).distinct():
        steps = {step for move in packs.pack_of(version).flow.moves if _signs(move) for step in move.sources}
        wanted |= Q(pack_version_id=version, case__step__in=steps)
    rows = held.filter(wanted).order_by("case__holder_due_at", "case")[:MOST]
    return [found for row in rows if (found := _found(row, by, at))]


def _found(row: Application, by: Actor, at: datetime) -> ToSign | None:
    pack = packs.pack_of(row.pack_version_id)
    move = next((one for one in moves_open(row, by, at) if _signs(one)), None)
    if move is None:
        return None
    return ToSign(row, told(pack.name), _letter(pack, move), move.code)


def _letter(pack: Pack, move: Move) -> str:
    codes = {effect.partition(" ")[2] for effect in move.effects if effect.startswith("ISSUE ")}
    return next((told(letter.title) for letter in pack.letters if letter.code in codes), told(pack.name))


def _signs(move: Move) -> bool:
    return "SIGNATURE" in move.needs
