"""The inventory: heads with what their heaps say, weighed by the formula of the day and put in order.

A handful of questions, whatever the number of needs: the weights of the day may change the order of all of them, so the
weight is counted when it is asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from balai.domains.needs.models import Need, ReportHeap
from balai.domains.needs.rules.following import standing
from balai.domains.needs.rules.weighing import Part, Weights, parts, weight_of
from balai.domains.needs.terms import (
    PROGRAMME,
    REASONS,
    THREAD_KIND,
    WEIGHTS,
    Criterion,
    Moderation,
    Source,
    Standing,
)
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.threads.public import linked
from balai.foundation.likeness import Words, similar
from balai.kits.ui.words import own_word

WITHOUT_AREA = ""
EVEN = {"weights": {one.value: 1 for one in Criterion}, "people_full": 100_000, "sources_full": 20}


@dataclass(frozen=True, slots=True)
class Line:
    """A head with its heap: how many needs and reports speak of it, the most people that one of them names, its programmes."""

    need: Need
    standing: Standing
    needs: int
    reports: int
    people: int | None
    programmes: tuple[str, ...]
    parts: tuple[Part, ...]
    weight: float
    kecamatan: str
    sources: frozenset[str]

    @property
    def statements(self) -> int:
        return self.needs + self.reports


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the inventory is narrowed by; "" does not narrow."""

    words: str = ""
    dimension: str = ""
    kecamatan: str = ""
    source: str = ""
    standing: str = ""
    example: str = ""


def weights(*, on: date) -> Weights:
    """The weights of that day; where a region has none, every criterion weighs the same."""
    return Weights.read(parameters.value(WEIGHTS, on=on, default=EVEN))


def reasons(*, on: date) -> list[tuple[str, str]]:
    """(code, label) of why a need may stay without an answer."""
    return [(row["code"], own_word(row, "label")) for row in parameters.value(REASONS, on=on, default=[])]


def lines(
    *, on: date, of: Weights | None = None, moderation: Collection[str] = (Moderation.SHOWN,)
) -> list[Line]:
    """Every head with its heap, the heaviest first; four questions."""
    rows = list(Need.objects.filter(moderation__in=moderation).select_related("opd").order_by("pk"))
    return _lines(rows, of or weights(on=on))


def line_of(need: Need, *, on: date) -> Line:
    """The head of this need with its heap; of the others only what everybody may read counts, as in the inventory."""
    head = need.head_id or need.pk
    shown = Q(head_id=head, moderation=Moderation.SHOWN)
    rows = list(Need.objects.filter(shown | Q(pk__in=[head, need.pk])))
    return _lines(rows, weights(on=on))[0]


def _lines(rows: Sequence[Need], of: Weights) -> list[Line]:
    heaps: dict[int, list[Need]] = defaultdict(list)
    for need in rows:
        heaps[need.head_id or need.pk].append(need)
    counts = dict(
        ReportHeap.objects.filter(need__in=[need.pk for need in rows]).values_list("need_id", "count")
    )
    ends = linked(THREAD_KIND, [str(need.pk) for need in rows], {PROGRAMME}, "AFTER")
    heads = {need.pk: need for need in rows if need.head_id is None}
    found = [_line(heads[head], heap, counts, ends, of) for head, heap in heaps.items() if head in heads]
    return sorted(found, key=lambda line: (-line.weight, line.need.pk))


def _line(
    head: Need, heap: list[Need], counts: Mapping[int, int], ends: Mapping[str, list[str]], of: Weights
) -> Line:
    programmes = tuple(dict.fromkeys(one for need in heap for one in ends.get(str(need.pk), ())))
    people = max((need.people for need in heap if need.people is not None), default=None)
    reports = sum(counts.get(need.pk, 0) for need in heap)
    # A heap of reports is a source as often as it was reported; the row that names it is not one more.
    needs = sum(need.source != Source.REPORTS for need in heap)
    made = parts(people=people, sources=needs + reports, judged=head.judged, weights=of)
    kecamatan = organizations.kecamatan_of(head.area_id) if head.area_id else None
    return Line(
        need=head,
        standing=standing(
            moderation=head.moderation,
            is_weighed=bool(head.judged),
            is_declined=bool(head.decline_code),
            has_programme=bool(programmes),
        ),
        needs=needs,
        reports=reports,
        people=people,
        programmes=programmes,
        parts=made,
        weight=weight_of(made),
        kecamatan=kecamatan.code if kecamatan else WITHOUT_AREA,
        sources=frozenset(need.source for need in heap),
    )


def narrowed(rows: Iterable[Line], chosen: Chosen) -> list[Line]:
    """Those that fit everything chosen; a heap has every source that speaks in it."""
    words = chosen.words.casefold().split()
    return [
        line
        for line in rows
        if all(word in f"{line.need.title} {line.need.text}".casefold() for word in words)
        and chosen.dimension in {"", line.need.dimension}
        and chosen.kecamatan in {"", line.kecamatan}
        and (not chosen.source or chosen.source in line.sources)
        and chosen.standing in {"", line.standing}
        and (not chosen.example or line.need.is_example == (chosen.example == "contoh"))
    ]


def counted(rows: Sequence[Line]) -> dict[str, Counter[str]]:
    """How many heads have which source, dimension, kecamatan and standing. A heap counts once for each of its sources."""
    return {
        "source": Counter(source for line in rows for source in line.sources),
        "dimension": Counter(line.need.dimension for line in rows),
        "kecamatan": Counter(line.kecamatan for line in rows),
        "standing": Counter(line.standing.value for line in rows),
    }


def alike(need: Need, *, to_keeper: bool, most: int = 6) -> list[tuple[Need, int]]:
    """(head, likeness) of needs that may speak of the same; those of its own heap are not among them.

    Who keeps the inventory is also told of those that nobody has looked at yet.
    """
    own = need.head_id or need.pk
    told = [Moderation.SHOWN, Moderation.PENDING] if to_keeper else [Moderation.SHOWN]
    rows = Need.objects.filter(moderation__in=told, head=None).exclude(pk=own)
    others = [
        Words(pk, title, area or "", dimension)
        for pk, title, area, dimension in rows.values_list("pk", "title", "area_id", "dimension")
    ]
    found = similar(Words(own, need.title, need.area_id or "", need.dimension), others, most=most)
    needs = Need.objects.select_related("area").in_bulk([pk for pk, _likeness in found])
    return [(needs[pk], likeness) for pk, likeness in found]


def heap(need: Need, *, to_keeper: bool) -> list[Need]:
    """What was merged into this head, oldest first; what is not shown to everybody only to who keeps the inventory."""
    rows = need.heap.all() if to_keeper else need.heap.filter(moderation=Moderation.SHOWN)
    return list(rows.select_related("area", "opd", "reports").order_by("stated_date", "pk"))
