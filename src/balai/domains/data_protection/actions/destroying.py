"""What the retention demands is done: destroyed or made anonymous, in batches, each written down by codes and counts."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from balai.domains.data_protection.models import Destruction
from balai.domains.data_protection.permissions import must
from balai.domains.data_protection.queries.processing import retentions
from balai.domains.data_protection.terms import WORK, Act
from balai.engine.data_subjects.public import Destroyer, LegalHold, destroyers, held_rows, restricted_of
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.foundation.text import clean_text

BATCH, MOST_BATCHES = 200, 50


@dataclass(frozen=True, slots=True)
class Due:
    """What one destroyer would do now: rows that go, rows that a hold or a restriction keeps."""

    destroyer: Destroyer
    before: datetime
    rows: list[int]
    held: int


def due(*, at: datetime, most: int = BATCH) -> list[Due]:
    """What is over at `at`, at most `most` rows of each kind; nothing is changed. Purposes without a retention have nothing due."""
    kept = retentions(on=timezone.localdate(at))
    return [_due(one, kept[one.purpose].cutoff(at), at, most) for one in destroyers() if one.purpose in kept]


def destroy_due(*, by: Actor, at: datetime, most_batches: int = MOST_BATCHES) -> Destruction | None:
    """Do all of it, a batch a transaction; the certificate of the run, None when nothing was due.

    Killed in between, the next run does the rest: what is destroyed is never due again. Raises Forbidden NOT_YOURS.
    """
    must(by, WORK)
    run: Destruction | None = None
    for one in destroyers():
        for _batch in range(most_batches):
            done, run = _batch_of(one, run, by=by, at=at)
            if done < BATCH:
                break
    return run


@transaction.atomic
def hold(*, kind: str, row_id: int, reason: str, until: date | None, by: Actor, at: datetime) -> LegalHold:
    """Keep a row, or all of a kind (0), from destruction. Raises Forbidden NOT_YOURS; NotFound KIND_UNKNOWN; Refused TEXT_…."""
    must(by, WORK)
    if kind not in {one.kind for one in destroyers()}:
        raise NotFound("KIND_UNKNOWN", "Jenis data ini tidak dikenal.", field="kind")
    text = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=300)
    row = LegalHold.objects.create(
        kind=kind, row_id=row_id, reason=text, since=at, by_id=by.user_id, until=until
    )
    data = {"kind": kind, "row": row_id}
    journal.append(code=Act.HELD, subject=("legal_hold", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def end_hold(*, hold_id: int, by: Actor, at: datetime) -> None:
    """It may be destroyed again. Raises Forbidden NOT_YOURS; NotFound HOLD_UNKNOWN."""
    must(by, WORK)
    if not LegalHold.objects.filter(pk=hold_id, ended_at=None).update(ended_at=at):
        raise NotFound("HOLD_UNKNOWN", "Penahanan ini sudah diakhiri.")
    journal.append(code=Act.FREED, subject=("legal_hold", hold_id), by=by, at=at)


def _due(one: Destroyer, before: datetime, at: datetime, most: int) -> Due:
    """The first rows that may go. What is kept back does not stand in the way of what comes after it."""
    rows: list[int] = []
    held = 0
    source = iter(one.due(before))
    while len(rows) < most and (part := list(islice(source, most))):
        back = held_rows(one.kind, part, on=timezone.localdate(at)) | restricted_of(one.kind, part)
        held += len(back)
        rows += [row for row in part if row not in back]
    return Due(one, before, rows[:most], held)


@transaction.atomic
def _batch_of(
    one: Destroyer, run: Destruction | None, *, by: Actor, at: datetime
) -> tuple[int, Destruction | None]:
    kept = retentions(on=timezone.localdate(at)).get(one.purpose)
    if kept is None:
        return 0, run
    found = _due(one, kept.cutoff(at), at, BATCH)
    if not found.rows:
        return 0, run
    one.destroy(found.rows, at)
    run = run or Destruction.objects.create(at=at, by_id=by.user_id, count=0)
    line = next((line for line in run.lines if (line["kind"], line["way"]) == (one.kind, one.way)), None)
    if line is None:
        line = {"purpose": one.purpose, "kind": one.kind, "label": one.label, "way": one.way, "count": 0}
        line |= {"before": found.before.isoformat(), "reference": kept.reference, "held": found.held}
        run.lines.append(line)
    line["count"] += len(found.rows)
    run.count += len(found.rows)
    run.save()
    data = {"purpose": one.purpose, "kind": one.kind, "way": one.way, "count": len(found.rows), "run": run.pk}
    journal.append(code=Act.DESTROYED, subject=("destruction", run.pk), by=by, at=at, data=data)
    return len(found.rows), run
