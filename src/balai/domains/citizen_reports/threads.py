"""Reports on threads: only those that anybody may see, by what everybody reads of them."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import filtered, public_reports
from balai.engine.cases.public import STATE_LABELS, STATE_TONES, State
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers, shorten
from balai.kits.ui.words import said

TITLE_LETTERS = 80


def _knot(report: Report) -> Knot:
    state = State(report.case.state)
    return Knot(
        kind="CASE",
        id=str(report.pk),
        title=shorten(report.public_text, TITLE_LETTERS),
        url=reverse("citizen_reports:report", args=[number_of(report)]),
        note=report.category.title,
        marks=((said(STATE_LABELS[state]), STATE_TONES[state]),),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    return {str(report.pk): _knot(report) for report in public_reports().filter(pk__in=row_numbers(ids))}


def _search(words: str, most: int) -> list[Knot]:
    return [_knot(report) for report in filtered(public_reports(), text=words)[:most]]


THREAD_KIND = ThreadKind(
    code="CASE",
    label="Laporan warga",
    plural="Laporan warga",
    icon="report",
    order=60,
    find=_find,
    search=_search,
)
