"""Trying out routing rules: what would have become of the reports of the last month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.domains.citizen_reports.models import Report, RuleSet
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.routing import Shift, dry_run
from balai.domains.citizen_reports.rules.wording import Names, Spelled, spell
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

LOOKS_BACK = timedelta(days=30)
MOST_REPORTS = 5_000
SHOWN = 50
_READ = ("category", "report_type", "area", "text", "public_text", "created_at", "identity", "rule_set")


@dataclass(frozen=True, slots=True)
class Move:
    """So many reports would go from one agency to another, by this rule ("" is the mandate of the category)."""

    now: str
    then: str
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The result over the newest `tested` reports since `since`; `examples` are those that this officer may see."""

    since: datetime
    tested: int
    is_capped: bool
    moved: int
    moves: list[Move]
    examples: list[Shift]


def try_out(rules: Sequence[dict], *, by: Actor, at: datetime) -> Trial:
    """Which reports of the last 30 days would go elsewhere under `rules`. At most the newest 5,000."""
    since = at - LOOKS_BACK
    rows = (
        Report.objects.filter(created_at__gte=since, created_at__lt=at).order_by("-created_at").only(*_READ)
    )
    reports = list(rows.prefetch_related("category", "rule_set")[: MOST_REPORTS + 1])
    shifts = dry_run(rules, reports[:MOST_REPORTS])
    counted = Counter((shift.now, shift.then, shift.rule) for shift in shifts)
    return Trial(
        since=since,
        tested=len(reports[:MOST_REPORTS]),
        is_capped=len(reports) > MOST_REPORTS,
        moved=len(shifts),
        moves=[Move(*move, count) for move, count in counted.most_common()],
        examples=_visible(shifts[:SHOWN], by),
    )


def versions(*, most: int = 20) -> list[RuleSet]:
    """The newest published versions, newest first."""
    return list(RuleSet.objects.select_related("by").order_by("-active_from", "-pk")[:most])


def in_force(*, at: datetime) -> RuleSet | None:
    """The version by which reports are sent at `at`, read past the copy in memory."""
    return RuleSet.objects.filter(active_from__lte=at).order_by("-active_from", "-pk").first()


def spelled(rules: Sequence[dict], *, at: datetime) -> list[Spelled]:
    """The rules in words, with the names of this region."""
    kept = reference()
    names = Names(
        categories={code: row.name for code, row in kept.categories.items()},
        groups={row.code: row.name for row in kept.groups},
        areas={area.code: area.title for area in organizations.areas()},
        opds={opd.code: opd.short_name for opd in organizations.all_opds()},
        clocks=_clock_names({rule["clock"] for rule in rules if rule.get("clock")}, at),
    )
    return [spell(rule, names) for rule in rules]


def _visible(shifts: Sequence[Shift], by: Actor) -> list[Shift]:
    found = cases.Case.objects.in_bulk([shift.report.pk for shift in shifts])
    return [shift for shift in shifts if cases.may_see(by, found[shift.report.pk])]


def _clock_names(codes: set[str], at: datetime) -> dict[str, str]:
    names = {}
    for code in codes:
        try:
            names[code] = cases.law_for(code, at).clocks.name
        except Refused:
            # An old version may name a clock that the region has since taken away.
            names[code] = code
    return names
