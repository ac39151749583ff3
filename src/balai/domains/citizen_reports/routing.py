"""From facts to a holder: the rules in force, then mandates, then the coordinator. Never nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from balai.domains.citizen_reports.models import Category, Report, RuleSet
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.routing import COORDINATOR, MANDATE, Facts, Route, route
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report goes and why. `needs_decision`: only the coordinator was left."""

    opd: Opd
    clock_set: str
    priority: int
    rule_set: RuleSet | None
    rule: str
    matched: tuple[str, ...]
    needs_decision: bool


def place(facts: Facts, category: Category, *, at: datetime, barred_opd_id: int | None = None) -> Placement:
    """The holder, clock and priority of a report with these facts at that moment."""
    rule_set = reference().rules_at(at)
    found = route(facts, rule_set.rules if rule_set else [])
    opd = resolve(found, facts, at=at, barred_opd_id=barred_opd_id)
    return Placement(
        opd=opd or _arbiter(barred_opd_id),
        clock_set=found.clock or category.clock_set,
        priority=found.priority or category.priority,
        rule_set=rule_set,
        rule=found.rule,
        matched=found.matched,
        needs_decision=opd is None,
    )


def resolve(found: Route, facts: Facts, *, at: datetime, barred_opd_id: int | None = None) -> Opd | None:
    """The agency that a route names on that day; None when the coordinator has to decide.

    The agency that a report accuses is never chosen: its report goes to the inspectorate, or to the
    coordinator when the inspectorate itself is accused.
    """
    opd = None if found.opd == COORDINATOR else _named(found.opd, facts, at)
    if opd is not None and opd.pk == barred_opd_id:
        return _unless_accused(organizations.inspectorate(), barred_opd_id)
    return opd


def _arbiter(barred_opd_id: int | None) -> Opd:
    return _unless_accused(organizations.coordinator(), barred_opd_id) or organizations.inspectorate()


def _unless_accused(opd: Opd, barred_opd_id: int | None) -> Opd | None:
    return opd if opd.pk != barred_opd_id else None


def _named(code: str, facts: Facts, at: datetime) -> Opd | None:
    day = timezone.localdate(at)
    if code == MANDATE:
        return organizations.responsible(category_code=facts.category, area_code=facts.area, on=day)
    try:
        opd = organizations.opd(code)
    except NotFound:
        return None
    return opd if any(active.pk == opd.pk for active in organizations.active_opds(on=day)) else None


def facts_of(report: Report) -> Facts:
    """The facts that the rules saw when the report came in."""
    return Facts(
        category=report.category_id,
        group=report.category.group_id,
        type=report.report_type,
        area=report.area_id or "",
        text=report.text,
        at=timezone.localtime(report.created_at),
        confidential=report.identity == "CONFIDENTIAL",
    )


def explain(report: Report) -> tuple[Route, bool]:
    """Why is it here? The rule evaluated again, and whether it still gives the rule that was recorded."""
    again = route(facts_of(report), report.rule_set.rules if report.rule_set else [])
    return again, again.rule == report.rule_code


@dataclass(frozen=True, slots=True)
class Shift:
    """A report that would go elsewhere under other rules."""

    report: Report
    now: str
    then: str
    rule: str


def dry_run(rules: Sequence[Mapping], reports: Sequence[Report]) -> list[Shift]:
    """Which of these reports would move if `rules` were in force, with the rule that moves them."""
    shifts = []
    for report in reports:
        facts = facts_of(report)
        before = route(facts, report.rule_set.rules if report.rule_set else [])
        after = route(facts, rules)
        now = _label(resolve(before, facts, at=report.created_at))
        then = _label(resolve(after, facts, at=report.created_at))
        if now != then:
            shifts.append(Shift(report, now, then, after.rule))
    return shifts


def _label(opd: Opd | None) -> str:
    return opd.short_name if opd else "Koordinator"
