"""What the gate holds of people: digests that nobody can read back, and the words of appeals."""

from collections.abc import Iterable, Iterator

from balai.engine.data_subjects.public import (
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    register_holding,
    register_index,
)
from balai.engine.gate.models import Appeal, Ban
from balai.engine.gate.visitors import Visitor

KIND = "gate.Ban"


def find(who: Person) -> Iterable[int]:
    """Bans on a phone; devices and addresses are known to nobody."""
    keys = Visitor(phone=who.phone).all_digests() if who.phone else []
    return Ban.objects.filter(subject__in=keys).values_list("pk", flat=True)


def show(rows: Iterable[int]) -> Iterator[Record]:
    kept = "Penutupan berakhir sendiri; yang keliru dibuka lewat banding."
    for row in Ban.objects.filter(pk__in=rows).order_by("pk"):
        appeals = Appeal.objects.filter(subject_kind="ban", subject_id=row.pk).order_by("pk")
        facts = [Fact("Alasan", row.get_reason_display()), Fact("Catatan", row.note)]
        facts += [Fact("Keberatan Anda", one.text) for one in appeals]
        yield Record(KIND, row.pk, f"Penutupan kiriman {row.code}", row.created_at, facts, kept_because=kept)


def register() -> None:
    """For `apps.ready()`."""
    register_holding(Holding(KIND, "GATE", "Penutupan kiriman", find, show))
    ends = "Penutupan dan jejak kiriman berakhir dalam hitungan hari; yang lama tidak perlu dikenali lagi."
    register_index(IndexColumn(KIND, "subject", fades=ends), IndexColumn("gate.Trace", "digest", fades=ends))
