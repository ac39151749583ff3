"""Named questions about duties: who owes what by when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from balai.engine.cases.public import State
from balai.engine.duties.kinds import duty_kinds, known_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.terms import DONE, ENDED, LABELS, OWED, WAITING
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.kits.ui.words import said


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty as people read it. `url` is the officers' page; `subject` what it belongs to, "" where it is gone."""

    duty: Duty
    title: str
    holder_name: str
    state_label: str
    tone: str
    due_date: date
    is_open: bool
    is_late: bool
    is_done: bool
    url: str
    kind_label: str
    subject: str = ""
    subject_url: str = ""


@dataclass(frozen=True, slots=True)
class Owing:
    """How many are owed, and how many of them beyond their date."""

    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """What one agency owes and owed. `oldest` is the date of its oldest one that is still open."""

    opd: Opd
    open: int
    late: int
    waiting: int
    done: int
    oldest: date | None


def duties_about(kind: str, ids: Collection[str], *, at: datetime | None = None) -> list[DutyView]:
    """The duties that belong to these things of kind `kind`, soonest first; two queries whatever their number."""
    texts = [str(one) for one in ids]
    return views(by_date(Duty.objects.filter(about_kind=kind, about_id__in=texts)), at=at, with_subject=False)


def owed(opd_id: int, *, at: datetime | None = None) -> list[DutyView]:
    """What this agency still owes, soonest first."""
    rows = Duty.objects.filter(case__holder=opd_id, case__state__in=OWED)
    return views(by_date(rows), at=at)


def open_and_late(about_kind: str, *, at: datetime | None = None) -> dict[str, Owing]:
    """For each thing of that kind about which something is owed: how many, and how many late. One query."""
    rows = Duty.objects.filter(about_kind=about_kind, case__state__in=OWED).values("about_id")
    counted = rows.annotate(open=Count("pk"), late=Count("pk", filter=late_at(at or timezone.now())))
    return {row["about_id"]: Owing(row["open"], row["late"]) for row in counted}


def listed(*, to_officer: bool) -> QuerySet[Duty]:
    """Those that may be listed: of every kind to officers, of public kinds to everybody."""
    kinds = [kind.code for kind in duty_kinds() if to_officer or kind.is_public]
    return Duty.objects.filter(kind__in=kinds)


def of_tab(rows: QuerySet[Duty], tab: str, *, at: datetime) -> QuerySet[Duty]:
    """`rows` narrowed to open, late, waiting, done or ended; the last two newest first."""
    match tab:
        case "open":
            return by_date(rows.filter(case__state__in=OWED))
        case "late":
            return by_date(rows.filter(late_at(at)))
        case "waiting":
            return by_date(rows.filter(case__state__in=WAITING))
        case "done":
            return rows.filter(case__state__in=DONE).order_by("-case__closed_at", "-pk")
        case _:
            return rows.filter(case__state__in=ENDED).order_by("-case__closed_at", "-pk")


def tab_counts(rows: QuerySet[Duty], *, at: datetime) -> dict[str, int]:
    """How many stand in each tab; one query."""
    return rows.aggregate(
        open=Count("pk", filter=Q(case__state__in=OWED)),
        late=Count("pk", filter=late_at(at)),
        waiting=Count("pk", filter=Q(case__state__in=WAITING)),
        done=Count("pk", filter=Q(case__state__in=DONE)),
        ended=Count("pk", filter=Q(case__state__in=ENDED)),
    )


def accounts(rows: QuerySet[Duty], *, at: datetime) -> list[Account]:
    """One row per agency that holds or held one, those who are late first; one query."""
    counted = rows.values("case__holder").annotate(
        open=Count("pk", filter=Q(case__state__in=OWED)),
        late=Count("pk", filter=late_at(at)),
        waiting=Count("pk", filter=Q(case__state__in=WAITING)),
        done=Count("pk", filter=Q(case__state__in=DONE)),
        oldest=Min("due_date", filter=Q(case__state__in=OWED)),
    )
    found = [
        Account(
            organizations.opd_by_id(row["case__holder"]),
            row["open"],
            row["late"],
            row["waiting"],
            row["done"],
            row["oldest"],
        )
        for row in counted
    ]
    return sorted(found, key=lambda row: (-row.late, -row.open, row.opd.name))


def views(rows: Iterable[Duty], *, at: datetime | None = None, with_subject: bool = True) -> list[DutyView]:
    """Duties as people read them; what they belong to is asked once per kind."""
    kept, now = list(rows), at or timezone.now()
    subjects = _subjects(kept) if with_subject else {}
    return [_view(row, now, subjects.get((row.kind, row.about_id), ("", ""))) for row in kept]


def subject_of(duty: Duty) -> tuple[str, str]:
    """Title and address of what a duty belongs to; empty where nobody knows it any more."""
    return _subjects([duty]).get((duty.kind, duty.about_id), ("", ""))


def by_date(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    return rows.select_related("case__holder").order_by("due_date", "pk")


def late_at(at: datetime) -> Q:
    """Still owed, and its day is over."""
    return Q(case__state__in=OWED) & Q(case__citizen_due_at__lt=at)


def _subjects(rows: list[Duty]) -> dict[tuple[str, str], tuple[str, str]]:
    ids: dict[str, set[str]] = {}
    for row in rows:
        ids.setdefault(row.kind, set()).add(row.about_id)
    found = {}
    for code, wanted in ids.items():
        kind = known_kind(code)
        named = kind.subject(wanted) if kind else {}
        found.update({(code, one): named[one] for one in wanted if one in named})
    return found


def _view(row: Duty, now: datetime, subject: tuple[str, str]) -> DutyView:
    case, kind = row.case, known_kind(row.kind)
    state = State(case.state)
    return DutyView(
        duty=row,
        title=case.title,
        holder_name=case.holder.short_name,
        state_label=said(LABELS[state]) if state in LABELS else case.state_label,
        tone=case.state_tone,
        due_date=row.due_date,
        is_open=case.state in OWED,
        is_late=case.state in OWED and case.citizen_due_at is not None and case.citizen_due_at < now,
        is_done=case.state in DONE,
        url=reverse("cases:case", args=[case.pk]),
        kind_label=said(kind.label) if kind else row.kind,
        subject=subject[0],
        subject_url=subject[1],
    )
