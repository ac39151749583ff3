"""A need is drawn from what many citizens reported: how many, by which rule, and the newest of them tied one by one."""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from balai.domains.needs.actions.stating import Statement, unsaved
from balai.domains.needs.models import Need, ReportHeap
from balai.domains.needs.permissions import must_keep
from balai.domains.needs.queries.reports import categories, one_heap
from balai.domains.needs.terms import REPORT_KNOT, THREAD_KIND, Act, Source
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.threads.public import thread_kind, tie
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Refused

MOST_DAYS = 3660


@transaction.atomic
def draw_need(
    *,
    category: str,
    area: str = "",
    since: date,
    until: date,
    title: str,
    text: str = "",
    dimension: str = "",
    by: Actor,
    at: datetime,
) -> Need:
    """Make a need of all reports of a category (from the kecamatan `area`, or from everywhere) of a span of days.

    The same heap a second time gives the need that was drawn from it. Raises Forbidden NOT_YOURS; Refused SPAN_WRONG,
    CATEGORY_UNKNOWN, NO_REPORTS and those of the statement.
    """
    must_keep(by, on=timezone.localdate(at))
    if not since <= until or (until - since).days > MOST_DAYS:
        raise Refused(
            "SPAN_WRONG",
            "Tanggal awal harus sebelum tanggal akhir, paling lama sepuluh tahun.",
            field="since",
        )
    names = categories()
    if category not in names:
        raise Refused("CATEGORY_UNKNOWN", "Kategori laporan itu tidak dikenal.", field="category")
    known = ReportHeap.objects.filter(category_code=category, area_code=area, since=since, until=until)
    if (heap := known.select_related("need").first()) is not None:
        return heap.need
    count, newest = one_heap(category, area, since=since, until=until)
    if not count:
        raise Refused("NO_REPORTS", "Tidak ada laporan seperti itu pada masa tersebut.", field="category")
    said = Statement(
        title=title,
        text=text,
        source=Source.REPORTS,
        area=area,
        dimension=dimension,
        stated=min(until, timezone.localdate(at)),
    )
    key = uuid5(NAMESPACE_URL, f"needs:reports:{category}:{area}:{since}:{until}")
    need = unsaved(said=said, key=key, opd_id=by.opd_id, by=by, at=at)
    need.save(force_insert=True)
    tied = _tie(need, newest, rule_said(names[category], area, since, until, count), at=at)
    ReportHeap.objects.create(
        need=need, category_code=category, category_label=names[category], area_code=area,
        since=since, until=until, count=count, tied=tied,
    )  # fmt: skip
    data = {"category": category, "area": area, "count": count, "tied": tied}
    journal.append(code=Act.DRAWN, subject=("need", need.pk), by=by, at=at, data=data)
    return need


def rule_said(category: str, area: str, since: date, until: date, count: int) -> str:
    """The rule that chose the reports, as it stands on each thread."""
    place = f" di {organizations.area(area).name}" if area else ""
    return f"Satu dari {count} laporan “{category}”{place}, {since:%d-%m-%Y} sampai {until:%d-%m-%Y}"


def _tie(need: Need, ids: list[int], why: str, *, at: datetime) -> int:
    kind = thread_kind(REPORT_KNOT)
    shown = kind.find([str(pk) for pk in ids]) if kind else {}
    for number in shown:
        tie(start=(REPORT_KNOT, number), end=(THREAD_KIND, str(need.pk)), why=why, by=SYSTEM, at=at)
    return len(shown)
