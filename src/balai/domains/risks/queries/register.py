"""The register: risks in order, narrowed; what they were judged to be; the heat map."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from balai.domains.risks.models import Acceptance, Assessment, Risk, Trigger
from balai.domains.risks.rules.appetite import must_treat
from balai.domains.risks.terms import PROGRAMME, THREAD_KIND, Stage
from balai.engine.threads.public import Knot, find, linked

FIRED = Exists(Trigger.objects.filter(risk=OuterRef("pk"), is_active=True, fired_at__isnull=False))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the register is narrowed by; "" does not narrow."""

    words: str = ""
    opd: str = ""
    category: str = ""
    level: str = ""
    sign: str = ""
    lens: str = ""
    state: str = ""


def risks(chosen: Chosen | None = None) -> QuerySet[Risk]:
    """Risks, the highest first; those that nobody judged yet stand last. Closed ones only where they are asked for."""
    chosen = chosen or Chosen()
    rows = Risk.objects.select_related("opd").annotate(is_fired=FIRED)
    rows = rows.filter(closed_on__isnull=chosen.state != "CLOSED")
    for name in ("category", "level", "sign", "lens"):
        if getattr(chosen, name):
            rows = rows.filter(**{name: getattr(chosen, name)})
    if chosen.opd:
        rows = rows.filter(opd__code=chosen.opd)
    for word in chosen.words.split():
        rows = rows.filter(event__icontains=word)
    if chosen.state == "FIRED":
        rows = rows.filter(is_fired=True)
    if chosen.state == "UNJUDGED":
        rows = rows.filter(value=None)
    return rows.order_by(F("value").desc(nulls_last=True), "pk")


def published() -> QuerySet[Risk]:
    """What everybody may read: open, judged, and not kept from publication by its owner."""
    return risks().filter(is_open=True, value__isnull=False)


def programmes_of(ids: Iterable[int], *, visible: Collection[str]) -> dict[int, list[Knot]]:
    """risk -> the programmes that it threatens or helps, by title. Two questions."""
    found = linked(THREAD_KIND, [str(pk) for pk in ids], {PROGRAMME}, "BEFORE")
    ends = {(PROGRAMME, number) for numbers in found.values() for number in numbers}
    knots = find(ends, visible=visible)
    return {
        int(pk): sorted(
            (knots[PROGRAMME, number] for number in set(numbers) if (PROGRAMME, number) in knots),
            key=lambda knot: knot.title,
        )
        for pk, numbers in found.items()
    }


def judged(ids: Iterable[int]) -> dict[int, dict[Stage, Assessment]]:
    """risk -> stage -> the assessment that holds now; one question."""
    found: dict[int, dict[Stage, Assessment]] = defaultdict(dict)
    for row in Assessment.objects.filter(risk__in=list(ids)).order_by("pk"):
        found[row.risk_id][Stage(row.stage)] = row
    return dict(found)


def cells(rows: Sequence[Risk], stage: Stage) -> dict[tuple[int, int], list[Risk]]:
    """(likelihood, impact) -> risks that stand there at this stage. What was not assessed after treatment stands where it
    stood before; what has no aim is left out of the aims."""
    of = judged([risk.pk for risk in rows])
    found: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in rows:
        own = of.get(risk.pk, {})
        one = own.get(stage) or (own.get(Stage.INHERENT) if stage is Stage.RESIDUAL else None)
        if one is not None:
            found[one.likelihood, one.impact].append(risk)
    return dict(found)


def accepted(ids: Iterable[int], *, on: date) -> dict[int, Acceptance]:
    """risk -> the acceptance that holds on that day."""
    rows = Acceptance.objects.filter(risk__in=list(ids), expires_on__gte=on).order_by("pk")
    return {row.risk_id: row for row in rows}


def unborne(rows: Iterable[Risk], appetite: Any, *, on: date) -> list[Risk]:
    """Those above the appetite that have neither a treatment nor an acceptance that holds."""
    above = [
        risk
        for risk in rows
        if risk.value and must_treat(risk.value, appetite, sign=risk.sign, category=risk.category)
    ]
    ids = [risk.pk for risk in above]
    treated = set(Risk.objects.filter(pk__in=ids, treatments__isnull=False).values_list("pk", flat=True))
    borne = accepted(ids, on=on)
    return [risk for risk in above if risk.pk not in treated and risk.pk not in borne]
