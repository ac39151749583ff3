"""What the rules of a pack say of answers and papers, with this region's values and lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from balai.domains.public_services import ports
from balai.domains.public_services.rules.persons import first_of, nik_of
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault, Outcome, Pack, Paper
from balai.engine.parameters import public as parameters
from balai.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Ruling:
    """Answers as they are kept, what is wrong or missing, and what follows. `outcome` is None while the answers
    have faults: rules are asked about whole forms only."""

    answers: Mapping[str, Any]
    faults: Sequence[Fault]
    outcome: Outcome | None
    papers: Sequence[Paper]
    values: Mapping[str, Any]

    @property
    def is_refused(self) -> bool:
        return self.outcome is not None and self.outcome.result == "REFUSED"


def ruling(
    pack: Pack, raw: Mapping[str, Any], attached: Collection[str], *, at: datetime, area_id: str | None
) -> Ruling:
    """The ruling on what was filled in for this service in that village; `attached` are the codes of its papers."""
    today = timezone.localdate(at)
    values = resolved(pack, at)
    own = {code: answer for code, answer in raw.items() if code in pack.fields}
    answers, faults = packs.check_answers(pack, own, today=today, values=values, area_exists=area_exists)
    outcome = None
    if not faults:
        outcome = packs.decide(
            pack,
            answers=answers,
            papers=frozenset(attached),
            lookups=lookups_of(pack, answers, on=today, area_id=area_id),
            values=values,
            filed_on=today,
            calendar=parameters.calendar(),
        )
    route = outcome.route if outcome else None
    needed = packs.needed_papers(pack, answers, values, route)
    absent = [_absent(paper) for paper in needed if paper.required and paper.code not in attached]
    # Who cannot have it is told so before he is sent for papers.
    refused = outcome is not None and outcome.result == "REFUSED"
    return Ruling(answers, [*faults, *([] if refused else absent)], outcome, needed, values)


def resolved(pack: Pack, at: datetime) -> Mapping[str, Any]:
    """The region's values of a pack on the local day of `at`."""
    return packs.values_of(pack.id, on=timezone.localdate(at))


def lookups_of(pack: Pack, answers: Mapping[str, Any], *, on: date, area_id: str | None) -> dict[str, bool]:
    """Whether the person, or the family, is on each list that the pack's facts ask for, as that village may know."""
    found: dict[str, bool] = {}
    for fact in pack.facts:
        if fact.function == "listed":
            code = str(fact.arguments["list"])
            nik = str(answers.get(fact.arguments.get("nik", "")) or nik_of(pack, answers))
            kk = str(answers.get(fact.arguments.get("kk", first_of(pack, "KK"))) or "")
            asked = bool(nik or kk)
            found[code] = asked and ports.people().listed(code, nik, on=on, kk=kk, area_id=area_id)
    return found


def area_exists(code: str) -> bool:
    """Whether this is a desa or kelurahan of the region."""
    try:
        return organizations.area(code).level in {"DESA", "KELURAHAN"}
    except NotFound:
        return False


def _absent(paper: Paper) -> Fault:
    return Fault(
        paper.code, "PAPER_MISSING", f"{paper.label.id} belum dilampirkan.", {"paper": paper.label.id}
    )
