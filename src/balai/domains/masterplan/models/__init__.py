"""Tables of the masterplan, by subject."""

from .decrees import Decree, Obligation
from .excel import ProgrammeImport
from .programmes import Plan, Programme, ProgrammeYear
from .quick_wins import ProgressStep, QuickWin, QuickWinFigure
from .strategy import Gap, Keyword, Mission, Readiness, Revision, SwotEntry, TowsStrategy, Vision, Written
from .workshops import Commitment, Participant, ReviewRemark, Signature, WorksheetRow, Workshop

__all__ = [
    "Commitment",
    "Decree",
    "Gap",
    "Keyword",
    "Mission",
    "Obligation",
    "Participant",
    "Plan",
    "Programme",
    "ProgrammeImport",
    "ProgrammeYear",
    "ProgressStep",
    "QuickWin",
    "QuickWinFigure",
    "Readiness",
    "ReviewRemark",
    "Revision",
    "Signature",
    "SwotEntry",
    "TowsStrategy",
    "Vision",
    "WorksheetRow",
    "Workshop",
    "Written",
]
