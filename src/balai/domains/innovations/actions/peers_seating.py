"""The blind check by peers: a round is drawn, its peers are seated and called, one takes the seat of another."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.models import Innovation, PeerRound, PeerSeat, PeerSubject
from balai.domains.innovations.permissions import may_decide
from balai.domains.innovations.queries.peers import persons, subject_of
from balai.domains.innovations.rules import peers as rules
from balai.domains.innovations.rules.peers import Person
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_peers import (
    CONFLICT_LABELS,
    Act,
)
from balai.engine.journal import public as journal
from balai.engine.notices.public import Draft, Recipient, notify_many
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

SEED_LIMIT, MOST_DRAWN = 40, 60

INBOX = "/inovasi/sejawat/"

FADING = (Life.WEAKENING, Life.CRITICAL)

DRAWN = (Life.ALIVE, *FADING, Life.DORMANT, Life.DEAD)


@transaction.atomic
def open_round(
    *,
    year: int,
    seed: str,
    sample: int,
    closes_on: date,
    officers: Collection[int],
    outsiders: Collection[int],
    by: Actor,
    at: datetime,
) -> PeerRound:
    """Draw `sample` innovations by chance and all that fade, and seat three peers for each: two officers of two other agencies
    and somebody from outside. The seed is told to everybody: whoever draws again draws the same.

    Raises Forbidden NOT_YOURS; Conflict ROUND_EXISTS; Refused SAMPLE_UNKNOWN, CLOSES_TOO_SOON, NOTHING_TO_DRAW, PEERS_TOO_FEW,
    TEXT_….
    """
    _must_run(by)
    seed = clean_text(seed, field="seed", label="Benih undian", maximum=SEED_LIMIT)
    if not 1 <= sample <= MOST_DRAWN:
        raise Refused("SAMPLE_UNKNOWN", "Undi 1 sampai {most} inovasi.", field="sample", most=MOST_DRAWN)
    if closes_on <= timezone.localdate(at):
        raise Refused("CLOSES_TOO_SOON", "Batas waktunya harus sesudah hari ini.", field="closes_on")
    if PeerRound.objects.filter(year=year).exists():
        raise Conflict("ROUND_EXISTS", "Putaran tahun {year} sudah ada.", field="year", year=year)
    others, fading = _candidates()
    drawn = rules.draw(others, fading, size=sample, seed=seed)
    if not drawn:
        raise Refused("NOTHING_TO_DRAW", "Belum ada inovasi yang dapat diundi.", field="sample")
    seated = _seated(drawn, officers, outsiders, seed)
    row = PeerRound.objects.create(
        year=year, seed=seed, sample=sample, closes_on=closes_on, opened_at=at, opened_by_id=by.user_id
    )
    _write(row, drawn, set(fading), seated)
    data = {"year": year, "seed": seed, "drawn": drawn, "by_chance": min(sample, len(set(others)))}
    journal.append(code=Act.OPENED, subject=("peer_round", row.pk), by=by, at=at, data=data)
    _call(row, seated, at)
    return row


def _candidates() -> tuple[list[int], list[int]]:
    """Those that may be drawn by chance, and those that fade and are drawn anyhow: of all that the model says something about."""
    rows = Innovation.objects.filter(merged_into=None, ended_on=None, liveness__life__in=DRAWN)
    found = list(rows.order_by("pk").values_list("pk", "liveness__life"))
    return [pk for pk, life in found if life not in FADING], [pk for pk, life in found if life in FADING]


def _seated(
    drawn: list[int], officers: Collection[int], outsiders: Collection[int], seed: str
) -> dict[int, tuple[Person, Person, Person]]:
    found = {one.pk: one for one in Innovation.objects.filter(pk__in=drawn)}
    subjects = [subject_of(found[pk]) for pk in drawn]
    known = persons({*officers, *outsiders})
    inside = [one for one in known if one.opd is not None and one.user in officers]
    outside = [one for one in known if one.opd is None and one.user in outsiders]
    try:
        return rules.seats(subjects, inside, outside, seed=seed)
    except LookupError as error:
        raise Refused(
            "PEERS_TOO_FEW",
            "Penilai tidak cukup untuk “{name}”: perlu dua petugas dari dua OPD lain dan satu warga atau akademisi tanpa"
            " kepentingan.",
            field="officers",
            name=found[error.args[0]].name,
        ) from error


def _write(
    row: PeerRound, drawn: list[int], fading: set[int], seated: Mapping[int, tuple[Person, Person, Person]]
) -> None:
    subjects = PeerSubject.objects.bulk_create(
        PeerSubject(round=row, innovation_id=pk, place=place, is_extra=pk in fading)
        for place, pk in enumerate(drawn, 1)
    )
    PeerSeat.objects.bulk_create(
        PeerSeat(subject=subject, number=number, user_id=person.user, opd_id=person.opd)
        for subject in subjects
        for number, person in enumerate(seated[subject.innovation_id], 1)
    )


def _call(row: PeerRound, seated: Mapping[int, tuple[Person, ...]], at: datetime) -> None:
    users = sorted({person.user for three in seated.values() for person in three})
    context = {"year": row.year, "closes_on": row.closes_on, "url": INBOX}
    drafts = [
        Draft(f"peers:{row.pk}:drawn", Recipient(user_id=user), template="peer_drawn", context=context)
        for user in users
    ]
    notify_many(drafts, at=at)


@transaction.atomic
def replace_peer(*, seat_id: int, user_id: int, by: Actor, at: datetime) -> PeerSeat:
    """Give a seat that was not handed in to somebody else, who begins with a blank sheet.

    Raises Forbidden NOT_YOURS; NotFound SEAT_UNKNOWN, PEER_UNKNOWN; Refused ROUND_CLOSED, SEAT_DONE, CONFLICT_…: a conflict of
    interest.
    """
    _must_run(by)
    seat = open_seat(seat_id)
    if seat.submitted_at:
        raise Refused("SEAT_DONE", "Penilaian ini sudah diserahkan dan tidak diubah lagi.")
    person = next(iter(persons({user_id})), None)
    if person is None:
        raise NotFound("PEER_UNKNOWN", "Akun itu tidak ada atau sudah ditutup.", field="user")
    others = [Person(one.user_id, one.opd_id) for one in seat.subject.seats.exclude(pk=seat.pk)]
    subject = subject_of(seat.subject.innovation)
    found = rules.conflict(person, subject, seated=others, is_outside=seat.is_outside)
    if found:
        raise Refused(f"CONFLICT_{found}", CONFLICT_LABELS[found], field="user")
    former = seat.user_id
    seat.user_id, seat.opd_id = person.user, person.opd
    seat.scores, seat.tasks, seat.verdict, seat.note = {}, {}, "", ""
    seat.recused_at, seat.recusal = None, ""
    seat.version += 1
    seat.save()
    data = {"former": former, "user": person.user}
    journal.append(code=Act.REPLACED, subject=("peer_seat", seat.pk), by=by, at=at, data=data)
    _call(seat.subject.round, {subject.innovation: (person,)}, at)
    return seat


def open_seat(seat_id: int) -> PeerSeat:
    """The seat, held until the transaction ends. Raises NotFound SEAT_UNKNOWN; Refused ROUND_CLOSED."""
    rows = PeerSeat.objects.select_for_update(of=("self",)).select_related(
        "subject__round", "subject__innovation"
    )
    seat = rows.filter(pk=seat_id).first()
    if seat is None:
        raise NotFound("SEAT_UNKNOWN", "Penilaian ini tidak ada.")
    if seat.subject.round.closed_at:
        raise Refused("ROUND_CLOSED", "Putaran ini sudah ditutup.")
    return seat


def _must_run(by: Actor) -> None:
    if not may_decide(by):
        raise Forbidden("NOT_YOURS", "Putaran penilaian sejawat dijalankan koordinator atau pimpinan.")
