"""The long parts of an import, in the background: checking, storing, undoing; each can be killed and begun again."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from balai.domains.residents.actions import applying, lists, undoing
from balai.domains.residents.actions.checking import check
from balai.domains.residents.models import Finding, Import
from balai.domains.residents.terms import ImportKind, ImportState, Work
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused

FAILED = "Pekerjaan terhenti karena galat pada sistem; tidak ada yang tersimpan setengah. Coba lagi."
MAY_BEGIN = {
    Work.CHECK: {ImportState.DRAFT, ImportState.CHECKED},
    Work.APPLY: {ImportState.CHECKED},
    Work.UNDO: {ImportState.APPLIED},
}


@transaction.atomic
def begin(*, import_id: int, work: Work, leaves_out: bool = False, then: Callable[[], None]) -> None:
    """Claim an import for some work and have it done by `then` (which enqueues, in this transaction).

    Raises Conflict IMPORT_BUSY when something else runs or the state does not allow it; Refused FAULTS_LEFT when rows
    are wrong and nobody said that they may be left out, STALE when repairs were not checked.
    """
    made = Import.objects.select_for_update().get(pk=import_id)
    if made.work != Work.NONE or made.state not in MAY_BEGIN[work]:
        raise Conflict("IMPORT_BUSY", "Berkas ini sedang atau sudah dikerjakan. Muat ulang halamannya.")
    if work == Work.APPLY:
        _check_ready(made, leaves_out=leaves_out)
    claimed = Import.objects.filter(pk=import_id, work=Work.NONE).update(
        work=work, progress=0, problem="", leaves_out=leaves_out
    )
    if not claimed:
        raise Conflict("IMPORT_BUSY", "Berkas ini sedang dikerjakan. Muat ulang halamannya.")
    then()


def _check_ready(made: Import, *, leaves_out: bool) -> None:
    if made.is_stale:
        raise Refused("STALE", "Ada perbaikan yang belum diperiksa. Periksa ulang dahulu.")
    if not leaves_out and Finding.objects.filter(source=made, is_error=True).exists():
        raise Refused(
            "FAULTS_LEFT",
            "Masih ada baris yang salah. Perbaiki, atau pilih untuk meninggalkan baris yang salah.",
        )
    if not made.counts.get("ready"):
        raise Refused("NOTHING_READY", "Tidak ada baris yang dapat disimpan.")


def carry_out(*, import_id: int, by: Actor, at: datetime, today: date) -> None:
    """Do the work that is claimed; nothing when it was done already. What goes wrong is told on the import's page."""
    made = Import.objects.get(pk=import_id)
    if made.work == Work.NONE:
        return
    try:
        if made.work == Work.CHECK:
            check(made, today=today)
        elif made.work == Work.UNDO:
            (undoing.undo if made.kind == ImportKind.RESIDENTS else lists.undo)(made, by=by, at=at)
        elif made.kind == ImportKind.RESIDENTS:
            applying.apply(made, by=by, at=at, today=today)
        else:
            lists.apply(made, by=by, at=at, today=today)
    except Refused as refusal:
        Import.objects.filter(pk=import_id).update(work=Work.NONE, problem=refusal.message)
    except Exception:
        # A bug: the page must not wait for ever. Whoever presses again begins anew; nothing was stored half.
        Import.objects.filter(pk=import_id).update(work=Work.NONE, problem=FAILED)
        raise
