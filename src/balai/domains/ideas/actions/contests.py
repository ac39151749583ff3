"""An edition of the contest: its criteria and its jury, entries and how far they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.ideas.models import Edition, Entry, Idea, Juror, Sheet
from balai.domains.ideas.permissions import may_keep, must_keep
from balai.domains.ideas.queries.contests import is_open
from balai.domains.ideas.rules.ranking import are_whole, read_criteria, weight_sum
from balai.domains.ideas.terms import TEXT_LIMIT, TITLE_LIMIT, Stage
from balai.domains.ideas.terms_contest import ENTRY_MOVES, FULL_WEIGHT, NAME_LIMIT, Act, EntryStage
from balai.engine.journal import public as journal
from balai.engine.people.public import User, actor_of
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.ids import new_tracking_code, normalize_tracking_code
from balai.foundation.text import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is entered. With the tracking code of an idea, empty words are taken from the idea."""

    category: str
    participant: str
    title: str = ""
    text: str = ""
    idea_code: str = ""


def whole_criteria(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The criteria as an edition keeps them. Raises Refused WEIGHTS_SUM."""
    criteria = read_criteria(rows)
    if not are_whole(criteria):
        raise Refused(
            "WEIGHTS_SUM",
            "Bobot berjumlah {sum}, seharusnya {full}, dan tidak ada yang nol.",
            sum=weight_sum(criteria),
            full=FULL_WEIGHT,
        )
    return [{"code": one.code, "label": one.label, "weight": one.weight} for one in criteria]


@transaction.atomic
def set_criteria(*, year: int, weights: Mapping[str, int], version: int, by: Actor, at: datetime) -> Edition:
    """New weights of an edition, before the first sheet is in: nobody changes the measure once he has seen points.

    Raises NotFound; Forbidden NOT_YOURS; Conflict EDITION_MOVED, SCORING_BEGUN; Refused WEIGHTS_SUM.
    """
    must_keep(by, on=timezone.localdate(at))
    row = locked(year)
    if row.version != version:
        raise Conflict("EDITION_MOVED", "Lomba ini baru saja diubah orang lain. Periksa lalu simpan lagi.")
    if Sheet.objects.filter(entry__edition=row).exists():
        raise Conflict("SCORING_BEGUN", "Penilaian sudah dimulai; bobot tidak dapat diubah lagi.")
    row.criteria = whole_criteria([{**one, "weight": weights.get(one["code"], 0)} for one in row.criteria])
    row.version += 1
    row.save()
    journal.append(
        code=Act.CRITERIA_SET, subject=("contest", str(year)), by=by, at=at, data={"weights": dict(weights)}
    )
    return row


@transaction.atomic
def name_juror(*, year: int, email: str, by: Actor, at: datetime) -> Juror:
    """Name somebody with an account as juror. Twice is once.

    Whoever keeps the contest knows the participants' names and is no juror. Raises NotFound; Forbidden NOT_YOURS; Conflict
    EDITION_CLOSED; Refused USER_UNKNOWN, KEEPER_NO_JUROR.
    """
    must_keep(by, on=timezone.localdate(at))
    edition = still_open(locked(year))
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused("USER_UNKNOWN", "Tidak ada akun aktif dengan alamat surel itu.", field="email")
    if may_keep(actor_of(user), on=timezone.localdate(at)):
        raise Refused(
            "KEEPER_NO_JUROR", "Yang mengurus lomba mengetahui nama peserta, jadi tidak dapat menjadi juri.", field="email"
        )  # fmt: skip
    juror, is_new = Juror.objects.get_or_create(edition=edition, user=user)
    if is_new:
        journal.append(
            code=Act.JUROR_NAMED, subject=("contest", str(year)), by=by, at=at, data={"user": user.pk}
        )
    return juror


def enter_contest(
    *, year: int, said: Application, key: UUID, by: Actor, at: datetime, is_example: bool = False
) -> Entry:
    """Register for an edition while it is open. The same `key` a second time gives the first one.

    Raises NotFound EDITION_UNKNOWN; Refused ENTRIES_CLOSED, CATEGORY_UNKNOWN, IDEA_UNKNOWN, CODE_…, TEXT_….
    """
    edition = found(year)
    # First of all: who sends again because the receipt was lost finds it, the entries closed meanwhile or not.
    known = Entry.objects.filter(client_key=key).first()
    if known is not None:
        return known
    if not is_open(edition, at):
        raise Refused("ENTRIES_CLOSED", "Pendaftaran lomba ini tidak sedang dibuka.")
    row = Entry(
        **_checked(edition, said),
        edition=edition,
        opd_id=by.opd_id if by.is_officer else None,
        tracking_code=new_tracking_code(),
        client_key=key,
        sent_by_id=by.user_id,
        is_example=is_example,
        sent_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            journal.append(
                code=Act.ENTERED, subject=("contest_entry", row.pk), by=by, at=at, data={"year": year}
            )
    except IntegrityError:
        return Entry.objects.get(client_key=key)
    return row


def _checked(edition: Edition, said: Application) -> dict[str, Any]:
    idea = _idea(said.idea_code)
    title, text = said.title, said.text
    if idea is not None:
        title, text = title.strip() or idea.title, text.strip() or idea.text
    if said.category not in {one["code"] for one in edition.categories}:
        raise Refused("CATEGORY_UNKNOWN", "Pilih kategori lomba.", field="category")
    title = clean_text(title, field="title", label="Judul", minimum=5, maximum=TITLE_LIMIT)
    return {
        "idea": idea,
        "title": " ".join(title.split()),
        "text": clean_text(text, field="text", label="Uraian", minimum=20, maximum=TEXT_LIMIT),
        "participant": clean_text(
            said.participant, field="participant", label="Nama peserta", minimum=3, maximum=NAME_LIMIT
        ),
        "category": said.category,
    }


def _idea(raw: str) -> Idea | None:
    """Who knows the secret code of an idea may enter it. Raises Refused CODE_…, IDEA_UNKNOWN."""
    if not raw.strip():
        return None
    try:
        idea = Idea.objects.filter(tracking_code=normalize_tracking_code(raw)).first()
    except Refused as refusal:
        refusal.field = "idea_code"
        raise
    if idea is None or idea.stage == Stage.HIDDEN:
        raise Refused("IDEA_UNKNOWN", "Tidak ada gagasan dengan kode itu.", field="idea_code")
    return idea


@transaction.atomic
def move_entry(*, entry_id: int, stage: str, text: str, version: int, by: Actor, at: datetime) -> Entry:
    """One step further, or out with a reason that the participant reads.

    Raises NotFound; Forbidden NOT_YOURS; Conflict ENTRY_MOVED, EDITION_CLOSED; Refused MOVE_UNKNOWN, TEXT_….
    """
    must_keep(by, on=timezone.localdate(at))
    row = Entry.objects.select_for_update(of=("self",)).select_related("edition").filter(pk=entry_id).first()
    if row is None:
        raise NotFound("ENTRY_UNKNOWN", "Peserta ini tidak ada.")
    still_open(row.edition)
    if row.version != version:
        raise Conflict(
            "ENTRY_MOVED",
            "Peserta ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    if stage not in ENTRY_MOVES[EntryStage(row.stage)]:
        raise Refused("MOVE_UNKNOWN", "Langkah itu tidak dapat diambil dari tahap sekarang.")
    least = 10 if stage == EntryStage.REJECTED else 0
    row.stage_text = clean_text(text, field="text", label="Alasan", minimum=least, maximum=TEXT_LIMIT)
    row.stage = stage
    row.version += 1
    row.save()
    journal.append(
        code=Act.ENTRY_MOVED, subject=("contest_entry", row.pk), by=by, at=at, data={"stage": stage}
    )
    return row


def found(year: int) -> Edition:
    """Raises NotFound EDITION_UNKNOWN."""
    row = Edition.objects.filter(year=year).first()
    if row is None:
        raise NotFound("EDITION_UNKNOWN", "Lomba tahun itu tidak ada.")
    return row


def locked(year: int) -> Edition:
    """The row, held until the transaction ends. Raises NotFound EDITION_UNKNOWN."""
    found(year)
    return Edition.objects.select_for_update().get(year=year)


def still_open(edition: Edition) -> Edition:
    """Raises Conflict EDITION_CLOSED."""
    if edition.closed_at is not None:
        raise Conflict("EDITION_CLOSED", "Penilaian lomba ini sudah ditutup; hasilnya tidak berubah lagi.")
    return edition
