"""A whole file: each row by itself, then the rows together. Returns every fault; stops at none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from . import numbers
from .cells import CellFault, Raw, day_of, read, shown
from .columns import BY_CODE, Column, Kind
from .faults import WARNINGS, Fault, address

OLDEST_YEARS = 120
EARLIEST_MARRIAGE = 15
EARLIEST_HEAD = 12
_SUMS = ("jumlah", "total", "grand total")
# As many numbers with a last digit other than 0 show that the program that wrote the file kept all sixteen.
PROOF_OF_EXACTNESS = 5


@dataclass(slots=True)
class Row:
    """One row of the sheet: its number there, its raw cells by column, repairs already in place."""

    number: int
    cells: list[Raw]
    is_left_out: bool = False


@dataclass(slots=True)
class Read:
    """What a row says, by column code, and what is wrong with it."""

    number: int
    person: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        return any(fault.is_error for fault in self.faults)


class Checker:
    """Reads the rows of one file with one meaning of its columns. `today` bounds dates."""

    def __init__(
        self, *, kind: str, mapping: Mapping[int, str], width: int, titles: list[str], today: date
    ) -> None:
        self.kind = kind
        self.today = today
        self.width = width
        self.titles = [title.lower() for title in titles]
        columns = BY_CODE[kind]
        self.columns: dict[int, Column] = {place: columns[code] for place, code in sorted(mapping.items())}
        self.places = {column.code: place for place, column in self.columns.items()}
        self.exact: dict[int, bool] = {}

    def learn(self, rows: Iterable[Row]) -> None:
        """See which number columns kept all their digits although they are stored as numbers."""
        places = [p for p, column in self.columns.items() if column.kind in {Kind.NIK, Kind.KK}]
        counts = dict.fromkeys(places, 0)
        for row in rows:
            for place in places:
                cell = row.cells[place] if place < len(row.cells) else None
                if isinstance(cell, int | float) and abs(cell) >= 1e15 and int(cell) % 10:
                    counts[place] += 1
        self.exact = {place: count >= PROOF_OF_EXACTNESS for place, count in counts.items()}

    def read(self, row: Row) -> Read | None:
        """One row; None where it is empty."""
        if not any(shown(cell).strip() for cell in row.cells):
            return None
        found = Read(row.number, {})
        odd = self._odd_row(row)
        if odd:
            found.faults.append(odd)
            return found
        for place, column in self.columns.items():
            self._cell(found, place, column, row.cells[place] if place < len(row.cells) else None)
        if self.kind == "RESIDENTS":
            self._person(found)
        elif not found.person.get("nik") and not found.faults:
            found.faults.append(self._fault(found, "nik", "KEY_MISSING"))
        return found

    def _cell(self, found: Read, place: int, column: Column, cell: Raw) -> None:
        try:
            found.person[column.code] = read(column, cell, exact=self.exact.get(place, False))
        except CellFault as fault:
            if fault.value is not None:
                found.person[column.code] = fault.value
            values = {"column": column.label, **fault.values}
            found.faults.append(Fault(found.number, place, column.code, fault.code, values))

    def _odd_row(self, row: Row) -> Fault | None:
        texts = [shown(cell).strip().lower() for cell in row.cells]
        alike = sum(1 for text, title in zip(texts, self.titles, strict=False) if text and text == title)
        if alike >= 2 and alike * 2 >= sum(1 for text in texts if text):
            return Fault(row.number, -1, "", "ROW_REPEATS_HEADER")
        wide = next((place for place, text in enumerate(texts) if text and place >= self.width), None)
        if wide is not None:
            return Fault(row.number, wide, "", "ROW_WIDE")
        filled = [text for text in texts if text]
        if len(filled) <= 3 and filled[0].rstrip(":") in _SUMS:
            return Fault(row.number, -1, "", "ROW_SUM")
        return None

    def _fault(self, found: Read, column: str, code: str, **values) -> Fault:
        place = self.places.get(column, -1)
        label = BY_CODE[self.kind][column].label if column else ""
        return Fault(found.number, place, column, code, {"column": label, **values})

    def _person(self, found: Read) -> None:
        """What the cells of one person say about each other."""
        say = found.person.get
        add = found.faults.append
        wrong = {fault.column for fault in found.faults if fault.is_error}
        for column, code in (("nama", "NAME_MISSING"), ("sex", "SEX_MISSING"), ("tanggallahir", "BIRTH_MISSING"),
                             ("no_kk", "KK_MISSING")):  # fmt: skip
            mapped = column in self.places or code == "NAME_MISSING"
            if mapped and not say(column) and column not in wrong:
                add(self._fault(found, column, code))
        nik, born = say("nik", ""), day_of(say("tanggallahir", ""))
        if nik:
            for which in numbers.disagreements(nik, born=born, sex=say("sex", "")):
                add(self._fault(found, "nik", f"NIK_{which}"))
            if nik == say("no_kk"):
                add(self._fault(found, "nik", "NIK_IS_KK"))
            for parent in ("ayah_nik", "ibu_nik"):
                if say(parent) == nik:
                    add(self._fault(found, parent, "PARENT_IS_SELF"))
        self._days(found, born)
        if say("hamil") == "1" and say("sex") == "1":
            add(self._fault(found, "hamil", "PREGNANT_MAN"))

    def _days(self, found: Read, born: date | None) -> None:
        say, add = found.person.get, found.faults.append
        for column in ("tanggallahir", "tanggalperkawinan", "tanggalperceraian"):
            if (day := day_of(say(column, ""))) and day > self.today:
                add(self._fault(found, column, "DATE_FUTURE"))
        married, divorced = day_of(say("tanggalperkawinan", "")), day_of(say("tanggalperceraian", ""))
        if married and born and married < born:
            add(self._fault(found, "tanggalperkawinan", "MARRIED_EARLY"))
        if married and divorced and divorced < married:
            add(self._fault(found, "tanggalperceraian", "DIVORCED_EARLY"))
        if born is None:
            return
        age = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
        if age > OLDEST_YEARS and say("status_dasar", "") in {"", "1"}:
            add(self._fault(found, "tanggallahir", "DATE_OLD"))
        if 0 <= age < EARLIEST_MARRIAGE and say("status_kawin") in {"2", "3", "4"}:
            add(self._fault(found, "status_kawin", "MARRIED_CHILD", age=age))
        if 0 <= age < EARLIEST_HEAD and say("kk_level") == "1":
            add(self._fault(found, "kk_level", "HEAD_CHILD", age=age))

    def together(self, rows: list[Read]) -> list[Fault]:
        """What is wrong between rows: the same NIK twice, families without or with two heads, the same person twice."""
        return [*self._twice(rows), *self._families(rows), *self._perhaps_twice(rows)]

    def _twice(self, rows: list[Read]) -> Iterable[Fault]:
        seen: dict[str, list[Read]] = defaultdict(list)
        for row in rows:
            if row.person.get("nik"):
                seen[row.person["nik"]].append(row)
        for same in seen.values():
            for row in same if len(same) > 1 else ():
                other = next(one for one in same if one is not row)
                yield self._fault(
                    row, "nik", "NIK_TWICE", other=address(other.number, self.places.get("nik", -1))
                )

    def _families(self, rows: list[Read]) -> Iterable[Fault]:
        if "kk_level" not in self.places or "no_kk" not in self.places:
            return
        heads: dict[str, list[Read]] = defaultdict(list)
        first: dict[str, Read] = {}
        for row in rows:
            card = row.person.get("no_kk")
            if card and row.person.get("status_dasar", "1") in {"", "1"}:
                first.setdefault(card, row)
                if row.person.get("kk_level") == "1":
                    heads[card].append(row)
        for card, row in first.items():
            if not heads[card]:
                yield self._fault(row, "kk_level", "KK_NO_HEAD")
            for extra in heads[card][1:]:
                other = address(heads[card][0].number, self.places["kk_level"])
                yield self._fault(extra, "kk_level", "KK_TWO_HEADS", other=other)

    def _perhaps_twice(self, rows: list[Read]) -> Iterable[Fault]:
        seen: dict[tuple[str, str], Read] = {}
        for row in rows:
            key = likeness(row.person)
            if row.person.get("nik") or key is None or "nik" in {fault.column for fault in row.faults}:
                continue
            if key in seen:
                yield self._fault(
                    row, "nama", "PERHAPS_TWICE", other=address(seen[key].number, self.places["nama"])
                )
            else:
                seen[key] = row


def likeness(person: Mapping[str, str]) -> tuple[str, str] | None:
    """Name and day of birth, by which somebody without NIK may be known; None when either is missing."""
    name, born = person.get("nama", ""), person.get("tanggallahir", "")
    return (name.lower(), born) if name and born else None


def is_error(code: str) -> bool:
    """Whether this keeps a row from being stored."""
    return code not in WARNINGS
