"""Named questions: how ready a service is, what was said about it, how it is used."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils import timezone

from balai.domains.service_adoption.models import Comment, Evidence, Mentor, SandboxRun
from balai.domains.service_adoption.rules import Progress, score
from balai.domains.service_adoption.terms import GOOD, ITEM_LABELS, OTHER_END, RUNNING, Item
from balai.engine.cases.public import Case
from balai.engine.ledger import public as ledger
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack, ServiceView, Trial
from balai.engine.parameters.public import Parameter
from balai.foundation.errors import NotFound, Refused
from balai.kits.crypto import blind_indexes


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checklist of a service. `score` in percent; `gaps` are the codes of what is not complete."""

    rows: tuple[Progress, ...]

    @property
    def score(self) -> int:
        """Readiness in whole percent."""
        return score(self.rows)

    @property
    def gaps(self) -> list[str]:
        """Codes of the items that are needed and not complete."""
        return [row.item.value for row in self.rows if row.total and not row.is_complete]

    @property
    def gap_labels(self) -> list[str]:
        """The same in words."""
        return [ITEM_LABELS[Item(code)] for code in self.gaps]


def readiness(view: ServiceView, *, at: datetime) -> Readiness:
    """How ready the service is, counted from evidence only: answers, test runs, finished cases, named persons."""
    pack, today = view.pack, timezone.localdate(at)
    given = packs.given_values(pack.id, on=today)
    steps = {step.code for step in pack.training}
    trained = Evidence.objects.filter(pack=pack.id, item=Item.TRAINING, key__in=steps)
    finished = SandboxRun.objects.filter(pack=pack.id, pack_version=view.version_id).exclude(finished_at=None)
    return Readiness(
        (
            Progress(Item.VALUES, len(referenced(pack, on=today)), len(pack.values)),
            Progress(Item.AGENCY, int(bool(given.get(_value(pack.opd)))), int(bool(_value(pack.opd)))),
            _account(pack, given, today),
            Progress(Item.SAMPLES, *_samples(view, today)),
            Progress(Item.SANDBOX, int(finished.exists()), 1),
            Progress(Item.TRAINING, trained.values("key").distinct().count(), len(steps)),
        )
    )


def referenced(pack: Pack, *, on: date) -> dict[str, Parameter]:
    """The region's answers that hold on that day and name their legal reference, by code of the value."""
    codes = {packs.value_code(pack.id, spec.code): spec.code for spec in pack.values}
    holding = Parameter.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), code__in=codes, valid_from__lte=on
    )
    return {codes[row.code]: row for row in holding.exclude(legal_reference="")}


def trial(view: ServiceView, *, on: date) -> Trial | None:
    """The pack's own samples run with the region's values; None while values are missing or out of range."""
    try:
        values = packs.values_of(view.pack.id, on=on)
    except Refused:
        return None
    return _tried(
        view.version_id, packs.digest_of(view.version_id), json.dumps(values, sort_keys=True, default=str)
    )


def accepted(view: ServiceView) -> dict[str, Evidence]:
    """Samples that come to another result here, and somebody said that this is right; by name."""
    rows = Evidence.objects.filter(pack=view.pack.id, pack_version=view.version_id, item=Item.SAMPLES)
    return {row.key: row for row in rows.select_related("by")}


def trained(pack: Pack) -> dict[str, Evidence]:
    """Who went through each training step, by its code."""
    rows = Evidence.objects.filter(pack=pack.id, item=Item.TRAINING).select_related("by")
    return {row.key: row for row in rows.order_by("at", "pk")}


def comments(pack_id: str) -> dict[str, list[Comment]]:
    """What was said on each item, oldest first; the last two hundred remarks."""
    rows = Comment.objects.filter(pack=pack_id).select_related("mentor", "by").order_by("-at", "-pk")[:200]
    found: dict[str, list[Comment]] = {}
    for row in reversed(rows):
        found.setdefault(row.item, []).append(row)
    return found


def mentors(pack_id: str) -> list[Mentor]:
    """Mentors of a service, newest first."""
    return list(Mentor.objects.filter(pack=pack_id).order_by("-invited_at", "-pk")[:20])


def mentor_of(token: str, *, at: datetime) -> Mentor:
    """The mentor with this secret link. Raises NotFound MENTOR_UNKNOWN when there is none, or no longer."""
    living = Mentor.objects.filter(revoked_at=None, expires_at__gt=at)
    found = living.filter(token_index__in=blind_indexes(token)).first()
    if found is None:
        raise NotFound("MENTOR_UNKNOWN", "Tautan ini tidak berlaku lagi.")
    return found


def used(pack_id: str) -> list[dict[str, Any]]:
    """How many applications began per month and version, and how they ended: `[{month, version, outcome, count}]`."""
    rows = Case.objects.filter(kind="SERVICE", clock_set__startswith=f"{pack_id}@")
    ends = {row.version: _ends(row.pk) for row in packs.versions_of(pack_id)}
    counts: Counter[tuple[str, str, str]] = Counter()
    for opened_at, clock_set, step, closed_at in rows.values_list(
        "opened_at", "clock_set", "step", "closed_at"
    ).iterator():
        version = clock_set.partition("@")[2]
        outcome = ends.get(version, {}).get(step, OTHER_END if closed_at else RUNNING)
        counts[timezone.localdate(opened_at).strftime("%Y-%m"), version, outcome] += 1
    return [
        {"month": month, "version": version, "outcome": outcome, "count": count}
        for (month, version, outcome), count in sorted(counts.items())
    ]


def _ends(version_id: int) -> dict[str, str]:
    states = packs.pack_of(version_id).flow.states
    return {state.code: GOOD if state.is_good else OTHER_END for state in states if state.is_final}


def _value(written: str) -> str:
    """The code of a value that is written `$agency`; "" for anything else."""
    return written.removeprefix("$") if written.startswith("$") else ""


def _account(pack: Pack, given: Mapping[str, Any], today: date) -> Progress:
    if pack.money is None:
        return Progress(Item.ACCOUNT, 0, 0)
    code = given.get(_value(pack.money.account)) or pack.money.account
    try:
        ledger.account(str(code), year=today.year)
    except NotFound:
        return Progress(Item.ACCOUNT, 0, 1)
    return Progress(Item.ACCOUNT, 1, 1)


def _samples(view: ServiceView, today: date) -> tuple[int, int]:
    found = trial(view, on=today)
    if found is None:
        return 0, len(view.pack.samples)
    agreed = accepted(view)
    open_ones = [result for result in found.failed if result.name not in agreed]
    return len(found.results) - len(open_ones), len(found.results)


@lru_cache(maxsize=64)
def _tried(version_id: int, digest: str, values: str) -> Trial:
    """Running thirty samples takes a moment, and nothing but the pack (its digest) and the values decides them."""
    return packs.try_pack(packs.pack_of(version_id), values=json.loads(values))
