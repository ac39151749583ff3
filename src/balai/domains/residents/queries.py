"""Named questions about people, files and lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import ExtractYear

from balai.domains.residents.models import (
    Change,
    Finding,
    Import,
    ImportRow,
    PovertyEntry,
    Resident,
)
from balai.domains.residents.rules import numbers
from balai.domains.residents.rules.people import words_of
from balai.domains.residents.terms import (
    LIST_LABELS,
    RESTRICTABLE,
    SMALLEST_CELL,
    ImportKind,
    ImportState,
    Status,
)
from balai.engine.data_subjects.public import restricted_rows
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.kits.crypto import blind_indexes, mask


def of_village(area_id: str) -> QuerySet[Resident]:
    """The people of one village, by name."""
    return processed().filter(area=area_id).order_by("name", "pk")


def processed() -> QuerySet[Resident]:
    """Everybody whose data may be worked with: not those who had it restricted (UU 27/2022 Pasal 41)."""
    return Resident.objects.exclude(pk__in=restricted_rows(RESTRICTABLE))


def searched(rows: QuerySet[Resident], text: str) -> QuerySet[Resident]:
    """`rows` whose NIK or KK number is `text`, or whose name contains its words.

    A number that belongs to another village finds as little as one that belongs to nobody: the question is never put
    to more than `rows`.
    """
    digits = numbers.tidy(text)
    if len(digits) == numbers.LENGTH and digits.isdecimal():
        keys = blind_indexes(digits)
        return rows.filter(Q(person_key__in=keys) | Q(family_key__in=keys))
    for word in text.split()[:5]:
        rows = rows.filter(name__icontains=word)
    return rows


def family_of(row: Resident) -> list[Resident]:
    """The others on the same family card, the head first; none without a number."""
    if not row.family_key:
        return []
    others = processed().filter(area=row.area_id, family_key=row.family_key).exclude(pk=row.pk)
    level = {other.pk: other.person.get("kk_level") or "99" for other in others}
    return sorted(others, key=lambda other: (int(level[other.pk]), other.birth_date or date.max, other.pk))


def masked(number: str) -> str:
    """A NIK or KK number as a page shows it; "belum ada" where there is none."""
    return mask(number) if number else ""


def find(nik: str, *, area_id: str | None) -> dict[str, str] | None:
    """Somebody of that village by NIK, in the words of forms; None for everybody else, and without a village."""
    if not area_id:
        return None
    row = processed().filter(area=area_id, person_key__in=blind_indexes(numbers.tidy(nik))).first()
    if row is None:
        return None
    return {**words_of(row.person), "area_id": row.area_id, "status": row.status}


def search(words: str, *, area_id: str | None, most: int) -> list[dict[str, str]]:
    """The living of that village whose name has these words, as `find` gives them; at most `most`, none without a village."""
    if not area_id or not words.strip():
        return []
    rows = searched(of_village(area_id).filter(status=Status.LIVING), words)[:most]
    return [{**words_of(row.person), "area_id": row.area_id, "status": row.status} for row in rows]


def listed(list_code: str, nik: str, *, on: date, kk: str = "", area_id: str | None = None) -> bool:
    """Whether the person, or somebody on the same family card, is on a list of the poor that holds on that day.

    `list_code` is DTKS or DTSEN; any other word, such as `poverty_list`, means any of them. Asked from a village, the
    answer about people that only another village's register knows is no: nobody is sounded out from next door.
    """
    own = {"person_key": nik, "family_key": kk}
    fingers = {f"{name}__in": blind_indexes(numbers.tidy(number)) for name, number in own.items() if number}
    keys = Q(pk=None)
    for name, finger in fingers.items():
        if area_id is None or not _lives_elsewhere(area_id, **{name: finger}):
            keys |= Q(**{name: finger})
    entries = PovertyEntry.objects.filter(keys, edition__valid_from__lte=on).filter(
        Q(edition__valid_to=None) | Q(edition__valid_to__gte=on)
    )
    if list_code.upper() in LIST_LABELS:
        entries = entries.filter(edition__list_code=list_code.upper())
    return entries.exists()


def _lives_elsewhere(area_id: str, **key: list[str]) -> bool:
    """Whether registers of other villages alone know this NIK or family card."""
    rows = Resident.objects.filter(**key).exclude(status=Status.MOVED)
    areas = set(rows.values_list("area", flat=True)[:50])
    return bool(areas) and area_id not in areas


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """One bar of the pyramid; None where the number would point at single people."""

    label: str
    men: int | None
    women: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many live in a village. Small numbers are None, and so is whatever would give them away by subtraction."""

    people: int
    men: int | None
    women: int | None
    families: int
    groups: Sequence[AgeGroup]
    is_suppressed: bool


def statistics(area_id: str, *, on: date) -> Numbers:
    """The age pyramid of a village in steps of ten years."""
    living = processed().filter(area=area_id, status=Status.LIVING)
    counts: Counter[tuple[int, str]] = Counter()
    rows = living.exclude(birth_date=None).annotate(year=ExtractYear("birth_date")).values_list("year", "sex")
    for year, sex in rows.iterator():
        counts[min(max(on.year - year, 0) // 10, 8), sex] += 1
    cells = {(group, sex): counts[group, sex] for group in range(9) for sex in ("1", "2")}
    hidden = _hidden(cells)
    shown = {key: None if key in hidden else count for key, count in cells.items()}
    labels = [f"{group * 10}–{group * 10 + 9}" for group in range(8)] + ["80+"]
    sexes = {sex: living.filter(sex=sex).count() for sex in ("1", "2")}
    few = any(0 < count < SMALLEST_CELL for count in sexes.values())
    return Numbers(
        people=living.count(),
        men=None if few else sexes["1"],
        women=None if few else sexes["2"],
        families=living.exclude(family_key="").values("family_key").distinct().count(),
        groups=[AgeGroup(label, shown[n, "1"], shown[n, "2"]) for n, label in enumerate(labels)],
        is_suppressed=bool(hidden),
    )


def _hidden(cells: dict[tuple[int, str], int]) -> set[tuple[int, str]]:
    """Small cells, and in a column with a single small cell the next smallest: the total would give it away."""
    hidden = {key for key, count in cells.items() if 0 < count < SMALLEST_CELL}
    for sex in ("1", "2"):
        own = [key for key in hidden if key[1] == sex]
        rest = sorted(
            (count, key) for key, count in cells.items() if key[1] == sex and count and key not in hidden
        )
        if own and sum(cells[key] for key in own) < SMALLEST_CELL and rest:
            hidden.add(rest[0][1])
    return hidden


def status_counts(area_id: str) -> dict[str, int]:
    """How many of a village stand in each status."""
    counted = processed().filter(area=area_id).order_by().values("status").annotate(count=Count("pk"))
    return {row["status"]: row["count"] for row in counted}


def longest(numbers: Numbers) -> int:
    """The longest bar of the pyramid, at least 1."""
    return max((count or 0 for group in numbers.groups for count in (group.men, group.women)), default=0) or 1


def resident(pk: int, *, area_id: str) -> Resident:
    """Somebody of that village. Raises NotFound RESIDENT_UNKNOWN, for people of other villages too."""
    row = processed().filter(pk=pk, area=area_id).first()
    if row is None:
        raise NotFound("RESIDENT_UNKNOWN", "Orang ini tidak ada dalam daftar desa Anda.")
    return row


def history_of(row: Resident) -> list[Change]:
    """The changes of somebody's row, newest first, at most fifty."""
    return list(Change.objects.filter(resident=row).select_related("by").order_by("-at", "-pk")[:50])


def imports_of(by: Actor, *, kind: ImportKind, area_id: str | None) -> list[Import]:
    """The latest files of a village or of the list agency."""
    rows = Import.objects.filter(kind=kind).exclude(state=ImportState.DISCARDED).select_related("by")
    rows = rows.filter(area=area_id) if area_id else rows.filter(opd_id=by.opd_id)
    return list(rows.order_by("-at", "-pk")[:30])


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """Faults of one kind in one column."""

    code: str
    column: str
    is_error: bool
    count: int
    sample: Finding


def fault_groups(made: Import) -> list[FaultGroup]:
    """Kinds of faults, errors first, most frequent first."""
    rows = (
        made.findings.order_by()
        .values("code", "column", "is_error")
        .annotate(count=Count("pk"), first=Min("pk"))
    )
    samples = Finding.objects.in_bulk([row["first"] for row in rows])
    groups = [
        FaultGroup(row["code"], row["column"], row["is_error"], row["count"], samples[row["first"]])
        for row in rows
    ]
    return sorted(groups, key=lambda group: (not group.is_error, -group.count, group.code, group.column))


def faults_of(made: Import, *, code: str = "", column: str = "") -> QuerySet[Finding]:
    """Faults in the order of the sheet, errors first; of one group where it is named."""
    rows = made.findings.order_by("-is_error", "row", "place", "pk")
    return rows.filter(code=code, column=column) if code else rows


def rows_of(made: Import, row_numbers: Sequence[int]) -> dict[int, ImportRow]:
    """Some rows of a file, by their number in the sheet."""
    return {row.number: row for row in made.rows.filter(number__in=row_numbers)}
