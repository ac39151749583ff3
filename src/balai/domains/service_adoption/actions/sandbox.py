"""An invented case goes through the flow step by step, by the pure rules: no application, no money, no letter."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.service_adoption.models import SandboxRun
from balai.domains.service_adoption.permissions import must_adopt
from balai.domains.service_adoption.terms import SANDBOX_MOVED
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused


@transaction.atomic
def start_sandbox(*, pack_id: str, sample: str, by: Actor, at: datetime) -> SandboxRun:
    """A fresh run of a sample with the present version. Raises NotFound SERVICE_UNKNOWN, SAMPLE_UNKNOWN; Forbidden."""
    must_adopt(by)
    view = packs.known(pack_id)
    if sample not in {known.name for known in view.pack.samples}:
        raise NotFound("SAMPLE_UNKNOWN", "Contoh kasus ini tidak ada.")
    return SandboxRun.objects.create(
        pack=pack_id,
        pack_version_id=view.version_id,
        sample=sample,
        state=view.pack.flow.start,
        started_at=at,
        started_by_id=by.user_id,
    )


@transaction.atomic
def advance_sandbox(
    *, run_id: int, move: str, without_money: bool = False, step: int, by: Actor, at: datetime
) -> SandboxRun:
    """The run takes a move; it is finished in a final state. `step`: how many moves the page showed.

    `without_money`: as if the fund were empty. Raises Refused MOVE_CLOSED; Conflict SANDBOX_MOVED_ON; NotFound
    RUN_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    run = SandboxRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound("RUN_UNKNOWN", "Uji coba ini tidak ada.")
    if len(run.moves) != step:
        raise Conflict("SANDBOX_MOVED_ON", "Uji coba ini sudah maju. Muat ulang halaman.")
    pack = packs.pack_of(run.pack_version_id)
    values = packs.values_of(pack.id, on=timezone.localdate(at), pack=pack)
    found = packs.open_moves(pack, state=run.state, values=values, done=Counter(run.moves))
    taken = next((candidate for candidate in found if candidate.code == move), None)
    if taken is None:
        raise Refused("MOVE_CLOSED", "Langkah ini tidak terbuka sekarang.")
    run.state = taken.otherwise if without_money and taken.otherwise else taken.target
    run.moves = [*run.moves, move]
    if pack.flow.state(run.state).is_final:
        run.finished_at = at
    run.save(update_fields=["state", "moves", "finished_at"])
    data = {"run": run.pk, "move": move, "state": run.state}
    journal.append(code=SANDBOX_MOVED, subject=("service", run.pack), by=by, at=at, data=data)
    return run
