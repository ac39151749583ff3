"""Answers of recipients: by their link or to a reviewer, once; and who refused."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.actions.survey_draws import respondent_label, site_of
from balai.domains.evaluation.models import Draw, RecipientAnswer, Respondent, Site
from balai.domains.evaluation.permissions_field import must_go_to
from balai.domains.evaluation.rules.field_forms import Reading, read_answers, read_items
from balai.domains.evaluation.terms_field import Act, Mode, Outcome
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text, whole_number
from balai.kits.crypto import blind_indexes

MOST_COMMENT = 1000


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
    row = rows.select_related("draw__site__survey").filter(token_key__in=blind_indexes(token)).first()
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
    site = site_of(site_id)
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
