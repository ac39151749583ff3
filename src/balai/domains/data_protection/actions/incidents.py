"""A breach (UU 27/2022 Pasal 46): recorded, those affected drawn, told in batches, the agency told, answered within 3 x 24 hours."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balai.domains.data_protection.models import Affected, Incident
from balai.domains.data_protection.permissions import must
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import (
    INCIDENT_CLOCK,
    INCIDENT_KIND,
    MOST_TEXT,
    WORK,
    Act,
    Step,
)
from balai.engine.cases import public as cases
from balai.engine.cases.public import Opening, State
from balai.engine.data_subjects.public import Person, holdings
from balai.engine.journal import public as journal
from balai.engine.notices import public as notices
from balai.engine.notices.public import Recipient
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text

BATCH, PORTION = 200, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a breach: which data, when, how, and what was done."""

    what: str
    how: str
    handling: str
    purposes: Sequence[str]
    from_at: datetime
    to_at: datetime | None = None
    is_exercise: bool = False


@transaction.atomic
def record_incident(*, told: Told, by: Actor, at: datetime) -> Incident:
    """Start the clock. Raises Forbidden NOT_YOURS; Refused PURPOSE_MISSING, SPAN_INVALID, TEXT_…."""
    must(by, WORK)
    chosen = [code for code in told.purposes if purpose(code)]
    if not chosen:
        raise Refused("PURPOSE_MISSING", "Pilih data yang terungkap.", field="purposes")
    if told.from_at > at or (told.to_at and told.to_at < told.from_at):
        raise Refused("SPAN_INVALID", "Waktunya tidak mungkin. Periksa awal dan akhirnya.", field="from_at")
    case = cases.open_case(opening=_opening(told), by=by, at=at)
    row = Incident.objects.create(
        case=case,
        purposes=chosen,
        from_at=told.from_at,
        to_at=told.to_at,
        known_at=at,
        what=_words(told.what, "what", "Yang terjadi"),
        how=_words(told.how, "how", "Kapan dan bagaimana"),
        handling=_words(told.handling, "handling", "Penanganan"),
        is_exercise=told.is_exercise,
        recorded_by_id=by.user_id,
    )
    data = {"purposes": chosen, "exercise": told.is_exercise}
    journal.append(code=Act.INCIDENT, subject=("case", case.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def draw_affected(*, incident_id: int, by: Actor, at: datetime) -> int:
    """Make the list of people whose data lay there in that time, each once by the address that reaches him; drawing again makes it anew
    as long as nobody was told. How many there are; who cannot be reached is counted.

    Raises Forbidden NOT_YOURS; Conflict ALREADY_TOLD; NotFound INCIDENT_UNKNOWN.
    """
    must(by, WORK)
    row = _incident(incident_id)
    if row.affected.filter(told_at__isnull=False).exists():
        raise Conflict("ALREADY_TOLD", "Sebagian sudah diberi tahu; daftarnya tidak disusun lagi.")
    row.affected.all().delete()
    people, unreachable = _people(row, at)
    Affected.objects.bulk_create(
        [
            Affected(incident=row, number=number, user_id=user_id, address=json.dumps(address))
            for number, (user_id, address) in enumerate(people, 1)
        ],
        batch_size=500,
    )
    row.drawn_at, row.unreachable = at, unreachable
    row.save(update_fields=["drawn_at", "unreachable"])
    data = {"affected": len(people), "unreachable": unreachable}
    journal.append(code=Act.DRAWN, subject=("case", row.pk), by=by, at=at, data=data)
    return len(people)


def tell_batch(*, incident_id: int, by: Actor, at: datetime, most: int = BATCH) -> int:
    """Write the notices of the next batch; how many people were told. Killed in between, the rest is told by the next call, nobody twice."""
    must(by, WORK)
    with transaction.atomic():
        row = _incident(incident_id)
        batch = list(row.affected.filter(told_at=None).order_by("number")[:most])
        drafts = [
            notices.Draft(
                f"incident:{row.pk}",
                _recipient(one),
                "data_incident",
                {"incident": row, "url": "/privasi/"},
                is_urgent=True,
            )
            for one in batch
        ]
        # An exercise is rehearsed up to here: the list, the letters, the clock. Nobody outside is alarmed.
        if not row.is_exercise:
            notices.notify_many(drafts, at=at)
        Affected.objects.filter(pk__in=[one.pk for one in batch]).update(told_at=at)
        if batch:
            data = {"told": len(batch), "exercise": row.is_exercise}
            journal.append(code=Act.NOTIFIED, subject=("case", row.pk), by=by, at=at, data=data)
    return len(batch)


@transaction.atomic
def publish_notice(*, incident_id: int, text: str, by: Actor, at: datetime) -> Incident:
    """Tell everybody, where the law wants it (a danger to the public, people who cannot be reached): words without personal data.

    Raises Forbidden NOT_YOURS; Refused TEXT_….
    """
    must(by, WORK)
    row = _incident(incident_id)
    row.public_text, row.public_at = scrub(_words(text, "text", "Pemberitahuan")), row.public_at or at
    row.save(update_fields=["public_text", "public_at"])
    return row


@transaction.atomic
def close_incident(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """The agency was told and so is everybody affected: the clock stops.

    Raises Forbidden NOT_YOURS; Refused NOT_DRAWN, NOT_TOLD, NOT_PUBLIC; Conflict CASE_MOVED.
    """
    must(by, WORK)
    row = _incident(incident_id)
    if row.drawn_at is None:
        raise Refused("NOT_DRAWN", "Susun dahulu daftar orang yang terdampak.")
    if row.affected.filter(told_at=None).exists():
        raise Refused("NOT_TOLD", "Masih ada yang belum diberi tahu.")
    if row.unreachable and row.public_at is None and not row.is_exercise:
        raise Refused(
            "NOT_PUBLIC", "Ada yang tidak dapat dihubungi: umumkan kepada masyarakat (Pasal 46 ayat (3))."
        )
    row.agency_at = at
    row.save(update_fields=["agency_at"])
    case = cases.locked(incident_id)
    row.case = cases.step(case=case, to_step=Step.NOTIFIED, state=State.CLOSED, by=by, at=at)
    return row


def _incident(incident_id: int) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).filter(pk=incident_id).first()
    if row is None:
        raise NotFound("INCIDENT_UNKNOWN", "Insiden ini tidak ada.")
    return row


def _people(row: Incident, at: datetime) -> tuple[list[tuple[int | None, dict[str, str]]], int]:
    """(account, addresses) of each person once, and how many rows nobody can be reached by."""
    seen: dict[object, tuple[int | None, dict[str, str]]] = {}
    unreachable = 0
    for who in _rows(row, row.to_at or at):
        if who is None or not (who.email or who.phone or who.user_id):
            unreachable += 1
            continue
        seen.setdefault(
            who.user_id or who.email or who.phone, (who.user_id, {"email": who.email, "phone": who.phone})
        )
    return list(seen.values()), unreachable


def _rows(row: Incident, until: datetime) -> Iterator[Person | None]:
    for held in holdings():
        if held.purpose not in row.purposes:
            continue
        ids = list(held.within(row.from_at, until))
        for start in range(0, len(ids), PORTION):
            part = ids[start : start + PORTION]
            found = held.contacts(part)
            yield from (found.get(one) for one in part)


def _recipient(one: Affected) -> Recipient:
    address = json.loads(one.address)
    return Recipient(
        user_id=one.user_id, email=address.get("email") or None, phone=address.get("phone") or None
    )


def _opening(told: Told) -> Opening:
    title = "Latihan insiden data pribadi" if told.is_exercise else "Pelanggaran data pribadi"
    return Opening(
        kind=INCIDENT_KIND,
        title=title,
        holder_id=organizations.coordinator().pk,
        clock_set=INCIDENT_CLOCK,
        is_confidential=True,
        step=Step.NEW,
    )


def _words(text: str, field: str, label: str) -> str:
    return clean_text(text, field=field, label=label, minimum=10, maximum=MOST_TEXT)
