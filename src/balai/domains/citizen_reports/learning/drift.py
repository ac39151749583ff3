"""Does what was learned still hold? The reports that were decided since are asked."""

from dataclasses import dataclass

from balai.domains.citizen_reports.learning.cases import decided_reports
from balai.domains.citizen_reports.models import LearnedRouting
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.learned import Learned, propose

ASKED, FEWEST, WORRYING = 200, 50, 0.10


@dataclass(frozen=True, slots=True)
class Drift:
    """How often the first proposal was right since; `is_worrying` when that is well below what the version promised."""

    asked: int
    accuracy: float
    promised: float

    @property
    def is_worrying(self) -> bool:
        return self.promised - self.accuracy > WORRYING


def drift_of(row: LearnedRouting) -> Drift | None:
    """The drift of a version; None while too few reports were decided since it was trained."""
    found = decided_reports(since=row.trained_at, most=ASKED)
    if len(found) < FEWEST:
        return None
    model, keywords = Learned(**row.weights), reference().keywords
    right = sum(
        bool(guesses) and guesses[0].category == one.category
        for one in found
        for guesses in [propose(one.text, model, keywords, most=1)]
    )
    return Drift(len(found), right / len(found), row.figures["accuracy"])
