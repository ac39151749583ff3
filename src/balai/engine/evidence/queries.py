"""Named questions about evidence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from balai.engine.evidence import kinds
from balai.engine.evidence.models import Evidence, Use
from balai.engine.evidence.terms import Verdict


def evidence_about(kind: str, ids: Collection[str]) -> dict[str, list[Evidence]]:
    """id -> its proofs, the newest document first; those without one are left out. One question."""
    found: dict[str, list[Evidence]] = {}
    rows = Evidence.objects.filter(about_kind=kind, about_id__in=[str(one) for one in ids])
    for one in _counted(rows).order_by("-dated", "-pk"):
        found.setdefault(one.about_id, []).append(one)
    return found


def evidence_for(
    instrument: str, edition: str, about: tuple[str, int | str] | None = None, opd_id: int | None = None
) -> dict[str, list[Evidence]]:
    """Row of the instrument -> the proofs that lie beside it, the newest document first; of one thing, of one agency, or of
    all. One question. Proofs that were found bad are among them: whoever counts asks for the verdict."""
    uses = Use.objects.filter(instrument=instrument, edition=edition, ended_at=None)
    if opd_id is not None:
        uses = uses.filter(evidence__opd=opd_id)
    if about is not None:
        uses = uses.filter(evidence__about_kind=about[0], evidence__about_id=str(about[1]))
    found: dict[str, list[Evidence]] = {}
    for use in uses.select_related("evidence__document", "evidence__opd").order_by(
        "-evidence__dated", "-evidence_id"
    ):
        found.setdefault(use.row, []).append(use.evidence)
    return found


def _counted(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """With the document, the agency, and `used`: beside how many rows it lies."""
    used = Count("uses", filter=Q(uses__ended_at=None))
    return rows.select_related("document", "opd").annotate(used=used)


def listed(*, opd: str = "", verdict: str = "", instrument: str = "", words: str = "") -> QuerySet[Evidence]:
    """Proofs for the list, the newest kept first; what is "" does not narrow. `instrument` "-" asks for those that are
    not used anywhere."""
    rows = Evidence.objects.all()
    if opd:
        rows = rows.filter(opd__code=opd)
    if verdict:
        rows = rows.filter(verdict=verdict)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(note__icontains=words))
    used = Use.objects.filter(ended_at=None)
    if instrument == "-":
        rows = rows.exclude(pk__in=used.values("evidence"))
    elif instrument:
        rows = rows.filter(pk__in=used.filter(instrument=instrument).values("evidence"))
    return _counted(rows).order_by("-kept_at", "-pk")


def usable_for(
    instrument: str, edition: str, row: str, *, opd_ids: Collection[int] | None, words: str = ""
) -> QuerySet[Evidence]:
    """Proofs that may yet be laid beside this row, the newest kept first: of these agencies, of all where it is None;
    neither bad, nor there already, nor about something that the row does not judge."""
    there = Use.objects.filter(instrument=instrument, edition=edition, row=row, ended_at=None)
    rows = listed(words=words).exclude(verdict=Verdict.BAD).exclude(pk__in=there.values("evidence"))
    known = kinds.instrument(instrument)
    if known is not None and (kind := known.about(edition, row)):
        rows = rows.filter(about_kind=kind)
    return rows if opd_ids is None else rows.filter(opd__in=opd_ids)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an instrument as pages show it."""

    place: Mapping[str, str]
    instrument: str
    label: str

    @property
    def value(self) -> str:
        """As `row_called` reads it."""
        return "|".join(self.place.values())


def row_called(value: str) -> Row | None:
    """The row that `INSTRUMENT|edition|row` names; None where there is no such row."""
    code, _bar, rest = value.partition("|")
    edition, _bar, row = rest.partition("|")
    known = kinds.instrument(code)
    if known is None or edition not in set(known.editions()):
        return None
    label = dict(known.rows(edition)).get(row)
    place = {"instrument": code, "edition": edition, "row": row}
    return None if label is None else Row(place, known.label, label)


@dataclass(frozen=True, slots=True)
class UseShown:
    """A use with the words of its instrument and row; the codes where the room has dropped them."""

    use: Use
    instrument: str
    row: str


def uses_of(evidence: Evidence) -> list[UseShown]:
    """Where the proof is used now, by instrument."""
    rows = evidence.uses.filter(ended_at=None).order_by("instrument", "edition", "row")
    instruments = {one.code: one for one in kinds.instruments()}
    labels: dict[tuple[str, str], Mapping[str, str]] = {}
    found = []
    for use in rows:
        known = instruments.get(use.instrument)
        if known is not None and (use.instrument, use.edition) not in labels:
            labels[use.instrument, use.edition] = dict(known.rows(use.edition))
        label = labels.get((use.instrument, use.edition), {}).get(use.row, use.row)
        found.append(UseShown(use, known.label if known else use.instrument, label))
    return found


def last_verified(kind: str, ids: Collection[str]) -> dict[str, date]:
    """id -> the day of its newest proof that somebody else has found good; those without one are left out."""
    rows = Evidence.objects.filter(about_kind=kind, about_id__in=list(ids), verdict=Verdict.GOOD)
    return dict(rows.values_list("about_id").annotate(last=Max("dated")).order_by())


def upload_days(kind: str, ids: Collection[str]) -> dict[str, list[date]]:
    """id -> the days on which its proofs came, oldest first."""
    found: dict[str, list[date]] = {}
    rows = Evidence.objects.filter(about_kind=kind, about_id__in=list(ids)).order_by("kept_at")
    for number, at in rows.values_list("about_id", "kept_at"):
        found.setdefault(number, []).append(timezone.localdate(at))
    return found
