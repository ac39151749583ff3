"""What requests about data say of people themselves."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from balai.domains.data_protection.models import DataRequest, Incident
from balai.domains.data_protection.terms import REQUEST_KIND, RIGHT_LABELS, Right
from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    Person,
    Record,
    forget_traces,
    person,
    register_destroyer,
    register_holding,
    traced,
    tracing,
)
from balai.engine.journal.public import follow

KIND, INCIDENT = "data_protection.DataRequest", "data_protection.Incident"
_OWED = "Bukti bahwa permintaan Anda dijawab; dihapus setelah masa simpannya (UU 27/2022 Pasal 31)."


def find(who: Person) -> set[int]:
    mine = set(DataRequest.objects.filter(pk__in=who.case_ids).values_list("pk", flat=True))
    return mine | traced(KIND, who)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in DataRequest.objects.filter(pk__in=rows).select_related("case"):
        facts = [
            Fact("Permintaan", RIGHT_LABELS[Right(row.right)]),
            Fact("Isi", row.text),
            Fact("Surel", row.email),
            Fact("Telepon", row.phone),
            Fact("Jawaban", row.outcome_text),
        ]
        yield Record(KIND, row.pk, f"Permintaan DP-{row.pk}", row.case.opened_at, facts, _OWED)


def contacts(rows: Iterable[int]) -> Mapping[int, Person]:
    """What a request is traced by: only what was proven is the person's own, the rest is what he said."""
    found = {}
    for row in DataRequest.objects.filter(pk__in=rows):
        about = json.loads(row.identity)
        found[row.pk] = person(
            nik=about.get("nik", ""), email=row.email or about.get("email", ""), phone=row.phone
        )
    return found


def within(since: datetime, until: datetime) -> Iterable[int]:
    rows = DataRequest.objects.filter(case__opened_at__lte=until).exclude(identity_kind="")
    return rows.values_list("pk", flat=True)


def over(before: datetime) -> Iterable[int]:
    """Answered before, and not empty yet (an emptied one has no proof of who it was any more)."""
    rows = DataRequest.objects.filter(decided_at__lt=before).exclude(proven_at=None, identity_kind="")
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty(rows: Iterable[int], at: datetime) -> None:
    rows = list(rows)
    DataRequest.objects.filter(pk__in=rows).update(
        text="", email="", phone="", identity="{}", outcome_text="", identity_kind="", proven_at=None, chosen=[], kept=[]
    )  # fmt: skip
    forget_traces(KIND, rows)


def incidents_over(before: datetime) -> Iterable[int]:
    """Incidents whose list of affected people has served its time."""
    rows = Incident.objects.filter(case__closed_at__lt=before, affected__isnull=False).distinct()
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty_incidents(rows: Iterable[int], at: datetime) -> None:
    for row in Incident.objects.filter(pk__in=rows):
        row.affected.all().delete()


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(
            KIND, "DATA_RIGHTS", "Permintaan atas data pribadi", find, show, contacts=contacts, within=within
        )
    )  # fmt: skip
    register_destroyer(
        Destroyer(KIND, "DATA_RIGHTS", "Permintaan yang sudah lama dijawab", "ANONYMISE", over, _empty),
        Destroyer(INCIDENT, "DATA_RIGHTS", "Daftar terdampak insiden lama", "DESTROY", incidents_over, _empty_incidents),
    )  # fmt: skip
    follow("data_protection.traces", codes={"CASE_OPENED"}, handler=tracing(KIND, case_kind=REQUEST_KIND))
