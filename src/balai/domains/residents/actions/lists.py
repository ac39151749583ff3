"""A list of the poor is stored as an edition that holds from a day on; the one before it ends the day earlier."""

from datetime import date, datetime, timedelta

from django.db import transaction

from balai.domains.residents.actions.applying import claim
from balai.domains.residents.actions.books import hold
from balai.domains.residents.actions.checking import read_import
from balai.domains.residents.actions.uploading import SUBJECT
from balai.domains.residents.models import Import, PovertyEdition, PovertyEntry
from balai.domains.residents.terms import ImportState, Work
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict
from balai.kits.crypto import blind_index


def apply(made: Import, *, by: Actor, at: datetime, today: date) -> None:
    """Store the good rows as a new edition, fingerprints only.

    Raises Conflict IMPORT_OUTDATED when the list changed since the check.
    """
    sheet = read_import(made, today=today)
    wrong = sheet.wrong
    people = [read.person for read in sheet.rows if read.number not in wrong]
    keys = [(blind_index(one["nik"]), one.get("no_kk", ""), one.get("desil", "")) for one in people]
    with transaction.atomic():
        claim(made, at=at)
        running = PovertyEdition.objects.filter(
            list_code=made.list_code, valid_to=None, valid_from__lt=made.valid_from
        )
        ended = list(running.values_list("pk", flat=True))
        running.update(valid_to=made.valid_from - timedelta(days=1))
        edition = PovertyEdition.objects.create(
            list_code=made.list_code, name=made.edition, valid_from=made.valid_from, source=made, ended=ended
        )
        PovertyEntry.objects.bulk_create(
            [
                PovertyEntry(
                    edition=edition,
                    person_key=nik,
                    family_key=blind_index(card) if card else "",
                    decile=int(decile) if decile else None,
                )
                for nik, card, decile in keys
            ],
            batch_size=1000,
        )
        data = {"list": made.list_code, "entries": len(keys), "sha256": made.sha256}
        journal.append(code="POVERTY_LIST_IMPORTED", subject=(SUBJECT, made.pk), by=by, at=at, data=data)


@transaction.atomic
def undo(made: Import, *, by: Actor, at: datetime) -> None:
    """Take an edition out again; the one that it had ended runs on. Raises Conflict UNDO_BLOCKED, IMPORT_CLOSED."""
    hold(made.register_key)
    edition = PovertyEdition.objects.filter(source=made).first()
    claimed = Import.objects.filter(pk=made.pk, state=ImportState.APPLIED).update(
        state=ImportState.UNDONE, work=Work.NONE, problem="", undone_at=at
    )
    if not claimed or edition is None:
        raise Conflict("IMPORT_CLOSED", "Impor ini sudah dibatalkan.")
    if edition.valid_to is not None:
        raise Conflict(
            "UNDO_BLOCKED",
            "Belum dapat dibatalkan: edisi yang lebih baru sudah menggantikannya. Batalkan itu dahulu.",
        )
    PovertyEdition.objects.filter(pk__in=edition.ended).update(valid_to=None)
    edition.delete()
    data = {"list": made.list_code}
    journal.append(code="POVERTY_LIST_UNDONE", subject=(SUBJECT, made.pk), by=by, at=at, data=data)
