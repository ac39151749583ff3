"""The measure that cannot be gamed: a second follower of the journal, with a book of its own on every report.

The clock of the measure is the citizen's: it begins when the report came in and ends with the first answer that says
something. Pauses, hand-overs, new categories and merging do not touch it. Closing without an answer, and handing over late,
leave the report in the book as one that was never answered there.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from balai.domains.citizen_reports.measured_figures import (
    ANSWERED,
    FLAG,
    HOPS,
    HOURS,
    LEFT_OUT,
    LIMBO,
    NEVER,
    PAUSED,
    PAUSES,
    REFUSALS,
    WAITING,
    WITHDRAWN,
)
from balai.domains.citizen_reports.models import Measured, Report
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules import measuring as rules
from balai.domains.citizen_reports.rules.flags import ENDED
from balai.domains.citizen_reports.terms import CASE_KIND, Identity
from balai.engine.cases.public import Act, Remark, law_for
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta, bucket_of
from balai.engine.journal import public as journal
from balai.foundation.errors import Refused

ACTS = {
    Act.OPENED, Act.REFUSED, Act.REFERRED, Act.DECIDED, Act.PAUSED, Act.RESUMED, Act.REPLIED, Act.ANSWERED, Act.SOLVED,
    Act.CLOSED, Act.WITHDRAWN, Act.RECLASSIFIED, Act.MERGED, Act.UNMERGED,
}  # fmt: skip


def measure(entries: list[journal.Entry]) -> None:
    """Follower: keep the books. Replaying the journal from its beginning gives the same books and the same numbers."""
    books = _Books(entries)
    for entry in entries:
        books.take(entry)
    books.save()


class _Books:
    """The books of one batch: read at once, changed in memory, written at once."""

    def __init__(self, entries: list[journal.Entry]) -> None:
        ids = {int(entry.subject_id) for entry in entries}
        heads = Measured.objects.filter(head_id__in=ids)
        self.rows = Measured.objects.in_bulk(ids) | {row.pk: row for row in heads}
        self.new, self.deltas = list[Measured](), list[Delta]()
        opened = [int(entry.subject_id) for entry in entries if entry.code == Act.OPENED]
        self.reports = Report.objects.only(
            "cell", "area_id", "category_id", "contact_key", "reporter_id", "created_at", "identity"
        ).in_bulk(opened)
        words = [entry.data.get("remark") for entry in entries if entry.code in {Act.REPLIED, Act.ANSWERED}]
        self.words = dict(
            Remark.objects.filter(pk__in=[key for key in words if key]).values_list("pk", "text")
        )
        self._read_clusters()

    def _read_clusters(self) -> None:
        clusters = {_cluster(report) for report in self.reports.values()}
        known = Measured.objects.filter(cluster__in=clusters)
        days = known.values_list("cluster", "day").annotate(n=Count("pk"))
        self.of_day = Counter({(cluster, day): n for cluster, day, n in days.order_by()})
        closed = known.filter(outcome="CLOSED").values_list("cluster").annotate(last=Max("ended_at"))
        self.closed = dict(closed.order_by())

    def take(self, entry: journal.Entry) -> None:
        if entry.code == Act.OPENED:
            self._opened(entry)
            return
        row = self.rows.get(int(entry.subject_id))
        if row is None:
            return  # a case that is no report
        _TAKERS[entry.code](self, row, entry)

    def _opened(self, entry: journal.Entry) -> None:
        key, data = int(entry.subject_id), entry.data
        report = self.reports.get(key)
        if data.get("kind") != CASE_KIND or report is None or key in self.rows:
            return
        if report.identity == Identity.CONFIDENTIAL:
            return  # no count tells that it exists
        day, cluster = timezone.localdate(entry.at), _cluster(report)
        category = reference().categories.get(data.get("category", ""))
        row = Measured(
            case_id=key, day=day, since=entry.at, due_at=_promised(data["clock"], entry.at), opd_id=data["holder"],
            kecamatan=".".join((data.get("area") or "").split(".")[:3]), group_code=category.group_id if category else "",
            cluster=cluster, limbo_since=entry.at if data.get("state") == "AWAITING_DECISION" else None,
        )  # fmt: skip
        row.left_out = rules.left_out(
            of_cluster=self.of_day[cluster, day], of_sender=_of_sender(report), closed_at=self.closed.get(cluster), at=entry.at
        )  # fmt: skip
        self.of_day[cluster, day] += 1
        self.rows[key] = row
        self.new.append(row)
        moment = timezone.localtime(entry.at)
        self._add(row, {HOPS: 1}, keys=_places(row))
        self._add(row, {HOURS: 1}, keys=["region"], bucket=moment.weekday() * 24 + moment.hour)
        if row.left_out:
            self._add(row, {LEFT_OUT: 1})
            self._flag(row, row.left_out, entry.at)
        else:
            self._add(row, {WAITING: 1})

    def _moved(self, row: Measured, entry: journal.Entry) -> None:
        before, after = entry.data["from"], entry.data["to"]
        refuses = entry.code != Act.DECIDED
        late = refuses and rules.is_late(entry.at, since=row.since, due=row.due_at)
        if refuses:
            self._add(row, {REFUSALS: 1}, keys=[("opd", str(before))])
            self._add(row, {HOPS: -1}, keys=_places(row), bucket=row.hops)
            row.hops += 1
            self._add(row, {HOPS: 1}, keys=_places(row), bucket=row.hops)
        if entry.code == Act.DECIDED and row.limbo_since:
            self._add(row, {LIMBO: _minutes(entry.at - row.limbo_since)}, keys=_places(row))
        row.limbo_since = entry.at if entry.code == Act.REFERRED else None
        if late:
            self._flag(row, "HANDED", entry.at)
        if not row.outcome and not row.left_out:
            # Who hands over late keeps it: never answered there.
            self._add(row, {WAITING: -1, **({NEVER: 1} if late else {})}, keys=[("opd", str(before))])
            self._add(row, {WAITING: 1}, keys=[("opd", str(after))])
        row.opd_id = after

    def _paused(self, row: Measured, entry: journal.Entry) -> None:
        row.paused_since = entry.at
        self._add(row, {PAUSES: 1})
        moment = timezone.localtime(entry.at)
        if rules.is_late(entry.at, since=row.since, due=row.due_at) or rules.is_month_end(moment):
            self._flag(row, "PAUSED", entry.at)

    def _resumed(self, row: Measured, entry: journal.Entry) -> None:
        if row.paused_since:
            self._add(row, {PAUSED: _minutes(entry.at - row.paused_since)})
        row.paused_since = None

    def _answered(self, row: Measured, entry: journal.Entry) -> None:
        self._flag(row, ENDED, entry.at)
        words = self.words.get(entry.data.get("remark"))
        if entry.code != Act.SOLVED and words is not None and rules.is_hollow(words):
            self._flag(row, "HOLLOW", entry.at)
            return
        family = [other for other in self.rows.values() if other.head_id == row.pk]
        for one in (row, *family):
            self._end(one, "ANSWERED", entry.at)

    def _closed(self, row: Measured, entry: journal.Entry) -> None:
        self._resumed(row, entry)
        if entry.code == Act.CLOSED:
            self._flag(row, ENDED, entry.at)
            if not row.outcome:
                self._flag(row, "UNANSWERED", entry.at)
        self._end(row, "CLOSED" if entry.code == Act.CLOSED else "WITHDRAWN", entry.at)

    def _end(self, row: Measured, outcome: str, at: datetime) -> None:
        """The waiting ends once; what comes later changes nothing."""
        if row.outcome:
            return
        row.outcome, row.ended_at = outcome, at
        if outcome == "CLOSED":
            self.closed[row.cluster] = at
        if row.left_out:
            return
        self._add(row, {WAITING: -1})
        if outcome == "CLOSED":
            self._add(row, {NEVER: 1})
        else:
            waited = bucket_of(max(at - row.since, timedelta(0)))
            self._add(row, {ANSWERED if outcome == "ANSWERED" else WITHDRAWN: 1}, bucket=waited)

    def _reclassified(self, row: Measured, entry: journal.Entry) -> None:
        category = reference().categories.get(entry.data.get("to", ""))
        after = category.group_id if category else row.group_code
        late = rules.is_late(entry.at, since=row.since, due=row.due_at)
        if late:
            self._flag(row, "RECLASSIFIED", entry.at)
        if after == row.group_code:
            return
        if not row.outcome and not row.left_out:
            shed = {NEVER: 1} if late else {}
            self._add(row, {WAITING: -1, **shed}, keys=[("group", row.group_code)])
            self._add(row, {WAITING: 1}, keys=[("group", after)])
        row.group_code = after

    def _merged(self, row: Measured, entry: journal.Entry) -> None:
        row.head_id = entry.data.get("into")
        if not {"with", "since"} & set(entry.data):  # those only move along with their head
            self._flag(row, "MERGED", entry.at)

    def _unmerged(self, row: Measured, entry: journal.Entry) -> None:
        row.head_id = None

    def _add(
        self, row: Measured, amounts: dict[str, int], *, keys: list | None = None, bucket: int = 0
    ) -> None:
        for code, amount in amounts.items():
            for key in _keys(row) if keys is None else keys:
                self.deltas.append(Delta(code, row.day, key, bucket, amount))

    def _flag(self, row: Measured, code: str, at: datetime) -> None:
        for key in _keys(row):
            self.deltas.append(Delta(FLAG + code, timezone.localdate(at), key))

    def save(self) -> None:
        Measured.objects.bulk_create(self.new, batch_size=500)
        fresh = {row.pk for row in self.new}
        old = [row for row in self.rows.values() if row.pk not in fresh]
        if old:
            Measured.objects.bulk_update(old, _CHANGING, batch_size=200)
        indicators.add(self.deltas)


_CHANGING = [
    "opd_id", "group_code", "outcome", "ended_at", "head_id", "hops", "limbo_since", "paused_since",
]  # fmt: skip
_TAKERS = {
    Act.REFUSED: _Books._moved, Act.REFERRED: _Books._moved, Act.DECIDED: _Books._moved, Act.PAUSED: _Books._paused,
    Act.RESUMED: _Books._resumed, Act.REPLIED: _Books._answered, Act.ANSWERED: _Books._answered, Act.SOLVED: _Books._answered,
    Act.CLOSED: _Books._closed, Act.WITHDRAWN: _Books._closed, Act.RECLASSIFIED: _Books._reclassified,
    Act.MERGED: _Books._merged, Act.UNMERGED: _Books._unmerged,
}  # fmt: skip


def _keys(row: Measured) -> list[tuple[str, ...] | str]:
    return [*_places(row), ("opd", str(row.opd_id))]


def _places(row: Measured) -> list[tuple[str, ...] | str]:
    found: list[tuple[str, ...] | str] = ["region"]
    if row.kecamatan:
        found.append(("kec", row.kecamatan))
    if row.group_code:
        found.append(("group", row.group_code))
    return found


def _cluster(report: Report) -> str:
    return f"{report.cell or report.area_id or report.pk}|{report.category_id}"


def _of_sender(report: Report) -> int:
    """How many reports the same reporter sent on the same day before; strangers without an address are told by place."""
    if not report.contact_key and not report.reporter_id:
        return 0
    day = timezone.localtime(report.created_at).replace(hour=0, minute=0, second=0, microsecond=0)
    same = Report.objects.filter(created_at__gte=day, created_at__lte=report.created_at, pk__lt=report.pk)
    if report.contact_key:
        return same.filter(contact_key=report.contact_key).count()
    return same.filter(reporter_id=report.reporter_id).count()


def _promised(clock: str, at: datetime) -> datetime | None:
    try:
        return law_for(clock, at).due(at, "ANSWER")
    except Refused:
        return None  # a clock set that the region has taken away


def _minutes(span: timedelta) -> int:
    return max(0, int(span.total_seconds() // 60))
