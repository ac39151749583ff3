"""Paper: the sheets of innovations and of the region, the index they make, and paper beside life."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz

from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation
from balai.domains.innovations.rules.iga import Edition, read
from balai.domains.innovations.rules.iga_entry import quadrant
from balai.domains.innovations.rules.iga_scores import Index, index
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_maturity import INSTRUMENT, Aspect, Quadrant
from balai.engine.evidence.public import Evidence, Verdict, evidence_for
from balai.engine.organizations import public as organizations
from balai.foundation.errors import NotFound

ALIKE = 92


@dataclass(frozen=True, slots=True)
class Paper:
    """Maturity on paper of one innovation: the score of its newest edition, out of how much, and who says so.

    `own` and `verified` stand apart; `origin` is the edition, or the year of the register that told it.
    """

    score: Decimal
    most: Decimal
    edition: str
    own: Decimal | None = None
    verified: Decimal | None = None
    is_verified: bool = False

    @property
    def share(self) -> float:
        return min(1.0, float(self.score / self.most)) if self.most else 0.0


@dataclass(frozen=True, slots=True)
class Beside:
    """Paper and life of one innovation, always together."""

    innovation: Innovation
    paper: Paper
    life: Life
    index: int | None
    confidence: int
    quadrant: Quadrant


@dataclass(frozen=True, slots=True)
class Standing:
    """What the region would get in an edition, and from what."""

    index: Index
    entered: Sequence[IgaSheet]
    affairs: Sequence[str]
    missing_affairs: Sequence[str]


def editions() -> list[IgaEdition]:
    """All of them, the newest first."""
    return list(IgaEdition.objects.order_by("-code"))


def current_edition(year: int) -> IgaEdition | None:
    """The edition of the year, or the last whole one that is no plan; None before any was loaded."""
    rows = editions()
    whole = [one for one in rows if not one.faults]
    same = [one for one in whole if one.code == str(year)]
    past = [one for one in whole if not one.is_planned]
    return next(iter([*same, *past, *whole, *rows]), None)


def papers(innovations: Iterable[Innovation]) -> dict[int, Paper]:
    """innovation -> its paper: the newest sheet with anything on it, else what the register told. Two questions."""
    known = {one.pk: one for one in innovations}
    most = {one.code: read(one.definition).paper_most for one in IgaEdition.objects.all()}
    found: dict[int, Paper] = {}
    for pk, one in known.items():
        if one.paper_maturity is not None:
            year = str(one.paper_maturity_year or "")
            scale = max(most.get(year) or Decimal(0), one.paper_maturity)
            found[pk] = Paper(one.paper_maturity, scale, year)
    rows = IgaSheet.objects.filter(innovation_id__in=known, filled__gt=0).order_by("edition_id")
    for sheet in rows:
        found[sheet.innovation_id] = paper_of(sheet, most[sheet.edition_id])
    return found


def paper_of(sheet: IgaSheet, most: Decimal) -> Paper:
    """The paper of a sheet: the verified score once every claimed row was verified, before that the owner's own."""
    is_verified = sheet.verified_score is not None and sheet.verified >= sheet.filled
    score = sheet.verified_score if is_verified and sheet.verified_score is not None else sheet.self_score
    return Paper(score, most, sheet.edition_id, sheet.self_score, sheet.verified_score, is_verified)


def beside(innovations: Iterable[Innovation]) -> list[Beside]:
    """Those that have a paper with their life, ripe and asleep first; `liveness` and `opd` should be selected along."""
    rows = list(innovations)
    found = papers(rows)
    order = list(Quadrant)
    order.insert(0, order.pop(order.index(Quadrant.PAPER_ONLY)))
    made = [_beside(one, found[one.pk]) for one in rows if one.pk in found]
    return sorted(made, key=lambda one: (order.index(one.quadrant), -one.paper.share, one.innovation.name))


def _beside(one: Innovation, paper: Paper) -> Beside:
    measured = getattr(one, "liveness", None)
    life = Life(measured.life) if measured else Life.UNMEASURED
    raw = measured.index if measured and life not in {Life.UNMEASURED, Life.ENDED} else None
    number = None if raw is None else round(raw / 100)
    confidence = round(measured.confidence / 100) if measured else 0
    return Beside(one, paper, life, number, confidence, quadrant(paper.share, life, number))


def innovations_with_life() -> Any:
    """All of the register with agency and life, ready for `beside`."""
    return Innovation.objects.filter(merged_into=None).select_related("opd", "liveness")


def standing(edition: IgaEdition, *, is_verified: bool) -> Standing:
    """The index of the region as its sheets stand now: by the owners' own levels, or by the verified ones only.

    The edition must be whole.
    """
    rules = read(edition.definition)
    sheets = list(
        IgaSheet.objects.filter(edition=edition)
        .select_related("innovation__opd", "innovation__liveness")
        .order_by("-self_score", "pk")
    )
    entered = [one for one in sheets if one.innovation_id and one.entered_on]
    region = next((one for one in sheets if one.innovation_id is None), None)
    filled = affairs_of(rules, [one.innovation.affair for one in entered if one.innovation])
    made = index(
        rules,
        region=_score(region, is_verified=is_verified) if region else Decimal(0),
        maturities=[_score(one, is_verified=is_verified) for one in entered],
        affairs=len(filled),
    )
    missing = [one for one in rules.affairs if one not in filled]
    return Standing(made, entered, filled, missing)


def _score(sheet: IgaSheet, *, is_verified: bool) -> Decimal:
    return (sheet.verified_score or Decimal(0)) if is_verified else sheet.self_score


def affairs_of(rules: Edition, texts: Iterable[str]) -> list[str]:
    """The basic services that these affairs name, however they are spelled; in the order of the law."""
    lower = {text.casefold() for text in texts if text}
    return [
        one
        for one in rules.affairs
        if any(
            fuzz.partial_ratio(one.casefold(), text) >= ALIKE for text in lower if len(text) >= len(one) - 2
        )
    ]


def sheet_of(edition: str, innovation_id: int | None) -> IgaSheet | None:
    """The sheet with its answers; None before anybody scored."""
    rows = IgaSheet.objects.filter(edition_id=edition, innovation_id=innovation_id)
    return rows.prefetch_related("answers").first()


def proofs(edition: str, kind: str, ids: Collection[str]) -> dict[str, dict[str, list[Evidence]]]:
    """thing -> row -> its proofs for the edition that nobody has found wanting. One question."""
    found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    wanted = set(ids)
    about = (kind, next(iter(wanted))) if len(wanted) == 1 else None
    for row, rows in evidence_for(INSTRUMENT, edition, about=about).items():
        for one in rows:
            if one.about_kind == kind and one.about_id in wanted and one.verdict != Verdict.BAD:
                found[one.about_id][row].append(one)
    return found


def proofs_of(edition: str, innovation_id: int | None) -> Mapping[str, Sequence[Evidence]]:
    """Row -> proofs of the sheet of one innovation, or of the region itself where there is none."""
    kind, number = (
        (Aspect.INNOVATION, str(innovation_id)) if innovation_id else (Aspect.REGION, region_code())
    )
    return proofs(edition, kind, [number])[number] if number else {}


def region_code() -> str:
    """The code that the region's own proofs are kept under; "" before a region is loaded."""
    try:
        return organizations.region().code
    except NotFound:
        return ""


def counts(rows: Iterable[Beside]) -> Mapping[Quadrant, int]:
    """How many stand in each quadrant."""
    found = dict.fromkeys(Quadrant, 0)
    for one in rows:
        found[one.quadrant] += 1
    return found
