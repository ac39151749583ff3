"""What the pages of an import show: columns with samples, faults with their cells, changes side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from balai.domains.residents import queries
from balai.domains.residents.actions.checking import Sheet, after
from balai.domains.residents.actions.sheets import words_of
from balai.domains.residents.models import Finding, Import
from balai.domains.residents.queries import masked
from balai.domains.residents.rules.cells import shown
from balai.domains.residents.rules.columns import RESIDENT
from balai.domains.residents.rules.faults import letters
from balai.domains.residents.rules.people import differences
from balai.domains.residents.views.shown import FaultView, fault_view, value_of
from balai.kits.ui.words import said

SAMPLES = 3


@dataclass(slots=True)
class ColumnView:
    """One column of the file: its letter and title, what stands in it, and what it was taken for."""

    place: int
    letter: str
    title: str
    samples: list[str]
    chosen: str


def column_views(made: Import, typed: Mapping[str, str] | None = None) -> list[ColumnView]:
    """The columns with a title or a content."""
    rows = [row.current for row in made.rows.order_by("number")[:SAMPLES]]
    views = []
    for place, title in enumerate(made.titles):
        samples = [
            _sample(cells[place]) for cells in rows if place < len(cells) and shown(cells[place]).strip()
        ]
        chosen = made.columns.get(place, "")
        if typed is not None:
            chosen = typed.get(f"column-{place}", chosen)
        if title or samples:
            views.append(ColumnView(place, letters(place), title, samples, chosen))
    return views


def _sample(cell: Any) -> str:
    """A cell on a page that does not know yet what is secret: whatever has many digits is masked."""
    text = shown(cell)[:40]
    return masked(text) if sum(sign.isdigit() for sign in text) >= 10 else text


def group_views(made: Import, *, code: str, column: str) -> list[dict[str, Any]]:
    """The kinds of faults, each leading to its own."""
    return [
        {
            "what": words_of(group.sample)[0],
            "count": group.count,
            "is_error": group.is_error,
            "url": "?" + urlencode({"salah": group.code, "pada": group.column}),
            "active": (group.code, group.column) == (code, column),
        }
        for group in queries.fault_groups(made)
    ]


def fault_views(made: Import, found: Sequence[Finding]) -> list[FaultView]:
    """Faults with their cells; one query."""
    rows = queries.rows_of(made, [finding.row for finding in found])
    return [fault_view(made, finding, rows.get(finding.row), words_of(finding)) for finding in found]


@dataclass(slots=True)
class ChangeView:
    """Somebody known whom the file would change."""

    pk: int
    row: int
    name: str
    pairs: list[tuple[str, Any, Any]]


def change_views(sheet: Sheet, *, start: int, count: int) -> list[ChangeView]:
    """Old beside new, of the people from `start` on; numbers masked."""
    return list(islice(_changes(sheet), start, start + count))


def _changes(sheet: Sheet) -> Iterator[ChangeView]:
    wrong = sheet.wrong
    for row in sheet.rows:
        person = sheet.known.get(row.number)
        if person is None or row.number in wrong:
            continue
        before = person.person
        new = after(before, row.person)
        pairs = [
            (
                said(RESIDENT[code].label),
                value_of(RESIDENT[code], before.get(code, "")),
                value_of(RESIDENT[code], new.get(code, "")),
            )
            for code in differences(before, new)
        ]
        if pairs:
            yield ChangeView(person.pk, row.number, person.name, pairs)
