"""What reports say of people: how a reporter is found, shown what we hold, corrected, forgotten."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import F, Q

from balai.domains.citizen_reports.actions import photos_down
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import exact_place
from balai.domains.citizen_reports.terms import CASE_KIND, HOLDING
from balai.engine.cases.public import OPEN_STATES, Attachment
from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    forget_traces,
    keep_traces,
    person,
    register_destroyer,
    register_holding,
    register_index,
    traced,
    tracing,
)
from balai.engine.documents.public import Document
from balai.engine.journal.public import follow
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

KIND = HOLDING
# Why a report is not shown, beside the reasons of moderation.
RESTRICTED = "RESTRICTED"
_OPEN = "Laporan masih ditangani. Tarik laporannya dahulu, atau tunggu sampai selesai."
_COLUMNS = {"name": "reporter_name", "email": "email", "phone": "phone"}


def find(who: Person) -> set[int]:
    rows = set(Report.objects.filter(pk__in=who.case_ids).values_list("pk", flat=True))
    if who.user_id:
        rows |= set(Report.objects.filter(reporter=who.user_id).values_list("pk", flat=True))
    return rows | traced(KIND, who)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Report.objects.filter(pk__in=rows).select_related("case", "category", "area"):
        point, landmark = exact_place(row)
        facts = [
            Fact("Isi laporan", row.text),
            Fact("Nama", row.reporter_name, "name"),
            Fact("Surel", row.email, "email"),
            Fact("Telepon", row.phone, "phone"),
            Fact("Kategori", row.category.name),
            Fact("Tempat", " ".join(filter(None, [landmark, row.area.name if row.area else ""]))),
            Fact("Titik", f"{point.latitude}, {point.longitude}" if point else ""),
            Fact("Jawaban atas pertanyaan kategori", "; ".join(f"{k}: {v}" for k, v in row.answers.items())),
        ]
        why = _OPEN if row.case.state in {state.value for state in OPEN_STATES} else ""
        yield Record(KIND, row.pk, f"Laporan {number_of(row)}", row.created_at, facts, why)


def correct(row_id: int, name: str, value: str, by: Actor, at: datetime) -> None:
    """Name, address or phone of the reporter. Raises Refused FIELD_FIXED, TEXT_…."""
    if name not in _COLUMNS:
        raise Refused("FIELD_FIXED", "Isian ini tidak dapat diperbaiki di sini.", field="value")
    text = clean_text(value, field="value", label="Isian", minimum=3, maximum=150)
    Report.objects.filter(pk=row_id).update(**{_COLUMNS[name]: text})
    forget_traces(KIND, [row_id])
    keep_traces(KIND, contacts([row_id]))


def erase(row_id: int, by: Actor, at: datetime) -> None:
    """The report stays as what was told; nobody is in it any more."""
    photos_down.take_down([row_id], by=by, at=at)
    _empty([row_id], at)


def withdraw(row_id: int, by: Actor, at: datetime) -> None:
    """No more news, no name, no photo for others: what was left by consent goes; the report goes on."""
    photos_down.take_down([row_id], by=by, at=at)
    Report.objects.filter(pk=row_id).update(reporter_name=None, email=None, phone=None, contact_key="")
    forget_traces(KIND, [row_id])


def on_restrict(row_id: int, is_restricted: bool, at: datetime) -> None:
    """A restricted report is shown nowhere; one that was hidden for another reason stays so."""
    if is_restricted:
        Report.objects.filter(pk=row_id, is_public=True).update(is_public=False, hidden_reason=RESTRICTED)
    else:
        Report.objects.filter(pk=row_id, hidden_reason=RESTRICTED).update(is_public=True, hidden_reason="")


def contacts(rows: Iterable[int]) -> Mapping[int, Person]:
    found = Report.objects.filter(pk__in=rows).only("pk", "email", "phone", "reporter_id")
    return {
        row.pk: person(email=row.email or "", phone=row.phone or "", user_id=row.reporter_id) for row in found
    }


def within(since: datetime, until: datetime) -> Iterable[int]:
    return _with_people().filter(created_at__lte=until).values_list("pk", flat=True)


def over(before: datetime) -> Iterable[int]:
    """Reports that ended before, and still hold somebody."""
    rows = _with_people().filter(case__closed_at__lt=before)
    return rows.order_by("pk").values_list("pk", flat=True)


def _with_people():
    named = Q(reporter_name__isnull=False) | Q(reporter__isnull=False) | ~Q(text=F("public_text"))
    return Report.objects.filter(named | Q(email__isnull=False) | Q(phone__isnull=False))


def _empty(rows: Collection[int], at: datetime) -> None:
    photos_down.take_down(rows, at=at)
    Report.objects.filter(pk__in=rows).update(
        reporter_name=None, email=None, phone=None, contact_key="", reporter=None, text=F("public_text"), answers={}
    )  # fmt: skip
    ExactPlace.objects.filter(case__in=rows).delete()
    photos = Attachment.objects.filter(case__in=rows).values("document")
    Document.objects.filter(pk__in=photos).update(exif_taken_at=None, exif_latitude=None, exif_longitude=None)
    forget_traces(KIND, list(rows))


def _contact(row: Report) -> str | None:
    return row.email or row.phone


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(
            KIND, "CITIZEN_REPORTS", "Laporan warga", find, show, correct, erase, withdraw, contacts, within, on_restrict
        )
    )  # fmt: skip
    register_destroyer(
        Destroyer(KIND, "CITIZEN_REPORTS", "Pelapor pada laporan yang selesai", "ANONYMISE", over, _empty),
        # After the other in the order of labels: what a run takes down it destroys as well.
        Destroyer(
            KIND,
            "CITIZEN_REPORTS",
            "Pelapor: foto yang dikirimnya",
            "DESTROY",
            photos_down.waiting,
            photos_down.destroy,
        ),
    )
    register_index(IndexColumn(KIND, "contact_key", _contact))
    follow("citizen_reports.traces", codes={"CASE_OPENED"}, handler=tracing(KIND, case_kind=CASE_KIND))
