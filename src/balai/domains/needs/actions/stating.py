"""A need is stated by whoever has it, and shown once somebody who keeps the inventory has looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.needs.models import Need
from balai.domains.needs.permissions import OFFERERS, may_keep, must_keep
from balai.domains.needs.terms import (
    MOST_PEOPLE,
    NAME_LIMIT,
    SOURCE_LABELS,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Act,
    Moderation,
    Source,
)
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.dimensions import DIMENSION_LABELS, DIMENSION_OF
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.ids import new_tracking_code
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text, shorten

# Whom a visitor may speak for; offices speak for themselves after they signed in.
OPEN_SOURCES = frozenset({Source.CITIZEN, Source.INSTITUTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a need; `area` is a ministerial code."""

    title: str
    text: str = ""
    source: str = Source.CITIZEN
    source_name: str = ""
    area: str = ""
    dimension: str = ""
    sub_dimension: str = ""
    people: int | None = None
    stated: date | None = None
    citation: str = ""


def state_need(*, said: Statement, key: UUID, by: Actor, at: datetime, is_example: bool = False) -> Need:
    """Take a need in. What a visitor sends waits to be looked at; an office's is shown at once.

    The same `key` a second time gives the first one. Raises Forbidden NOT_YOURS; Refused TEXT_…, SOURCE_UNKNOWN,
    AREA_UNKNOWN, DIMENSION_UNKNOWN, PEOPLE_UNKNOWN, DAY_AHEAD.
    """
    opd_id = _speaks_for(said, by)
    is_office = by.kind == "SYSTEM" or by.role in OFFERERS
    row = unsaved(said=said, key=key, opd_id=opd_id, is_shown=is_office, by=by, at=at)
    row.is_example = is_example
    try:
        with transaction.atomic():
            known = Need.objects.filter(client_key=key).first()
            if known is not None:
                return known
            row.save(force_insert=True)
            data = {"source": row.source, "shown": is_office}
            journal.append(code=Act.PROPOSED, subject=("need", row.pk), by=by, at=at, data=data)
    except IntegrityError:
        return Need.objects.get(client_key=key)
    return row


def unsaved(
    *, said: Statement, key: UUID, opd_id: int | None = None, is_shown: bool = True, by: Actor, at: datetime
) -> Need:
    """The row of a statement, for acts that take many in with one entry of the journal. Raises Refused as `state_need`."""
    today = timezone.localdate(at)
    stated = said.stated or today
    if stated > today:
        raise Refused("DAY_AHEAD", "Tanggalnya masih akan datang.", field="stated")
    return Need(
        **checked(said),
        source=said.source,
        opd_id=opd_id,
        stated_date=stated,
        moderation=Moderation.SHOWN if is_shown else Moderation.PENDING,
        tracking_code=new_tracking_code(),
        client_key=key,
        proposed_by_id=by.user_id,
        registered_at=at,
    )


def _speaks_for(said: Statement, by: Actor) -> int | None:
    """The office on whose behalf it is stated. Raises Refused SOURCE_UNKNOWN, Forbidden NOT_YOURS."""
    if said.source not in set(Source) - {Source.REPORTS}:
        raise Refused("SOURCE_UNKNOWN", "Pilih siapa yang menyampaikan kebutuhan ini.", field="source")
    if by.kind == "SYSTEM" or said.source in OPEN_SOURCES:
        return by.opd_id if by.is_officer else None
    if by.role not in OFFERERS:
        raise Forbidden("NOT_YOURS", "Kebutuhan kantor disampaikan petugasnya setelah masuk.")
    if by.role == Role.VILLAGE_OFFICER and said.source != Source.VILLAGE:
        raise Forbidden("NOT_YOURS", "Perangkat desa menyampaikan kebutuhan desanya sendiri.")
    return by.opd_id


def checked(said: Statement) -> dict[str, object]:
    """The columns of a statement, made regular. Raises Refused."""
    title = clean_text(said.title, field="title", label="Kebutuhan", minimum=5, maximum=TITLE_LIMIT)
    title = shorten(scrub(title), TITLE_LIMIT)
    text = scrub(clean_text(said.text, field="text", label="Uraian", minimum=0, maximum=TEXT_LIMIT))
    name = clean_text(
        said.source_name, field="source_name", label="Nama lembaga", minimum=0, maximum=NAME_LIMIT
    )
    if said.area:
        organizations.area(said.area)
    if said.dimension and said.dimension not in DIMENSION_LABELS:
        raise Refused("DIMENSION_UNKNOWN", "Pilih salah satu dari enam dimensi.", field="dimension")
    if said.sub_dimension and DIMENSION_OF.get(said.sub_dimension) != said.dimension:
        raise Refused(
            "DIMENSION_UNKNOWN", "Subdimensi itu tidak termasuk dimensi yang dipilih.", field="sub_dimension"
        )
    if said.people is not None and not 0 <= said.people <= MOST_PEOPLE:
        raise Refused(
            "PEOPLE_UNKNOWN", "Jumlah orang paling banyak {most}.", field="people", most=MOST_PEOPLE
        )
    return {
        "title": " ".join(title.split()), "text": text, "source_name": name, "area_id": said.area or None,
        "dimension": said.dimension, "sub_dimension": said.sub_dimension, "people": said.people,
        "citation": said.citation[:300],
    }  # fmt: skip


@transaction.atomic
def moderate(*, need_id: int, is_shown: bool, note: str = "", by: Actor, at: datetime) -> Need:
    """Show to everybody what was sent, or leave it out with a reason that the sender reads. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_….
    """
    must_keep(by, on=timezone.localdate(at))
    row = locked(need_id)
    wanted = Moderation.SHOWN if is_shown else Moderation.HIDDEN
    note = clean_text(note, field="note", label="Alasan", minimum=0 if is_shown else 5, maximum=TEXT_LIMIT)
    if row.moderation != wanted:
        row.moderation, row.moderation_note = wanted, note
        row.version += 1
        row.save()
        code = Act.SHOWN if is_shown else Act.HIDDEN
        journal.append(code=code, subject=("need", row.pk), by=by, at=at)
    return row


def locked(need_id: int) -> Need:
    """The row, held until the transaction ends. Raises NotFound NEED_UNKNOWN."""
    row = Need.objects.select_for_update(of=("self",)).filter(pk=need_id).first()
    if row is None:
        raise NotFound("NEED_UNKNOWN", "Kebutuhan ini tidak ada.")
    return row


def sources_of(by: Actor, *, on: date) -> Mapping[str, str]:
    """For whom somebody may speak: code and label."""
    if by.role == Role.VILLAGE_OFFICER:
        chosen = {Source.VILLAGE}
    elif may_keep(by, on=on):
        chosen = set(Source) - {Source.REPORTS}
    elif by.role in OFFERERS:
        chosen = {Source.OPD}
    else:
        chosen = OPEN_SOURCES
    return {one.value: SOURCE_LABELS[one] for one in Source if one in chosen}
