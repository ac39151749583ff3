"""What a move does besides moving: money, holds, letters, facts. Its words are told afterwards (`following`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from balai.domains.public_services.actions import deaths, holding, letters
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import is_waited_for
from balai.domains.public_services.rules.values import meant
from balai.engine.cases.public import Case
from balai.engine.ledger import public as ledger
from balai.engine.packs.public import FlowState, Move, Pack
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class Acting:
    """A move that is being done: to what, by whom, when."""

    application: Application
    pack: Pack
    case: Case
    rule: Move
    by: Actor
    at: datetime


def run(acting: Acting) -> str:
    """Do the effects in the order that the pack gives; returns the state that the move leads to.

    Where the money is not there and the move has an `otherwise`, nothing else is done and the application queues.
    """
    for effect in acting.rule.effects:
        name, _, argument = effect.partition(" ")
        if name == "RESERVE" and not reserve(acting):
            return acting.rule.otherwise
        if name in _EFFECTS:
            _EFFECTS[name](acting, argument)
    return acting.rule.target


def settle(acting: Acting, target: FlowState) -> None:
    """An end that is not good gives back what was held and promised, whatever the pack says; a good one keeps the
    hold for ever. What leads out of the waiting list leaves the queue."""
    application = acting.application
    if target.is_final and not target.is_good:
        _release(acting, "")
        if "FREE_UNIQUE" not in acting.rule.effects:
            holding.free(application, at=acting.at)
    if target.code not in {acting.rule.otherwise, acting.case.step}:
        application.queued_at = None


def reserve(acting: Acting) -> bool:
    """Promise the money; False when it queues instead, since when is noted. Nobody overtakes those who wait.

    Raises Refused FUNDS_SHORT, NOT_YOUR_TURN where the move has no state to wait in.
    """
    application, at = acting.application, acting.at
    if application.reservation_id is not None or not application.amount_rupiah:
        return True
    # Who waits already is not sent to wait once more: a second refusal says so.
    waits = acting.rule.otherwise if application.queued_at is None else ""
    if is_waited_for(application):
        if not waits:
            raise Refused("NOT_YOUR_TURN", "Masih ada permohonan lain yang menunggu lebih dahulu.")
        application.queued_at = at
        return False
    account = ledger.account(
        str(meant(acting.pack.money.account, application.values)), year=timezone.localdate(at).year
    )
    try:
        held = ledger.reserve(
            account_id=account.pk,
            amount_rupiah=application.amount_rupiah,
            reference=("application", application.pk),
            by=acting.by,
            at=at,
            key=f"application:{application.pk}:{acting.case.version}:reserve",
        )
    except Refused as short:
        if short.code != "FUNDS_SHORT" or not waits:
            raise
        application.queued_at = at
        return False
    application.reservation_id = held.pk
    return True


def _release(acting: Acting, _: str) -> None:
    application = acting.application
    if application.reservation_id is not None and application.payment_id is None:
        ledger.release(reservation_id=application.reservation_id, by=acting.by, at=acting.at)
        application.reservation_id = None


def _pay(acting: Acting, _: str) -> None:
    application = acting.application
    if application.reservation_id is None:
        raise Refused("NOT_RESERVED", "Uang untuk permohonan ini belum disediakan.")
    entry = ledger.pay(
        reservation_id=application.reservation_id,
        description=f"{acting.pack.name.id} {application.pk}",
        by=acting.by,
        at=acting.at,
        key=f"application:{application.pk}:pay",
    )
    application.payment_id = entry.pk


def _free(acting: Acting, _: str) -> None:
    if acting.application.payment_id is None:
        holding.free(acting.application, at=acting.at)


_EFFECTS: dict[str, Callable[[Acting, str], None]] = {
    "RELEASE": _release,
    "PAY": _pay,
    "RECORD_DEATH": lambda acting, _: deaths.record(
        acting.application, acting.pack, acting.case, at=acting.at
    ),
    "ISSUE": lambda acting, code: letters.issue(
        acting.application, acting.pack, acting.case, code, by=acting.by, at=acting.at
    ),
    "HOLD_UNIQUE": lambda acting, _: holding.hold_again(acting.application, acting.pack),
    "FREE_UNIQUE": _free,
}
