"""What the contest says of people: who took part."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from balai.domains.ideas.models import Entry
from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    Person,
    Record,
    register_destroyer,
    register_holding,
)
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

KIND, NOBODY = "ideas.Entry", "Peserta"
_WON = "Nama pemenang tercatat pada piagam dan berita acara juri (UU 43/2009)."


def find(who: Person) -> Iterable[int]:
    return Entry.objects.filter(sent_by=who.user_id).values_list("pk", flat=True) if who.user_id else []


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Entry.objects.filter(pk__in=rows):
        facts = [
            Fact("Nama peserta", row.participant, "participant"),
            Fact("Judul", row.title),
            Fact("Isi", row.text),
        ]
        yield Record(KIND, row.pk, "Peserta lomba", row.sent_at, facts, _WON if row.rank else "")


def correct(row_id: int, name: str, value: str, by: Actor, at: datetime) -> None:
    """The name of the participant. Raises Refused FIELD_FIXED, TEXT_…."""
    if name != "participant":
        raise Refused("FIELD_FIXED", "Isian ini tidak dapat diperbaiki di sini.", field="value")
    text = clean_text(value, field="value", label="Isian", minimum=3, maximum=120)
    Entry.objects.filter(pk=row_id).update(participant=text)


def erase(row_id: int, by: Actor, at: datetime) -> None:
    _empty([row_id], at)


def over(before: datetime) -> Iterable[int]:
    rows = Entry.objects.filter(sent_at__lt=before).exclude(participant=NOBODY)
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty(rows: Iterable[int], at: datetime) -> None:
    Entry.objects.filter(pk__in=rows).update(participant=NOBODY, sent_by=None)


def register() -> None:
    """For `apps.ready()`."""
    register_holding(Holding(KIND, "IDEAS", "Lomba inovasi", find, show, correct, erase, withdraw=erase))
    register_destroyer(Destroyer(KIND, "IDEAS", "Peserta lomba lama", "ANONYMISE", over, _empty))
