"""Everything that was filed goes through today's rules, batch by batch; killed in between, the next call goes on there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.actions.homes import hide_place
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.models_forgetting import ScrubRun
from balai.domains.citizen_reports.rescrub.changes import Change, change_of
from balai.domains.citizen_reports.rules.headline import headline
from balai.engine.cases import public as cases
from balai.engine.cases.public import Remark
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.geo import cell

SCRUBBED = "REPORT_SCRUBBED"
BATCH = 200
Tell = Callable[[ScrubRun], None]


def scrub_again(
    *, by: Actor, at: datetime, batch: int = BATCH, is_afresh: bool = False, tell: Tell = lambda run: None
) -> ScrubRun:
    """Change what is public of every report where the rules now find more; `tell` hears after each batch. An interrupted
    run goes on where it was, unless `is_afresh`."""
    run = None if is_afresh else ScrubRun.objects.filter(done_at=None).order_by("pk").last()
    if run is None:
        ScrubRun.objects.filter(done_at=None).update(done_at=at)
        run = ScrubRun.objects.create(started_at=at)
    while run.done_at is None:
        _batch(run, batch, by=by, at=at)
        tell(run)
    return run


def would_change(*, at: datetime, batch: int = BATCH, tell: Tell = lambda run: None) -> ScrubRun:
    """Only count, from the first report to the last. Nothing is written, the run itself neither."""
    run = ScrubRun(started_at=at)
    while rows := _after(run.position, batch):
        for _pk, change in _changes(rows, at):
            _count(run, change)
        run.position, run.seen = rows[-1].pk, run.seen + len(rows)
        tell(run)
    run.done_at = at
    return run


def _batch(run: ScrubRun, batch: int, *, by: Actor, at: datetime) -> None:
    """Reading is done before anything is locked; who wrote meanwhile is read again."""
    rows = _after(run.position, batch)
    touched = [pk for pk, _change in _changes(rows, at)]
    with transaction.atomic():
        for pk in touched:
            _count(run, _carry_out(pk, run, by=by, at=at))
        run.position, run.seen = rows[-1].pk if rows else run.position, run.seen + len(rows)
        run.done_at = at if len(rows) < batch else None
        run.save()


def _after(position: int, batch: int) -> list[Report]:
    return list(Report.objects.select_related("category").filter(pk__gt=position).order_by("pk")[:batch])


def _changes(rows: Sequence[Report], at: datetime) -> list[tuple[int, Change]]:
    """Those of the reports that change; three queries whatever their number."""
    ids = [row.pk for row in rows]
    places = ExactPlace.objects.in_bulk(ids)
    remarks: dict[int, list[Remark]] = defaultdict(list)
    for remark in Remark.objects.filter(case__in=ids, is_public=True).order_by("pk"):
        remarks[remark.case_id].append(remark)
    found = ((row.pk, change_of(row, places.get(row.pk), remarks[row.pk], at=at)) for row in rows)
    return [(pk, change) for pk, change in found if change]


def _count(run: ScrubRun, change: Change) -> None:
    run.changed += bool(change)
    run.counts = dict(Counter(run.counts) + change.kinds)


def _carry_out(pk: int, run: ScrubRun, *, by: Actor, at: datetime) -> Change:
    """One report, locked and read again. Whether it is shown, and to whom, stays as it was."""
    cases.locked(pk)
    report = Report.objects.select_related("category", "case").get(pk=pk)
    found = _changes([report], at)
    if not found:
        return Change()
    change = found[0][1]
    if change.public_text:
        report.public_text = change.public_text
        cases.rename(case_id=pk, title=headline(change.public_text))
    if change.landmark is not None:
        report.landmark = change.landmark
    if change.point:
        report.latitude, report.longitude = change.point.latitude, change.point.longitude
        report.cell = cell(report.latitude, report.longitude)
    report.save(update_fields=["public_text", "landmark", "latitude", "longitude", "cell"])
    if change.hides_place:
        hide_place(report=report, at=at)
    for remark_id, text in change.remarks.items():
        cases.replace_words(remark_id=remark_id, text=text)
    data = {"kinds": dict(change.kinds), "run": run.pk}
    journal.append(code=SCRUBBED, subject=("case", pk), by=by, at=at, data=data)
    return change
