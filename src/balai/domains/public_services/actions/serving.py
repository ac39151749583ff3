"""The waiting list is served in its order when there is money again."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services.actions.moving import follow_automatic, take
from balai.domains.public_services.actions.preparing import Given, open_now
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import is_waited_for, waiting
from balai.domains.public_services.rules.values import meant
from balai.domains.public_services.terms import MOST_SERVED
from balai.engine.cases import public as cases
from balai.engine.ledger import public as ledger
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import NotFound, Refused

log = logging.getLogger(__name__)


def serve_waiting_list(*, service: str, at: datetime, by: Actor = SYSTEM) -> int:
    """Promise money to those who wait, first come first served; returns to how many.

    Stops at the first for whom it does not suffice: nobody is passed over because he needs more. Each is one
    transaction, so that any number of runs at once, or one that dies, serves nobody twice.
    """
    served = 0
    for pk in list(waiting(service).values_list("pk", flat=True)[:MOST_SERVED]):
        try:
            if not _serve(pk, by=by, at=at):
                break
        except Refused as refusal:
            # The money went to somebody else in the same instant, or this one cannot be served: nobody overtakes.
            log.warning("waiting list of %s stops: %s", service, refusal.code)
            break
        served += 1
    return served


@transaction.atomic
def _serve(pk: int, *, by: Actor, at: datetime) -> bool:
    """Serve one; True also when somebody else did, False when it is not its turn or there is too little."""
    case = cases.locked(pk)
    application = Application.objects.get(pk=pk)
    if application.queued_at is None:
        return True
    pack = packs.pack_of(application.pack_version_id)
    if is_waited_for(application) or not _is_enough(application, pack, at):
        return False
    rule = next((one for one in open_now(application, pack, case) if "RESERVE" in one.effects), None)
    if rule is None:
        raise Refused("MOVE_UNKNOWN", "Alur layanan ini tidak melayani daftar tunggu.")
    take(application, pack, case, rule, Given(), by=by, at=at)
    if application.queued_at is not None:
        raise Refused("FUNDS_SHORT", "Anggaran yang tersisa tidak cukup.")
    follow_automatic(application, pack, case, at=at)
    return True


def _is_enough(application: Application, pack: Pack, at: datetime) -> bool:
    """Asked before anything is written, so that a run without money leaves no trace."""
    try:
        code = str(meant(pack.money.account, application.values))
        account = ledger.account(code, year=timezone.localdate(at).year)
    except NotFound:
        return False
    return account.available_rupiah >= (application.amount_rupiah or 0)
