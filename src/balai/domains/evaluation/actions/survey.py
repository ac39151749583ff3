"""Acts of the recipients' questionnaire: draw, tell, answer once, note who refused, close."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.models import Draw, RecipientAnswer, Respondent, Site
from balai.domains.evaluation.permissions_field import must_go_to, must_plan
from balai.domains.evaluation.queries.survey import OFFICIAL_KINDS, frame_ids
from balai.domains.evaluation.rules.field_forms import Reading, read_answers, read_items
from balai.domains.evaluation.rules.sampling import draw
from balai.domains.evaluation.terms_field import Act, Mode, Outcome
from balai.engine.cases.public import Case, kinds
from balai.engine.journal import public as journal
from balai.engine.notices import public as notices
from balai.engine.people.public import officers
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.periods import DateRange
from balai.foundation.privacy import scrub
from balai.foundation.satisfaction import sample_size
from balai.foundation.text import clean_text, whole_number
from balai.kits.crypto import blind_index

TEMPLATE = "field_survey"
MOST_DRAWN, MOST_COMMENT, SEED_LIMIT = 2000, 1000, 40


def draw_sample(
    *, site_id: int, case_kind: str, category: str, period: DateRange, size: int | None, seed: str, by: Actor, at: datetime
) -> Draw:  # fmt: skip
    """Draw users of a service by chance and send each a secret link, without anybody here learning who they are.

    `size` None means as many as the table of Krejcie and Morgan asks for. Those who left no address are noted as not to
    be reached at once. Raises Forbidden NOT_YOURS; NotFound SITE_UNKNOWN; Refused SURVEY_MISSING, FRAME_UNKNOWN,
    FRAME_EMPTY, SIZE_WRONG, TEXT_…; Conflict DRAW_OPEN.
    """
    must_plan(by, on=timezone.localdate(at))
    site = _site(site_id)
    if site.survey_id is None:
        raise Refused("SURVEY_MISSING", "Lokasi ini belum punya kuesioner. Pilih kuesionernya di rencana.")
    if case_kind in OFFICIAL_KINDS or case_kind not in {kind.code for kind in kinds()}:
        raise Refused("FRAME_UNKNOWN", "Pilih layanan yang pemakainya diundi.", field="frame")
    seed = clean_text(seed, field="seed", label="Angka acak", minimum=1, maximum=SEED_LIMIT)
    frame = frame_ids(case_kind=case_kind, category=category, period=period)
    if not frame:
        raise Refused(
            "FRAME_EMPTY", "Tidak ada pemakaian layanan yang selesai dalam masa itu, jadi tidak ada yang dapat diundi.", field="frame"
        )  # fmt: skip
    needed = sample_size(len(frame))
    wanted = min(needed if size is None else size, len(frame), MOST_DRAWN)
    if wanted < 1:
        raise Refused("SIZE_WRONG", "Undi paling sedikit satu responden.", field="size")
    row = Draw(
        site=site, case_kind=case_kind, category_code=category, start_date=period.start, end_date=period.end,
        frame_size=len(frame), needed=needed, size=wanted, seed=seed, drawn_at=at, drawn_by_id=by.user_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _invite(row, draw(frame, wanted, seed=seed), at)
            data = {"site": site.pk, "frame": len(frame), "size": wanted, "needed": needed, "seed": seed}
            journal.append(code=Act.DRAWN, subject=("field_draw", row.pk), by=by, at=at, data=data)
    except IntegrityError:
        raise Conflict(
            "DRAW_OPEN", "Undian lokasi ini masih terbuka. Tutup dahulu sebelum mengundi lagi."
        ) from None
    return row


def _invite(row: Draw, ids: Sequence[int], at: datetime) -> None:
    """A row and a letter for each of them; the room that owns the case knows the address, we do not."""
    cases = Case.objects.in_bulk(ids)
    kind = next(one for one in kinds() if one.code == row.case_kind)
    known, staff = kind.reporters(list(cases.values())), set(officers())
    today, people, drafts = timezone.localdate(at), [], []
    for number, case_id in enumerate(ids, 1):
        token = secrets.token_urlsafe(16)
        # An officer who filed it for a family is not the one who was served.
        reached = [
            one for one in known.get(case_id, []) if one.user_id not in staff or one.email or one.phone
        ]
        people.append(
            Respondent(
                draw=row,
                number=number,
                case_id=case_id,
                token_key=blind_index(token),
                outcome=Outcome.WAITING if reached else Outcome.NO_CONTACT,
                outcome_date=None if reached else today,
            )
        )
        context = {
            "site": row.site.name,
            "number": respondent_label(number),
            "url": reverse("evaluation:field_answer", args=[token]),
        }
        key, scope = f"field-draw:{row.pk}:{number}", f"case:{case_id}"
        drafts += [notices.Draft(key, one, TEMPLATE, context, scope=scope) for one in reached[:1]]
    Respondent.objects.bulk_create(people, batch_size=500)
    notices.notify_many(drafts, at=at)


def respondent_label(number: int) -> str:
    """What a respondent is called: a number, and nothing else."""
    return f"R-{number:03d}"


@transaction.atomic
def answer_by_link(*, token: str, typed: Mapping[str, str], comment: str, by: Actor, at: datetime) -> Reading:
    """Keep the answers of the holder of a secret link, once, without keeping whose they are.

    Gives the reading with what is missing where nothing was kept. Raises NotFound LINK_UNKNOWN; Conflict
    ALREADY_ANSWERED, DRAW_CLOSED; Refused TEXT_….
    """
    row = respondent_of(token, lock=True)
    reading = read_answers(read_items(row.draw.site.survey.items), typed)
    if reading.missing or reading.odd:
        return reading
    text = clean_text(comment, field="comment", label="Saran", minimum=0, maximum=MOST_COMMENT)
    _write(uuid4(), row.draw.site, row.draw, Mode.LINK, reading, text, by=by, at=at)
    _ends(row, Outcome.ANSWERED, at)
    return reading


def respondent_of(token: str, *, lock: bool = False) -> Respondent:
    """Who holds this link and has not answered yet. Raises NotFound LINK_UNKNOWN; Conflict ALREADY_ANSWERED, DRAW_CLOSED."""
    rows = Respondent.objects.select_for_update(of=("self",)) if lock else Respondent.objects.all()
    row = rows.select_related("draw__site__survey").filter(token_key=blind_index(token)).first()
    if row is None:
        raise NotFound("LINK_UNKNOWN", "Tautan ini tidak dikenal. Periksa lagi tautan dalam pesan Anda.")
    if row.outcome == Outcome.ANSWERED:
        raise Conflict("ALREADY_ANSWERED", "Jawaban dengan tautan ini sudah kami terima. Terima kasih.")
    if row.draw.closed_at:
        raise Conflict("DRAW_CLOSED", "Survei ini sudah ditutup. Terima kasih atas perhatian Anda.")
    return row


def record_interview(
    *, key: UUID, site_id: int, number: str, outcome: str, typed: Mapping[str, str], comment: str, by: Actor, at: datetime
) -> str:  # fmt: skip
    """Keep what somebody said to a reviewer at a site; the same `key` twice is once. Returns what has to be said of it.

    With the number of somebody who was drawn it counts for the draw; without one it is of somebody who was met at the
    site, and stays apart. A number that nobody has is kept as met at the site. Raises Forbidden NOT_SENT, OWN_OFFICE;
    Refused SURVEY_MISSING, ANSWERS_MISSING; Conflict ALREADY_ANSWERED.
    """
    site = _site(site_id)
    must_go_to(by, site)
    if site.survey is None:
        raise Refused("SURVEY_MISSING", "Lokasi ini belum punya kuesioner.")
    if RecipientAnswer.objects.filter(key=key).exists():
        return ""
    row, message = _drawn(site, number)
    if outcome in (Outcome.REFUSED, Outcome.NO_CONTACT):
        return _noted(row, Outcome(outcome), message, by=by, at=at)
    reading = read_answers(read_items(site.survey.items), typed)
    if not reading.values:
        raise Refused("ANSWERS_MISSING", "Tidak ada jawaban yang terisi.")
    text = scrub(comment.strip()[:MOST_COMMENT])
    try:
        with transaction.atomic():
            if row is not None:
                row = Respondent.objects.select_for_update().get(pk=row.pk)
                if row.outcome == Outcome.ANSWERED:
                    raise Conflict(
                        "ALREADY_ANSWERED", "{who} sudah menjawab lebih dahulu.", who=respondent_label(row.number)
                    )  # fmt: skip
                _ends(row, Outcome.ANSWERED, at)
            mode = Mode.INTERVIEW if row else Mode.INTERCEPT
            _write(key, site, row.draw if row else None, mode, reading, text, by=by, at=at)
    except IntegrityError:
        if not RecipientAnswer.objects.filter(key=key).exists():
            raise
    return message


def _noted(row: Respondent | None, outcome: Outcome, message: str, *, by: Actor, at: datetime) -> str:
    """Somebody who was drawn would not, or could not be found. Of people who were met nobody counts refusals."""
    if row is None:
        return message or "Penolakan hanya dicatat untuk responden yang terundi."
    record_outcome(respondent_id=row.pk, outcome=outcome, by=by, at=at)
    return message


@transaction.atomic
def record_outcome(*, respondent_id: int, outcome: Outcome, by: Actor, at: datetime) -> Respondent:
    """Note that somebody who was drawn refused or could not be reached; who has answered has. Twice is once.

    Raises NotFound RESPONDENT_UNKNOWN; Forbidden; Conflict ALREADY_ANSWERED.
    """
    row = (
        Respondent.objects.select_for_update(of=("self",))
        .select_related("draw__site")
        .filter(pk=respondent_id)
        .first()
    )
    if row is None:
        raise NotFound("RESPONDENT_UNKNOWN", "Responden ini tidak ada.")
    must_go_to(by, row.draw.site)
    if row.outcome == Outcome.ANSWERED:
        raise Conflict(
            "ALREADY_ANSWERED", "{who} sudah menjawab lebih dahulu.", who=respondent_label(row.number)
        )
    if row.outcome != outcome:
        _ends(row, outcome, at)
        data = {"number": row.number, "outcome": outcome.value}
        journal.append(code=Act.OUTCOME, subject=("field_draw", row.draw_id), by=by, at=at, data=data)
    return row


@transaction.atomic
def close_draw(*, draw_id: int, by: Actor, at: datetime) -> Draw:
    """End a draw: links open no longer, and which cases were drawn is forgotten. Twice is once.

    Raises NotFound DRAW_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_plan(by, on=timezone.localdate(at))
    row = Draw.objects.select_for_update().filter(pk=draw_id).first()
    if row is None:
        raise NotFound("DRAW_UNKNOWN", "Undian ini tidak ada.")
    if row.closed_at is None:
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        row.respondents.update(case=None)
        journal.append(code=Act.DRAW_CLOSED, subject=("field_draw", row.pk), by=by, at=at)
    return row


def _drawn(site: Site, number: str) -> tuple[Respondent | None, str]:
    """Who has this number in the open draw, and what to say where nobody has."""
    if not number.strip():
        return None, ""
    digits = whole_number(number.strip().upper().removeprefix("R").lstrip("-"))
    row = Respondent.objects.filter(draw__site=site, draw__closed_at=None, number=digits).first()
    if row is None:
        return None, "Nomor itu tidak ada dalam undian; dicatat sebagai responden yang ditemui di lokasi."
    return row, ""


def _write(
    key: UUID, site: Site, row: Draw | None, mode: Mode, reading: Reading, comment: str, *, by: Actor, at: datetime
) -> None:  # fmt: skip
    RecipientAnswer.objects.create(
        key=key,
        site=site,
        draw=row,
        form=site.survey,
        mode=mode,
        answered_date=timezone.localdate(at),
        answers=dict(reading.values),
        comment=scrub(comment),
    )
    journal.append(
        code=Act.ANSWERED, subject=("field_site", site.pk), by=by, at=at, data={"mode": mode.value}
    )


def _ends(row: Respondent, outcome: Outcome, at: datetime) -> None:
    row.outcome, row.outcome_date = outcome, timezone.localdate(at)
    row.save(update_fields=["outcome", "outcome_date"])


def _site(site_id: int) -> Site:
    site = Site.objects.select_related("survey").filter(pk=site_id).first()
    if site is None:
        raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam rencana.")
    return site
