"""Named questions about the recipients' questionnaire. Who was drawn and who was met are never counted together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from balai.domains.evaluation.models import Draw, RecipientAnswer, Respondent, Site
from balai.domains.evaluation.rules.field_forms import HIGHEST_SCORE, Item, read_items
from balai.domains.evaluation.rules.sampling import Share, response_rate, satisfied
from balai.domains.evaluation.terms_field import ItemKind, Mode, Outcome
from balai.engine.cases.public import Case, State, kinds
from balai.engine.parameters import public as parameters
from balai.foundation.periods import DateRange
from balai.foundation.satisfaction import ELEMENTS, EXACT, LOWEST, Satisfaction, satisfaction

# What a frame is made of: uses of the service that came to an end, not those that were taken back.
SERVED = (State.ANSWERED, State.SOLVED, State.CONFIRMED, State.LAPSED, State.CLOSED)
LEAST, DEFAULT_LEAST = "public_services.satisfaction_least", 5
# Kinds of cases that officers open for officers: nobody there is a recipient.
OFFICIAL_KINDS = frozenset({"DUTY", "INSTRUCTION"})


@dataclass(frozen=True, slots=True)
class Element:
    """One question: how its scores lie, and how many gave 3 or 4, with the interval."""

    item: Item
    counts: tuple[int, ...]
    share: Share


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one way of choosing respondents. `figure` is None while too few answered to publish one."""

    n: int
    elements: tuple[Element, ...]
    figure: Satisfaction | None
    overall: Share
    least: int
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of those who were drawn. `rate` is answered of drawn, 0 to 1."""

    drawn: int
    answered: int
    refused: int
    no_contact: int
    waiting: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """Everything about the questionnaire of one site."""

    draw: Draw | None
    outcomes: Outcomes
    drawn: Group
    met: Group

    @property
    def is_enough(self) -> bool:
        return self.draw is not None and self.drawn.n >= self.draw.needed


def frames() -> list[tuple[str, str]]:
    """What can be drawn from, as ("KIND:category", label)."""
    found = []
    for kind in kinds():
        if kind.code in OFFICIAL_KINDS:
            continue
        found.append((f"{kind.code}:", f"{kind.label}: semua"))
        rows = sorted(kind.categories().items(), key=lambda row: str(row[1]))
        found += [(f"{kind.code}:{code}", f"{kind.label}: {label}") for code, label in rows]
    return found


def frame_of(site: Site) -> str:
    """The frame that fits the subject of a site, "" where none does: a service is drawn from its own applications."""
    if site.subject_kind != "SERVICE":
        return ""
    return next(
        (
            f"{kind.code}:{site.subject_id}"
            for kind in kinds()
            if kind.code not in OFFICIAL_KINDS and site.subject_id in kind.categories()
        ),
        "",
    )


def frame_ids(*, case_kind: str, category: str, period: DateRange) -> list[int]:
    """The cases of a frame, oldest first. What was told in confidence is left out; where all cases of a kind are private
    affairs, their users are asked like any others: nobody here learns who they are."""
    rows = Case.objects.filter(
        kind=case_kind,
        state__in=SERVED,
        opened_at__date__gte=period.start,
        opened_at__date__lte=period.end,
    )
    if category:
        rows = rows.filter(category_code=category)
    if not any(kind.code == case_kind and kind.is_private for kind in kinds()):
        rows = rows.filter(is_confidential=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def least_on(day: date) -> int:
    """How many must have answered before a figure is published at all: the region's rule for satisfaction."""
    return int(parameters.value(LEAST, on=day, default=DEFAULT_LEAST))


def latest_draw(site: Site) -> Draw | None:
    """The newest draw of a site."""
    return Draw.objects.filter(site=site).order_by("-pk").first()


def result(site: Site) -> SurveyResult | None:
    """What the recipients of a site say; None where the site has no questionnaire."""
    if site.survey is None:
        return None
    draw, items = latest_draw(site), read_items(site.survey.items)
    answers = list(RecipientAnswer.objects.filter(site=site).order_by("pk"))
    drawn = [row for row in answers if draw and row.draw_id == draw.pk]
    met = [row for row in answers if row.mode == Mode.INTERCEPT]
    least = least_on(timezone.localdate())
    return SurveyResult(draw, outcomes(draw), group(items, drawn, least), group(items, met, least))


def outcomes(draw: Draw | None) -> Outcomes:
    """How many of those drawn did what; one query."""
    if draw is None:
        return Outcomes(0, 0, 0, 0, 0, None)
    rows = Respondent.objects.filter(draw=draw).values_list("outcome", flat=True)
    count = Counter(rows)
    answered, total = count[Outcome.ANSWERED], sum(count.values())
    return Outcomes(
        total,
        answered,
        count[Outcome.REFUSED],
        count[Outcome.NO_CONTACT],
        count[Outcome.WAITING],
        response_rate(answered, total),
    )


def group(items: Sequence[Item], rows: Sequence[RecipientAnswer], least: int) -> Group:
    """The answers of one group, element by element."""
    given: list[Mapping[str, Any]] = [row.answers for row in rows]
    scored = [item for item in items if item.kind is ItemKind.SCORE]
    elements = tuple(
        Element(item, _counts(item, given), satisfied([one.get(item.code) for one in given]))
        for item in scored
    )
    whole = [one for one in given if all(one.get(item.code) is not None for item in scored)]
    means = [sum(one[item.code] for item in scored) / len(scored) for one in whole] if scored else []
    overall = satisfied([round(mean) for mean in means])
    figure = _figure(scored, given) if len(rows) >= least else None
    return Group(
        len(rows), elements, figure, overall, least, tuple(row.comment for row in rows if row.comment)
    )


def _counts(item: Item, given: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    found = Counter(one.get(item.code) for one in given)
    return tuple(found[score] for score in range(item.lowest, HIGHEST_SCORE + 1))


def _figure(items: Sequence[Item], given: Sequence[Mapping[str, Any]]) -> Satisfaction | None:
    """The figure of Permenpan RB 14/2017, of those who answered all nine; None where the form does not ask them."""
    by_element = {item.element: item.code for item in items if item.element}
    if set(by_element) != set(ELEMENTS):
        return None
    codes = [by_element[element] for element in ELEMENTS]
    whole = [one for one in given if all((one.get(code) or 0) >= LOWEST for code in codes)]
    return satisfaction([sum(one[code] for one in whole) for code in codes], len(whole), mode=EXACT)
