"""The roadmap of a plan, for a page and for a book."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.domains.masterplan.drawing import Bar, Words, draw
from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.programmes import by_dimension, programmes, span_of
from balai.domains.masterplan.rules.roadmap import bands
from balai.domains.masterplan.terms import HORIZON_LABELS, PROGRAMME_LABELS
from balai.kits.ui.words import said


def roadmap_svg(
    plan: Plan,
    on: date,
    *,
    rows: Iterable[Programme] | None = None,
    narrow: bool = False,
    links: bool = False,
    dimension: str = "",
) -> str:
    """The picture of these programmes (all of the plan where none are given), "" where none has a time.

    `dimension` narrows it to one of the six; `narrow` is the picture for phones; `links` makes every bar a way to its page.
    """
    if rows is None:
        found = programmes(plan)
        rows = found.filter(dimension=dimension) if dimension else found
    groups = [
        (label or _("Belum ada dimensinya"), bars)
        for _code, label, own in by_dimension(rows)
        if (bars := [bar for row in own if (bar := _bar(row, links))])
    ]
    if not groups:
        return ""
    last = max(plan.vision_year, plan.start_year + 4)
    words = Words(
        bands=tuple(
            (said(HORIZON_LABELS[one]), span)
            for one, span in bands(plan.start_year, plan.vision_year).items()
        ),
        states=tuple((state.value, said(label)) for state, label in PROGRAMME_LABELS.items()),
        today=_("hari ini"),
        quick_win=_("Quick win"),
        alt=_("Peta jalan %(first)s sampai %(last)s menurut dimensi; tabel di bawahnya berisi hal yang sama.")
        % {"first": plan.start_year, "last": last},
    )
    return draw(groups, years=range(plan.start_year, last + 1), today=_moment(on), words=words, narrow=narrow)


def _bar(row: Programme, links: bool) -> Bar | None:
    span = span_of(row)
    if span is None:
        return None
    return Bar(
        title=f"{row.code}  {row.name}",
        span=span,
        state=row.state,
        url=reverse("masterplan:programme", args=[row.pk]) if links else "",
        is_quick_win=row.is_quick_win,
        moment=_ends(row),
    )


def _ends(row: Programme) -> float | None:
    if not row.is_quick_win:
        return None
    try:
        end = row.quick_win.end_date
    except ObjectDoesNotExist:
        return None
    plan = row.plan
    if end is None or not plan.start_year <= end.year <= max(plan.vision_year, plan.start_year + 4):
        return None
    return _moment(end)


def _moment(on: date) -> float:
    return on.year + (on.timetuple().tm_yday - 1) / 366
