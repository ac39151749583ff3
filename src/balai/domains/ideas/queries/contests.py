"""What pages of the contest ask: entries, the sheets that somebody may see, certificates."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from balai.domains.ideas.models import Certificate, Edition, Entry, Juror, Sheet
from balai.domains.ideas.rules.conflicts import is_conflict
from balai.domains.ideas.rules.ranking import means, read_criteria, rounded
from balai.domains.ideas.terms_contest import PUBLIC_ENTRY_STAGES, EntryStage
from balai.engine.documents import public as documents
from balai.engine.people.public import actor_of

_SOURCE = Path(__file__).parent.parent / "data" / "sertifikat.typ"


@dataclass(frozen=True, slots=True)
class Task:
    """One finalist on a juror's list; `sheet` is his own and nobody else's."""

    entry: Entry
    sheet: Sheet | None
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A ranked entry with the jury's mean points in the order of the criteria; `is_shared` says that another one stands
    on the same rank, `tie_break` what decided between equal scores."""

    entry: Entry
    points: list[tuple[str, Decimal]]
    is_shared: bool
    tie_break: str


@dataclass(frozen=True, slots=True)
class Group:
    """One category: ranked once the jury closed, before that who takes part."""

    label: str
    standings: list[Standing]
    entries: list[Entry]


def is_open(edition: Edition, at: datetime) -> bool:
    """Whether entries are taken on that day."""
    if edition.closed_at is not None or edition.opens_on is None or edition.closes_on is None:
        return False
    return edition.opens_on <= timezone.localdate(at) <= edition.closes_on


def conflicts(juror: Juror, entry: Entry) -> bool:
    """Whether the juror has an interest of his own in the entry; `entry.idea` is asked too."""
    sources = [one for one in (entry, entry.idea) if one is not None]
    return is_conflict(
        juror_opd=actor_of(juror.user).opd_id,
        juror_user=juror.user_id,
        opds={one.opd_id for one in sources},
        senders={one.sent_by_id for one in sources},
    )


def groups(edition: Edition) -> list[Group]:
    """By category, who passed the check of papers; after the jury closed the ranking comes first."""
    rows = list(
        edition.entries.filter(stage__in=PUBLIC_ENTRY_STAGES).select_related("opd").order_by("title", "pk")
    )
    ranked = _standings(
        edition, sorted((row for row in rows if row.rank), key=lambda row: (row.rank, row.pk))
    )
    found = [
        Group(
            one["label"],
            [line for line in ranked if line.entry.category == one["code"]],
            [row for row in rows if row.category == one["code"] and row.rank is None],
        )
        for one in edition.categories
    ]
    return [group for group in found if group.standings or group.entries]


def _standings(edition: Edition, rows: list[Entry]) -> list[Standing]:
    criteria = read_criteria(edition.criteria)
    labels = {one.code: one.label for one in criteria}
    sheets = open_sheets(edition)
    shares = Counter((row.category, row.rank) for row in rows)
    return [
        Standing(
            row,
            [
                (labels[code], rounded(mean))
                for code, mean in means(criteria, [one.points for one in sheets[row.pk]]).items()
            ],
            shares[row.category, row.rank] > 1,
            labels.get(row.tie_break, ""),
        )
        for row in rows
    ]


def tasks_of(juror: Juror) -> list[Task]:
    """What a juror has to score, in the order of entry; three questions."""
    own = {sheet.entry_id: sheet for sheet in juror.sheets.all()}
    rows = juror.edition.entries.filter(stage=EntryStage.FINALIST).select_related("idea").order_by("pk")
    return [Task(entry, own.get(entry.pk), conflicts(juror, entry)) for entry in rows]


def left_of(edition: Edition) -> dict[Juror, int]:
    """How many sheets each juror still owes; conflicts are not waited for."""
    jurors = edition.jurors.select_related("user", "edition").prefetch_related("sheets").order_by("pk")
    return {
        juror: sum(not task.is_conflict and task.sheet is None for task in tasks_of(juror))
        for juror in jurors
    }


def open_sheets(edition: Edition) -> dict[int, list[Sheet]]:
    """All sheets by entry, once the jury closed; before that nobody sees any but his own, whoever asks."""
    found: dict[int, list[Sheet]] = {}
    if edition.closed_at is None:
        return found
    for sheet in (
        Sheet.objects.filter(entry__edition=edition).select_related("juror__user").order_by("juror_id")
    ):
        found.setdefault(sheet.entry_id, []).append(sheet)
    return found


def certificate_pdf(row: Certificate) -> bytes:
    """The PDF/A of a certificate; the same one always gives the same bytes."""
    path = reverse("ideas:certificate", args=[row.check_code])
    return documents.typeset(
        source=_source(),
        data={**row.content, "digest": row.digest, "check_code": row.check_code},
        title=f"Sertifikat {row.number}",
        letter={"check_url": f"{settings.PUBLIC_URL.rstrip('/')}{path}"},
        at=row.issued_at,
        name="sertifikat",
    )


@cache
def _source() -> str:
    return _SOURCE.read_text(encoding="utf-8")
