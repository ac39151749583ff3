"""The photos of a report go with the person who sent it: from sight at once, from the store by the retention's next run."""

from collections.abc import Collection, Iterable
from datetime import datetime

from balai.domains.citizen_reports.models_forgetting import TakenDown
from balai.domains.citizen_reports.models_peers import PeerPhoto
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.actor import SYSTEM, Actor

TAKEN_DOWN, DESTROYED = "REPORT_PHOTOS_TAKEN_DOWN", "REPORT_PHOTOS_DESTROYED"


def take_down(rows: Collection[int], *, by: Actor = SYSTEM, at: datetime) -> None:
    """Part of an act: nobody but those who handle the case sees what its reporter sent; twice is once."""
    sent = set(cases.reporters_photos(rows).values_list("case_id", flat=True))
    new = sent - set(
        TakenDown.objects.filter(destroyed_at=None, case__in=sent).values_list("case_id", flat=True)
    )
    cases.withhold_reporters_photos(case_ids=rows)
    # What still lies at another body is not fetched any more.
    PeerPhoto.objects.filter(case__in=rows, document=None).delete()
    for case_id in sorted(new):
        TakenDown.objects.update_or_create(case_id=case_id, defaults={"since": at, "destroyed_at": None})
        journal.append(code=TAKEN_DOWN, subject=("case", case_id), by=by, at=at)


def waiting(before: datetime) -> Iterable[int]:
    """Reports whose photos are to be destroyed, the oldest first. Their time is over whatever the retention says: they wait
    only for the end of their case, because until then somebody works by them."""
    rows = TakenDown.objects.filter(destroyed_at=None, case__closed_at__isnull=False)
    return rows.order_by("since", "pk").values_list("pk", flat=True)


def destroy(rows: Collection[int], at: datetime) -> None:
    """Part of the retention's act. That there were photos, and how many, stays in the journal; so every receipt holds."""
    PeerPhoto.objects.filter(case__in=rows).delete()
    for case_id, count in cases.destroy_reporters_photos(case_ids=rows).items():
        journal.append(code=DESTROYED, subject=("case", case_id), by=SYSTEM, at=at, data={"photos": count})
    TakenDown.objects.filter(pk__in=rows).update(destroyed_at=at)
