"""Questions about quick wins: one as the board and its page show it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist

from balai.domains.masterplan.models import Plan, Programme, ProgressStep, QuickWin, QuickWinFigure
from balai.domains.masterplan.queries.programmes import programmes
from balai.domains.masterplan.rules.quick_wins import QuickWinFacts, faults, stage_of


@dataclass(frozen=True, slots=True)
class Card:
    """A quick win with its measures, its steps (newest first), its column on the board, and what the rules warn of."""

    programme: Programme
    quick: QuickWin | None
    figures: tuple[QuickWinFigure, ...]
    steps: tuple[ProgressStep, ...]
    percent: int
    stage: str
    faults: tuple[str, ...]


def card(row: Programme, *, on: date) -> Card:
    """One of them, with all of its steps."""
    quick = _quick(row)
    figures = list(quick.figures.filter(replaced_by=None)) if quick else []
    steps = list(quick.steps.select_related("opd")) if quick else []
    return _card(row, quick, figures, steps, on)


def board(plan: Plan, *, on: date) -> list[Card]:
    """All of a plan, by code; two questions whatever their number. Steps are left out."""
    rows = list(programmes(plan).filter(is_quick_win=True))
    figures: dict[int, list[QuickWinFigure]] = {}
    for figure in QuickWinFigure.objects.filter(quick_win__programme__in=rows, replaced_by=None):
        figures.setdefault(figure.quick_win_id, []).append(figure)
    return [_card(row, _quick(row), figures.get(row.pk, []), [], on) for row in rows]


def _quick(row: Programme) -> QuickWin | None:
    try:
        return row.quick_win
    except ObjectDoesNotExist:
        return None


def _card(
    row: Programme, quick: QuickWin | None, figures: list[QuickWinFigure], steps: list[ProgressStep], on: date
) -> Card:
    percent = quick.percent if quick else 0
    facts = QuickWinFacts(
        start=quick.start_date if quick else None,
        end=quick.end_date if quick else None,
        service=quick.service if quick else "",
        sharpening=quick.sharpening if quick else "",
        contact=quick.contact if quick else "",
        figures=sum(one.before is not None for one in figures),
        answered=sum(one.before is not None and one.after is not None for one in figures),
        percent=percent,
    )
    return Card(
        row, quick, tuple(figures), tuple(steps), percent, stage_of(percent), tuple(faults(facts, on=on))
    )
