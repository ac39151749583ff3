"""The routing rules change: checked, journaled, a new version beside the old ones."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.citizen_reports.models import RuleSet
from balai.domains.citizen_reports.reference import forget_reference
from balai.domains.citizen_reports.rules.routing import check_rules
from balai.domains.citizen_reports.rules.rule_shape import check_shape
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@transaction.atomic
def publish_rules(*, rules: Sequence[dict], note: str, by: Actor, at: datetime) -> RuleSet:
    """Put `rules` in force from `at`. Raises Refused RULE_INVALID naming the rule and the field."""
    check_against_region(rules, at=at)
    row = RuleSet.objects.create(rules=list(rules), note=note, active_from=at, by_id=by.user_id)
    journal.append(
        code="ROUTING_PUBLISHED", subject=("rule_set", row.pk), by=by, at=at, data={"rules": len(rules)}
    )
    transaction.on_commit(forget_reference)
    return row


def check_against_region(rules: Sequence[dict], *, at: datetime) -> None:
    """Every agency and clock that is named must exist at `at`. Raises Refused RULE_INVALID."""
    check_shape(rules)
    check_rules(
        rules,
        opds={opd.code for opd in organizations.active_opds(on=timezone.localdate(at))},
        clocks={rule["clock"] for rule in rules if rule.get("clock") and _clock_exists(rule["clock"], at)},
    )


def _clock_exists(code: str, at: datetime) -> bool:
    try:
        cases.law_for(code, at)
    except Refused:
        return False
    return True
