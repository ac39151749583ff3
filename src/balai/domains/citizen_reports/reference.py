"""Reference data of the room in memory: categories, groups and the routing rules in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from balai.domains.citizen_reports.models import Category, CategoryGroup, RuleSet

_KEPT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Reference:
    """What every intake needs, read once and kept for some seconds."""

    groups: tuple[CategoryGroup, ...]
    categories: Mapping[str, Category]
    keywords: Mapping[str, list[str]]
    rule_sets: tuple[RuleSet, ...]

    def rules_at(self, at: datetime) -> RuleSet | None:
        """The rule set that was in force at `at`."""
        return next((row for row in self.rule_sets if row.active_from <= at), None)


_kept: tuple[float, Reference] | None = None


def reference() -> Reference:
    """The present reference data; at most 20 s old in a process that did not change it itself."""
    global _kept
    if _kept is None or monotonic() - _kept[0] > _KEPT_SECONDS:
        _kept = (monotonic(), _read())
    return _kept[1]


def forget_reference() -> None:
    """Read again at the next question; called by whoever changes the data."""
    global _kept
    _kept = None


def _read() -> Reference:
    categories = {row.code: row for row in Category.objects.select_related("group").filter(is_active=True)}
    return Reference(
        groups=tuple(CategoryGroup.objects.all()),
        categories=categories,
        keywords={code: row.keywords for code, row in categories.items()},
        rule_sets=tuple(RuleSet.objects.order_by("-active_from", "-pk")),
    )
