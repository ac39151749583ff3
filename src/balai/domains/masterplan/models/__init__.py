"""Tables of the masterplan, by subject."""

from .excel import ProgrammeImport
from .programmes import Plan, Programme, ProgrammeYear
from .quick_wins import ProgressStep, QuickWin, QuickWinFigure

__all__ = [
    "Plan",
    "Programme",
    "ProgrammeImport",
    "ProgrammeYear",
    "ProgressStep",
    "QuickWin",
    "QuickWinFigure",
]
