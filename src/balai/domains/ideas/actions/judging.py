"""Jurors score, blind to each other, until the jury closes; then the ranks are fixed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.ideas.actions.contests import locked, still_open
from balai.domains.ideas.models import Edition, Entry, Juror, Sheet
from balai.domains.ideas.permissions import must_keep
from balai.domains.ideas.queries.contests import conflicts, left_of
from balai.domains.ideas.rules.ranking import ranking, read_criteria, sheet_score
from balai.domains.ideas.terms import TEXT_LIMIT
from balai.domains.ideas.terms_contest import LEAST_JURORS, Act, EntryStage
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def score_entry(*, entry_id: int, points: Mapping[str, int], remark: str, by: Actor, at: datetime) -> Sheet:
    """A juror's points for a finalist; given again until the jury closes, they replace his own.

    Raises NotFound; Forbidden NOT_YOURS, CONFLICT_OF_INTEREST; Conflict EDITION_CLOSED; Refused NO_FINALIST, POINTS_WRONG,
    TEXT_….
    """
    entry = Entry.objects.select_related("edition", "idea").filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("ENTRY_UNKNOWN", "Peserta ini tidak ada.")
    # Closing waits for whoever is writing a sheet, and no sheet comes after it.
    edition = still_open(locked(entry.edition.year))
    juror = Juror.objects.filter(edition=edition, user=by.user_id).select_related("user").first()
    if juror is None:
        raise Forbidden("NOT_YOURS", "Hanya juri lomba ini yang menilai.")
    if conflicts(juror, entry):
        raise Forbidden(
            "CONFLICT_OF_INTEREST", "Juri tidak menilai peserta dari kantornya atau kirimannya sendiri."
        )
    if entry.stage != EntryStage.FINALIST:
        raise Refused("NO_FINALIST", "Yang dinilai juri hanya finalis.")
    try:
        sheet_score(read_criteria(edition.criteria), points)
    except ValueError:
        raise Refused("POINTS_WRONG", "Isi setiap kriteria dengan nilai 0 sampai 100.") from None
    remark = clean_text(remark, field="remark", label="Catatan", minimum=0, maximum=TEXT_LIMIT)
    row, _is_new = Sheet.objects.update_or_create(
        entry=entry, juror=juror, defaults={"points": dict(points), "remark": remark, "at": at}
    )
    # Points are told when the jury closes, also by the journal.
    journal.append(code=Act.SCORED, subject=("contest_entry", entry.pk), by=by, at=at)
    return row


@transaction.atomic
def close_jury(*, year: int, by: Actor, at: datetime) -> Edition:
    """Open the scores and fix the ranks of every category. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused NO_FINALIST, ENTRIES_UNDECIDED, SHEETS_MISSING, JURORS_FEW.
    """
    must_keep(by, on=timezone.localdate(at))
    edition = locked(year)
    if edition.closed_at is not None:
        return edition
    finalists = _complete(edition)
    criteria = read_criteria(edition.criteria)
    ranks: dict[str, list[Any]] = {}
    for category in dict.fromkeys(row.category for row in finalists):
        rows = [row for row in finalists if row.category == category]
        for place in ranking(criteria, {row.pk: [one.points for one in row.sheets.all()] for row in rows}):
            Entry.objects.filter(pk=place.entry_id).update(
                rank=place.rank, score=place.score, tie_break=place.tie_break
            )
            ranks[str(place.entry_id)] = [category, place.rank, str(place.score)]
    edition.closed_at = at
    edition.version += 1
    edition.save()
    journal.append(code=Act.CLOSED, subject=("contest", str(year)), by=by, at=at, data={"ranks": ranks})
    return edition


def _complete(edition: Edition) -> list[Entry]:
    """The finalists, each with all sheets. Raises Refused NO_FINALIST, ENTRIES_UNDECIDED, SHEETS_MISSING, JURORS_FEW."""
    undecided = edition.entries.exclude(stage__in=[EntryStage.FINALIST, EntryStage.REJECTED]).count()
    if undecided:
        raise Refused(
            "ENTRIES_UNDECIDED", "Masih ada {n} peserta yang belum diputuskan: jadikan finalis, atau akhiri dengan alasan.", n=undecided
        )  # fmt: skip
    finalists = list(edition.entries.filter(stage=EntryStage.FINALIST).prefetch_related("sheets"))
    if not finalists:
        raise Refused("NO_FINALIST", "Belum ada finalis yang dapat diperingkat.")
    names = [f"{juror.user.full_name} ({left})" for juror, left in left_of(edition).items() if left]
    if names:
        raise Refused("SHEETS_MISSING", "Lembar nilai belum lengkap dari: {names}.", names=", ".join(names))
    few = next((row for row in finalists if len(row.sheets.all()) < LEAST_JURORS), None)
    if few is not None:
        raise Refused(
            "JURORS_FEW", "“{title}” dinilai kurang dari {least} juri. Tambahkan juri.", title=few.title, least=LEAST_JURORS
        )  # fmt: skip
    return finalists
