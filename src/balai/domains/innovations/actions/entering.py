"""Rows of a register become records. Dirty rows come in, with what is odd about them in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz, process

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.rules.columns import day_of, decimal_of
from balai.domains.innovations.rules.oddities import oddities, sentence
from balai.domains.innovations.terms import Form, Origin, Rhythm, Stage
from balai.engine.organizations import public as organizations

STAGES = {
    "implementasi": Stage.ADOPTED,
    "penerapan": Stage.ADOPTED,
    "uji coba": Stage.TRIAL,
    "inisiatif": Stage.INITIATIVE,
}
ORIGINS = {
    "opd": Origin.OPD,
    "perangkat daerah": Origin.OPD,
    "kepala daerah": Origin.HEAD,
    "masyarakat": Origin.CITIZEN,
    "asn": Origin.OFFICER,
    "anggota dprd": Origin.COUNCIL,
}
ALIKE, NEAR_OPD = 92, 88
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it would be entered; `is_known`: the register has it already."""

    record: Innovation
    is_known: bool


@dataclass(slots=True)
class _Seen:
    """What the register has, and what came before in the same file."""

    numbers: set[str]
    names: list[str]
    fresh: list[str] = field(default_factory=list)

    def knows(self, number: str, name: str) -> bool:
        return bool(number and number in self.numbers) or (not number and name.casefold() in self.names)

    def is_double(self, name: str) -> bool:
        """Whether it is nearly the name of another record."""
        wanted = name.casefold()
        return any(
            process.extractOne(wanted, known, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
            for known in (self.fresh, self.names)
        )


def read_rows(rows: Iterable[Cells], *, year: int, at: datetime) -> list[ReadRow]:
    """Records of the rows, not saved. A row without a name is skipped; a number or, without one, a name that the register
    has makes the row known."""
    known = list(Innovation.objects.values_list("register_number", "name"))
    seen = _Seen({number for number, _ in known if number}, [name.casefold() for _, name in known])
    offices = _offices(on=at.date())
    found = []
    for row in rows:
        name = " ".join((row.get("name") or "").split())[:300]
        number = (row.get("register_number") or "").strip()[:60]
        if not name:
            continue
        is_known = seen.knows(number, name)
        record = _record(row, number, name, offices, year=year, at=at)
        if not is_known and seen.is_double(name):
            record.odd.append(sentence("DOUBLE"))
        found.append(ReadRow(record, is_known))
        seen.fresh.append(name.casefold())
        if number:
            seen.numbers.add(number)
    return found


def _record(
    row: Cells, number: str, name: str, offices: Mapping[str, int], *, year: int, at: datetime
) -> Innovation:
    office_text = (row.get("opd") or "").strip()[:200]
    office = office_of(office_text, offices)
    stage_text = (row.get("stage") or "").strip()
    stage = STAGES.get(stage_text.casefold())
    trial, adopted = day_of(row.get("trial_date") or ""), day_of(row.get("adoption_date") or "")
    launch = min((day for day in (trial, adopted) if day), default=None)
    odd = oddities(
        stage=stage or Stage.INITIATIVE,
        trial=trial,
        adopted=adopted,
        has_opd=office is not None,
        opd_text=office_text,
        register_number=number or None,
        today=at.date(),
    )
    odd += _unread(row, number, stage_text if stage is None else "", trial, adopted)
    return Innovation(
        register_number=number,
        name=name,
        opd_id=office,
        opd_text="" if office else office_text,
        stage=stage or Stage.INITIATIVE,
        origin=ORIGINS.get((row.get("initiator") or "").strip().casefold(), Origin.OPD),
        form=_form(row.get("form") or ""),
        is_digital=(row.get("type") or "").strip().casefold() in {"digital", "ya", "1"},
        affair=(row.get("affair") or "")[:300],
        trial_date=trial,
        adoption_date=adopted,
        launch_date=launch,
        cohort_year=launch.year if launch else None,
        rhythm=Rhythm.MONTHLY,
        paper_maturity=decimal_of(row.get("maturity") or ""),
        paper_maturity_year=year,
        odd=odd,
        registered_at=at,
    )


def _unread(
    row: Cells, number: str, stage_text: str, trial: date | None, adopted: date | None
) -> Iterable[str]:
    """Cells that could not be read as what they should be."""
    if not number:
        yield sentence("NO_NUMBER")
    if stage_text:
        yield sentence("UNKNOWN_STAGE", stage_text[:60])
    for code, name, day in (
        ("UNREAD_TRIAL", "trial_date", trial),
        ("UNREAD_ADOPTION", "adoption_date", adopted),
    ):
        text = (row.get(name) or "").strip()
        if text and day is None:
            yield sentence(code, text[:40])
    maturity = (row.get("maturity") or "").strip()
    if maturity and decimal_of(maturity) is None:
        yield sentence("UNREAD_MATURITY", maturity[:40])


def _offices(*, on: date) -> dict[str, int]:
    """code, short name and name in small letters -> the agency, former ones too."""
    found: dict[str, int] = {}
    for opd in organizations.all_opds():
        for text in (opd.name, opd.short_name, opd.code):
            found[text.casefold()] = opd.pk
    return found


def office_of(text: str, offices: Mapping[str, int]) -> int | None:
    """The agency that a text means, by code, name or nearly its name."""
    wanted = text.casefold()
    if not wanted or wanted in offices:
        return offices.get(wanted)
    near = process.extractOne(wanted, list(offices), scorer=fuzz.ratio, score_cutoff=NEAR_OPD)
    return offices[near[0]] if near and len(wanted) > 8 else None


def _form(text: str) -> Form:
    wanted = text.casefold()
    if "tata kelola" in wanted:
        return Form.GOVERNANCE
    return Form.PUBLIC_SERVICE if "pelayanan publik" in wanted else Form.OTHER


def summary(record: Innovation) -> dict[str, Any]:
    """What a preview keeps of a record, in plain values."""
    plain = {
        name: getattr(record, name)
        for name in (
            "register_number", "name", "opd_id", "opd_text", "stage", "origin", "form", "is_digital", "affair", "odd",
        )
    }  # fmt: skip
    days = {name: getattr(record, name) for name in ("trial_date", "adoption_date")}
    return plain | {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "paper_maturity": str(record.paper_maturity) if record.paper_maturity is not None else None,
    }
