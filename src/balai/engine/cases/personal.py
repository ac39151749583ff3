"""What cases say of people: who follows one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from balai.engine.cases.actions.watching import watcher_keys
from balai.engine.cases.models import Watcher
from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    person,
    register_destroyer,
    register_holding,
    register_index,
)
from balai.foundation.actor import Actor

KIND = "cases.Watcher"


def find(who: Person) -> Iterable[int]:
    names = watcher_keys(user_id=who.user_id) if who.user_id else []
    if who.email:
        names += watcher_keys(email=who.email)
    return Watcher.objects.filter(key__in=names).values_list("pk", flat=True)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Watcher.objects.filter(pk__in=rows).select_related("case", "user"):
        facts = [
            Fact("Alamat", row.address or (row.user.email if row.user else "")),
            Fact("Kasus", row.case_id),
        ]
        yield Record(KIND, row.pk, "Kasus yang Anda ikuti", row.since, facts)


def erase(row_id: int, by: Actor, at: datetime) -> None:
    """He follows no longer."""
    _delete([row_id], at)


def _delete(rows: Iterable[int], at: datetime) -> None:
    Watcher.objects.filter(pk__in=rows).delete()


def over(before: datetime) -> Iterable[int]:
    rows = Watcher.objects.filter(case__closed_at__lt=before)
    return rows.order_by("pk").values_list("pk", flat=True)


def contacts(rows: Iterable[int]) -> Mapping[int, Person]:
    found = Watcher.objects.filter(pk__in=rows)
    return {row.pk: person(email=row.address or "", user_id=row.user_id) for row in found}


def within(since: datetime, until: datetime) -> Iterable[int]:
    return Watcher.objects.filter(since__lte=until).values_list("pk", flat=True)


def _text(row: Watcher) -> str | None:
    return row.address.strip().lower() if row.address else None


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(
            KIND, "NEWS", "Kasus yang diikuti", find, show, erase=erase, withdraw=erase, contacts=contacts, within=within
        )
    )  # fmt: skip
    register_destroyer(Destroyer(KIND, "NEWS", "Pengikut kasus yang selesai", "DESTROY", over, _delete))
    register_index(IndexColumn(KIND, "key", _text, prefix="email:"))
