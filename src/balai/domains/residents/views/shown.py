"""People and faults as the pages show them: numbers masked, codes as words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.domains.residents.models import Finding, Import, ImportRow, Resident
from balai.domains.residents.queries import masked
from balai.domains.residents.rules.cells import day_of, shown, suggestion
from balai.domains.residents.rules.columns import BY_CODE, RESIDENT, Column, Kind
from balai.domains.residents.rules.faults import address
from balai.domains.residents.rules.people import name_of
from balai.foundation.privacy import scrub
from balai.kits.ui.words import said


class Line:
    """One row of the list."""

    def __init__(self, row: Resident) -> None:
        person = row.person
        self.row = row
        self.nik = masked(person.get("nik", ""))
        self.card = masked(person.get("no_kk", ""))
        self.sex = said(name_of("sex", row.sex))
        self.role = said(name_of("kk_level", person.get("kk_level", "")))
        parts = (person.get("dusun", ""), f"RT {person['rt']}" if person.get("rt") else "")
        self.place = ", ".join(part for part in parts if part)


def value_of(column: Column, value: str, *, is_masked: bool = True) -> Any:
    """A kept value for people: a day as a day, a code as its name, a number behind its mask."""
    if column.kind is Kind.DATE:
        return day_of(value)
    if column.is_secret and is_masked:
        return masked(value)
    return said(column.choices.get(value, value)) if column.choices else value


def facts(row: Resident, codes: tuple[str, ...], *, is_masked: bool = True) -> list[tuple[str, Any]]:
    """Terms and values of some columns."""
    person = row.person
    return [
        (said(RESIDENT[code].label), value_of(RESIDENT[code], person.get(code, ""), is_masked=is_masked))
        for code in codes
    ]


def age_of(born: date | None, today: date) -> int | None:
    """Whole years."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@dataclass(slots=True)
class FaultView:
    """One fault with its cell, its words, and what could stand there instead."""

    finding: Finding
    what: str
    advice: str
    address: str
    label: str
    said: str
    who: str
    suggested: str
    choices: list[tuple[str, str]]
    is_secret: bool
    is_repaired: bool
    is_left_out: bool

    @property
    def can_type(self) -> bool:
        return self.finding.place >= 0 and bool(self.finding.column)

    @property
    def start(self) -> str:
        """What the field holds at first."""
        if self.is_secret:
            return ""
        return self.suggested or self.said


def fault_view(made: Import, finding: Finding, row: ImportRow | None, words: tuple[str, str]) -> FaultView:
    """A fault for the page; `row` is its row, None when it is gone."""
    columns = BY_CODE[made.kind]
    column = columns.get(finding.column)
    cells = row.current if row else []
    raw = cells[finding.place] if 0 <= finding.place < len(cells) else ""
    name_at = next((place for place, code in made.columns.items() if code == "nama"), -1)
    is_secret = column is None or column.is_secret
    wished = suggestion(column, raw) if column else ""
    return FaultView(
        finding=finding,
        what=words[0],
        advice=words[1],
        address=address(finding.row, finding.place),
        label=said(column.label) if column else "",
        said=masked(shown(raw)) if is_secret else scrub(shown(raw)[:120]),
        who=shown(cells[name_at])[:60] if 0 <= name_at < len(cells) else "",
        suggested=masked(wished) if is_secret else wished,
        choices=[(name, said(name)) for name in column.choices.values()] if column else [],
        is_secret=is_secret,
        is_repaired=bool(row and finding.place in row.repaired),
        is_left_out=bool(row and row.is_left_out),
    )
