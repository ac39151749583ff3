"""Which category a text speaks of, by the version in use or by the region's key words."""

from time import monotonic

from balai.domains.citizen_reports.models import LearnedChoice, LearnedRouting
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.learned import Learned, Proposal, propose

_KEPT_SECONDS = 20.0
_asked = float("-inf")
_number: int | None = None
_model: Learned | None = None


def proposals(text: str, *, most: int = 3) -> list[Proposal]:
    """Up to `most` categories for a text, best first, with the words that led to each. Never binding."""
    return propose(text, model_in_use(), reference().keywords, most=most)


def proposed_codes(text: str, *, most: int = 3) -> list[str]:
    """The same as codes."""
    return [one.category for one in proposals(text, most=most)]


def model_in_use() -> Learned | None:
    """The model that proposes; asked for at most every 20 s, read when it is another one."""
    global _asked, _number, _model
    if monotonic() - _asked > _KEPT_SECONDS:
        number = version_in_use()
        if number != _number:
            row = LearnedRouting.objects.filter(pk=number).first() if number else None
            _model, _number = (Learned(**row.weights) if row else None), number
        _asked = monotonic()
    return _model


def version_in_use() -> int | None:
    """The number of the version that was chosen last; None: key words only."""
    return LearnedChoice.objects.order_by("-pk").values_list("learned_id", flat=True).first()


def forget_model() -> None:
    """After a choice, and between tests."""
    global _asked, _number, _model
    _asked, _number, _model = float("-inf"), None, None
