"""What services say of people: applicants, those they apply for, the dead."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Q

from balai.domains.public_services.models import (
    Application,
    DeathFact,
    Draft,
    Paper,
    PaymentLine,
    Survey,
    UniqueHold,
)
from balai.domains.public_services.rules.persons import nik_of
from balai.domains.public_services.rules.uniqueness import claims, normal, person_text
from balai.domains.public_services.terms import CASE_KIND
from balai.engine.cases.public import Case
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
from balai.engine.journal.public import follow
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_indexes

KIND, DRAFT = "public_services.Application", "public_services.Draft"
DEATH, SURVEY = "public_services.DeathFact", "public_services.Survey"
EMPTY = "{}"
_ARCHIVE = "Berkas layanan dan keuangan wajib disimpan menurut jadwal retensi arsip (UU 43/2009; UU 27/2022 Pasal 44)."
_REGISTRY = "Peristiwa kependudukan wajib dicatat (UU 24/2013)."


def find(who: Person) -> set[int]:
    """Applications about this NIK, by this account, with this contact, or of these cases."""
    mine = Q(pk__in=who.case_ids)
    if who.nik:
        mine |= Q(person_key__in=blind_indexes(normal(who.nik)))
    if who.user_id:
        mine |= Q(filed_by=who.user_id)
    return set(Application.objects.filter(mine).values_list("pk", flat=True)) | traced(KIND, who)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Application.objects.filter(pk__in=rows).select_related("case"):
        pack = packs.pack_of(row.pack_version_id)
        facts = [
            Fact(pack.fields[code].label.id if code in pack.fields else code, value)
            for code, value in json.loads(row.answers).items()
        ]
        facts += [Fact("Kontak", row.contact, "contact"), Fact("Diajukan", row.filed_date)]
        yield Record(KIND, row.pk, f"{pack.name.id}, LAYANAN-{row.pk}", row.case.opened_at, facts, _ARCHIVE)


def correct(row_id: int, name: str, value: str, by: Actor, at: datetime) -> None:
    """The contact. Answers of a form are corrected by its own flow. Raises Refused FIELD_FIXED, TEXT_…."""
    if name != "contact":
        raise Refused("FIELD_FIXED", "Isian ini tidak dapat diperbaiki di sini.", field="value")
    text = clean_text(value, field="value", label="Isian", minimum=3, maximum=150)
    Application.objects.filter(pk=row_id).update(contact=text)
    forget_traces(KIND, [row_id])
    keep_traces(KIND, contacts([row_id]))


def withdraw(row_id: int, by: Actor, at: datetime) -> None:
    """No more messages: the contact goes, the application stays."""
    Application.objects.filter(pk=row_id).update(contact="")
    forget_traces(KIND, [row_id])


def contacts(rows: Iterable[int]) -> Mapping[int, Person]:
    found = {}
    for row in Application.objects.filter(pk__in=rows):
        reach = {"email": row.contact} if "@" in row.contact else {"phone": row.contact}
        found[row.pk] = person(**reach, user_id=row.filed_by_id)
    return found


def within(since: datetime, until: datetime) -> Iterable[int]:
    living = Application.objects.exclude(person_name="", person_key="")
    return living.filter(case__opened_at__lte=until).values_list("pk", flat=True)


def over(before: datetime) -> Iterable[int]:
    rows = Application.objects.filter(case__closed_at__lt=before).exclude(person_name="", person_key="")
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty(rows: Iterable[int], at: datetime) -> None:
    """The numbers stay, the people go, with the papers: their files are swept once nothing refers to them."""
    rows = list(rows)
    Application.objects.filter(pk__in=rows).update(
        answers=EMPTY, person_name="", person_key="", contact="", filed_by=None
    )
    Case.objects.filter(pk__in=rows).update(title="Permohonan lama")
    Paper.objects.filter(application__in=rows).delete()
    PaymentLine.objects.filter(application__in=rows).update(payee_name="", payee_account="")
    UniqueHold.objects.filter(application__in=rows).delete()
    forget_traces(KIND, rows)


def find_drafts(who: Person) -> Iterable[int]:
    return Draft.objects.filter(owner=who.user_id).values_list("pk", flat=True) if who.user_id else []


def show_drafts(rows: Iterable[int]) -> Iterator[Record]:
    for row in Draft.objects.filter(pk__in=rows):
        pack = packs.pack_of(row.pack_version_id)
        facts = [Fact(code, value) for code, value in json.loads(row.answers).items()]
        facts.append(Fact("Nama klien", row.client_name))
        yield Record(DRAFT, row.pk, f"Formulir yang belum dikirim: {pack.name.id}", row.updated_at, facts)


def erase_draft(row_id: int, by: Actor, at: datetime) -> None:
    Paper.objects.filter(draft=row_id).delete()
    Draft.objects.filter(pk=row_id).delete()


def find_deaths(who: Person) -> Iterable[int]:
    if not who.nik:
        return []
    found = DeathFact.objects.filter(person_key__in=blind_indexes(normal(who.nik)))
    return found.values_list("pk", flat=True)


def show_deaths(rows: Iterable[int]) -> Iterator[Record]:
    for row in DeathFact.objects.filter(pk__in=rows):
        facts = [Fact(code, value) for code, value in json.loads(row.details).items()]
        facts.append(Fact("Tanggal meninggal", row.death_date))
        yield Record(DEATH, row.pk, "Peristiwa kematian", row.recorded_at, facts, _REGISTRY)


def deaths_over(before: datetime) -> Iterable[int]:
    rows = DeathFact.objects.filter(recorded_at__lt=before).exclude(person_key="", other_key="")
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty_deaths(rows: Iterable[int], at: datetime) -> None:
    DeathFact.objects.filter(pk__in=rows).update(person_key="", other_key="", details=EMPTY)


def surveys_over(before: datetime) -> Iterable[int]:
    rows = Survey.objects.filter(answered_on__lt=before.date()).exclude(comment="")
    return rows.order_by("pk").values_list("pk", flat=True)


def _empty_surveys(rows: Iterable[int], at: datetime) -> None:
    Survey.objects.filter(pk__in=rows).update(comment="")


def _nik(row: Application) -> str | None:
    return normal(nik_of(packs.pack_of(row.pack_version_id), json.loads(row.answers))) or None


def _dead_nik(row: DeathFact) -> str | None:
    return normal(json.loads(row.details).get("nik")) or None


def _dead_other(row: DeathFact) -> str | None:
    about = json.loads(row.details)
    return person_text(*(about.get(name, "") for name in ("family_card", "name", "birth_date"))) or None


def _claim(row: UniqueHold) -> str | None:
    application = row.application
    pack = packs.pack_of(application.pack_version_id)
    found = claims(pack, json.loads(application.answers))
    return next((claim.text for claim in found if claim.rule == row.rule), None)


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(
            KIND, "SERVICES", "Permohonan layanan", find, show, correct, withdraw=withdraw, contacts=contacts, within=within
        ),
        Holding(DRAFT, "SERVICES", "Formulir yang belum dikirim", find_drafts, show_drafts, erase=erase_draft),
        Holding(DEATH, "DEATHS", "Peristiwa kematian", find_deaths, show_deaths),
    )  # fmt: skip
    register_destroyer(
        Destroyer(KIND, "SERVICES", "Permohonan lama", "ANONYMISE", over, _empty),
        Destroyer(DEATH, "DEATHS", "Peristiwa kematian lama", "ANONYMISE", deaths_over, _empty_deaths),
        Destroyer(SURVEY, "SATISFACTION", "Saran pada penilaian lama", "ANONYMISE", surveys_over, _empty_surveys),
    )  # fmt: skip
    register_index(
        IndexColumn(KIND, "person_key", _nik),
        IndexColumn(DEATH, "person_key", _dead_nik),
        IndexColumn(DEATH, "other_key", _dead_other),
        IndexColumn("public_services.UniqueHold", "key", _claim),
    )
    follow("public_services.traces", codes={"CASE_OPENED"}, handler=tracing(KIND, case_kind=CASE_KIND))
