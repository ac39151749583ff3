"""The numbers of the room: a follower of the journal that adds to the engine's indicators.

Every amount stands on the day on which the report came in, so that what is finished and what is still
open stem from the same intake. A key is `region`, `opd/<id>`, `kec/<code>` or `group/<code>`.
"""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.terms import CASE_KIND
from balai.engine.cases.public import Act, Case
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta, Indicator, bucket_of
from balai.engine.journal import public as journal
from balai.foundation.geo import cell

FOLLOWER = "citizen_reports.counting"
OPENED, OPEN, ANSWERED, CLOSED = "reports.opened", "reports.open", "reports.answered", "reports.closed"
SOLVED, CONFIRMED, CONTESTED, MAP = "reports.solved", "reports.confirmed", "reports.contested", "reports.map"
MERGED = "reports.merged"

INDICATORS = [
    Indicator(code=OPENED, label="Laporan masuk", unit="laporan", description="Laporan menurut hari masuknya.", follower=FOLLOWER),
    Indicator(code=OPEN, label="Belum dijawab", unit="laporan", description="Laporan yang belum dijawab, menurut hari masuknya.", follower=FOLLOWER),
    Indicator(code=ANSWERED, label="Lama sampai dijawab", unit="laporan", description="Waktu dari masuk sampai jawaban pertama.", follower=FOLLOWER),
    Indicator(code=CLOSED, label="Ditutup tanpa jawaban", unit="laporan", description="Ditutup dengan alasan atau ditarik sebelum dijawab.", follower=FOLLOWER),
    Indicator(code=SOLVED, label="Lama sampai ditangani", unit="laporan", description="Waktu dari masuk sampai bukti penanganan; sanggahan membatalkannya.", follower=FOLLOWER),
    Indicator(code=CONFIRMED, label="Dikonfirmasi pelapor", unit="laporan", description="Pelapor sendiri menyatakan selesai.", follower=FOLLOWER),
    Indicator(code=CONTESTED, label="Disanggah pelapor", unit="laporan", description="Pelapor menyatakan belum selesai.", follower=FOLLOWER),
    Indicator(code=MAP, label="Laporan di peta", unit="laporan", description="Laporan umum per petak peta.", follower=FOLLOWER),
    Indicator(code=MERGED, label="Disatukan", unit="laporan", description="Laporan yang sama dihitung satu kali, pada laporan induknya; sebanyak ini berdiri di bawahnya.", follower=FOLLOWER),
]  # fmt: skip
ACTS = {
    Act.OPENED, Act.REFUSED, Act.REFERRED, Act.DECIDED, Act.REPLIED, Act.ANSWERED, Act.SOLVED,
    Act.CONTESTED, Act.PROOF_REFUSED, Act.PROOF_RETAKE, Act.CONFIRMED, Act.CLOSED, Act.WITHDRAWN, Act.MERGED, Act.UNMERGED,
}  # fmt: skip


def count(entries: list[journal.Entry]) -> None:
    """Follower: add what each entry changes. Replaying the journal from its beginning gives the same numbers."""
    cases = Case.objects.filter(kind=CASE_KIND).in_bulk({int(entry.subject_id) for entry in entries})
    opened = [int(entry.subject_id) for entry in entries if entry.code in _ON_MAP]
    places = {
        row["case_id"]: row
        for row in Report.objects.filter(pk__in=opened, is_public=True, latitude__isnull=False).values(
            "case_id", "latitude", "longitude"
        )
    }
    _under_first_category(cases)
    deltas: list[Delta] = []
    for entry in entries:
        case = cases.get(int(entry.subject_id))
        # A confidential report is in no count: a number that grows would tell that it exists.
        if case is not None and not case.is_confidential:
            deltas.extend(_deltas(entry, case))
            place = places.get(case.pk)
            if place and (more := _weight(entry)):
                number = str(cell(place["latitude"], place["longitude"], 6))
                deltas.append(Delta(indicator=MAP, day=_day(case), keys=number, amount=more))
    indicators.add(deltas)


def _under_first_category(cases: dict[int, Case]) -> None:
    """What came in as one thing stays counted there, whatever it is called later: the same now and in a replay."""
    moved = journal.Entry.objects.filter(
        code=Act.RECLASSIFIED, subject_kind="case", subject_id__in=[str(key) for key in cases]
    )
    for entry in moved.order_by("-id"):
        cases[int(entry.subject_id)].category_code = entry.data["from"]


_ON_MAP = {Act.OPENED: 1, Act.MERGED: -1, Act.UNMERGED: 1}


def _weight(entry: journal.Entry) -> int:
    """What this adds to the reports that are counted: a family counts once. Moving along with a head changes nothing."""
    data = entry.data or {}
    return 0 if "with" in data or "since" in data else _ON_MAP.get(Act(entry.code), 0)


def _deltas(entry: journal.Entry, case: Case) -> Iterator[Delta]:
    act, data = Act(entry.code), entry.data or {}
    waiting = case.answered_at is None or case.answered_at > entry.at
    match act:
        case Act.OPENED:
            yield from _each(case, data["holder"], {OPENED: 1, OPEN: 1})
        case Act.REFUSED | Act.REFERRED | Act.DECIDED if waiting:
            yield from _of_opd(case, data["from"], {OPENED: -1, OPEN: -1})
            yield from _of_opd(case, data["to"], {OPENED: 1, OPEN: 1})
        case Act.REPLIED | Act.ANSWERED if case.answered_at == entry.at:
            yield from _answered(entry, case)
        case Act.SOLVED:
            if case.answered_at == entry.at:
                yield from _answered(entry, case)
            yield from _each(
                case, _holder(entry, case), {SOLVED: 1}, bucket=bucket_of(entry.at - case.opened_at)
            )
        case Act.CONTESTED:
            yield from _each(case, case.holder_id, {CONTESTED: 1})
            yield from _undo_solved(entry, case)
        case Act.PROOF_REFUSED | Act.PROOF_RETAKE:
            yield from _undo_solved(entry, case)
        case Act.CONFIRMED:
            yield from _each(case, case.holder_id, {CONFIRMED: 1})
        case Act.MERGED | Act.UNMERGED if more := _weight(entry):
            # What had its answer already stays counted as what it was: its own promise was kept.
            counted = (
                {OPENED: more, OPEN: more} if case.answered_at is None or case.answered_at > entry.at else {}
            )
            yield from _each(case, case.holder_id, {**counted, MERGED: -more})
        case Act.CLOSED | Act.WITHDRAWN if case.answered_at is None:
            holder = _holder(entry, case)
            yield from _each(case, holder, {OPEN: -1})
            yield from _each(case, holder, {CLOSED: 1}, bucket=bucket_of(entry.at - case.opened_at))


def _answered(entry: journal.Entry, case: Case) -> Iterator[Delta]:
    holder = _holder(entry, case)
    yield from _each(case, holder, {OPEN: -1})
    yield from _each(case, holder, {ANSWERED: 1}, bucket=bucket_of(entry.at - case.opened_at))


def _undo_solved(entry: journal.Entry, case: Case) -> Iterator[Delta]:
    """What the contest cancels: the last proof before it, if there was one."""
    earlier = [
        past
        for past in journal.history(subject=("case", case.pk))
        if past.code == Act.SOLVED and past.at < entry.at
    ]
    if earlier:
        last = earlier[-1]
        yield from _each(case, _holder(last, case), {SOLVED: -1}, bucket=bucket_of(last.at - case.opened_at))


def _holder(entry: journal.Entry, case: Case) -> int:
    """The agency that did it; a citizen's act belongs to the present holder."""
    return entry.by_opd_id if entry.by_kind == "OFFICER" and entry.by_opd_id else case.holder_id


def _each(case: Case, holder: int, amounts: dict[str, int], *, bucket: int = 0) -> Iterator[Delta]:
    """The amounts for the region, the agency, the kecamatan and the group of categories."""
    keys: list[tuple[str, ...] | str] = ["region", ("opd", str(holder))]
    if case.area_id:
        keys.append(("kec", ".".join(case.area_id.split(".")[:3])))
    category = reference().categories.get(case.category_code)
    if category:
        keys.append(("group", category.group_id))
    for code, amount in amounts.items():
        for key in keys:
            yield Delta(indicator=code, day=_day(case), keys=key, bucket=bucket, amount=amount)


def _of_opd(case: Case, opd: int, amounts: dict[str, int]) -> Iterator[Delta]:
    for code, amount in amounts.items():
        yield Delta(indicator=code, day=_day(case), keys=("opd", str(opd)), amount=amount)


def _day(case: Case) -> date:
    return timezone.localdate(case.opened_at)
