"""Programmes as the table of the action plan."""

from collections.abc import Callable, Iterable, Sequence

from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.programmes import offices_of
from balai.domains.masterplan.rules.cells import word_of
from balai.domains.masterplan.rules.columns import COLUMN, COLUMNS, KEEP_BESIDE, Column, title_of
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd, OpdKind, OpdName
from balai.kits.excel import Sheet


def sheet(plan: Plan, rows: Iterable[Programme]) -> Sheet:
    """The programmes in all columns, with those that earlier files brought beside them at the end."""
    rows = list(rows)
    offices = offices_of(rows)
    lines = [cells(row, offices.get(row.pk, ())) for row in rows]
    beside = extras(rows)
    codes = [*COLUMN, *beside]
    titles = [title_of(column, plan.start_year) for column in COLUMNS] + [code[1:] for code in beside]
    money = frozenset(place for place, column in enumerate(COLUMNS) if column.kind == "MONEY")
    return Sheet(
        plan.title[:31].strip() or "Program",
        titles,
        [[line.get(code) for code in codes] for line in lines],
        money,
    )


def cells(row: Programme, offices: Sequence[Opd]) -> dict[str, str | int | None]:
    """One programme by column code: texts, ceilings as numbers, and the words of files where there is no place for them."""
    years = {one.year - row.plan.start_year + 1: one for one in row.years.all()}
    found: dict[str, str | int | None] = dict(row.kept)
    for column in COLUMNS:
        if column.code in found:
            continue
        if column.term:
            year = years.get(column.term)
            value = (year.target if column.kind == "TARGET" else year.ceiling_rupiah) if year else None
            found[column.code] = value if value is not None else ""
        else:
            found[column.code] = _word(row, column, offices)
    return found


def _word(row: Programme, column: Column, offices: Sequence[Opd]) -> str:
    if column.kind == "OPD":
        return row.lead.name if row.lead else row.lead_text
    if column.kind == "OPDS":
        names = sorted(opd.name for opd in offices)
        return "; ".join([*names, *filter(None, [row.supporting_text])])
    return word_of(column, getattr(row, column.field))


def extras(rows: Iterable[Programme]) -> list[str]:
    """Columns ("+Title") that files brought beside the known ones."""
    return sorted({code for row in rows for code in row.kept if code.startswith(KEEP_BESIDE)})


def opd_finder() -> Callable[[str], int | None]:
    """Knows an office by its code, its short or full name, or a name that it bore once; what two bear belongs to the one
    that still exists, else to nobody."""
    known: dict[str, set[int]] = {}
    offices = {one.pk: one for one in organizations.all_opds()}
    former = OpdName.objects.exclude(opd__kind=OpdKind.DESA).values_list("opd_id", "name", "short_name")
    words = [(pk, word) for pk, *names in former for word in names]
    words += [(pk, word) for pk, one in offices.items() for word in (one.code, one.short_name, one.name)]
    for pk, word in words:
        known.setdefault(_plain(word), set()).add(pk)

    def find(text: str) -> int | None:
        found = known.get(_plain(text), set())
        living = {pk for pk in found if offices[pk].valid_to is None}
        chosen = found if len(found) == 1 else living
        return next(iter(chosen)) if len(chosen) == 1 else None

    return find


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
