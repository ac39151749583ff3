"""Recipients are drawn by chance, told by a secret link, and forgotten when the draw is closed."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.models import Draw, Respondent, Site
from balai.domains.evaluation.permissions_field import must_plan
from balai.domains.evaluation.queries.survey import OFFICIAL_KINDS, frame_ids
from balai.domains.evaluation.rules.sampling import draw
from balai.domains.evaluation.terms_field import Act, Outcome
from balai.engine.cases.public import Case, kinds
from balai.engine.journal import public as journal
from balai.engine.notices import public as notices
from balai.engine.people.public import officers
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.periods import DateRange
from balai.foundation.satisfaction import sample_size
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_index

TEMPLATE = "field_survey"

MOST_DRAWN, SEED_LIMIT = 2000, 40


def draw_sample(
    *, site_id: int, case_kind: str, category: str, period: DateRange, size: int | None, seed: str, by: Actor, at: datetime
) -> Draw:  # fmt: skip
    """Draw users of a service by chance and send each a secret link, without anybody here learning who they are.

    `size` None means as many as the table of Krejcie and Morgan asks for. Those who left no address are noted as not to
    be reached at once. Raises Forbidden NOT_YOURS; NotFound SITE_UNKNOWN; Refused SURVEY_MISSING, FRAME_UNKNOWN,
    FRAME_EMPTY, SIZE_WRONG, TEXT_…; Conflict DRAW_OPEN.
    """
    must_plan(by, on=timezone.localdate(at))
    site = site_of(site_id)
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


def site_of(site_id: int) -> Site:
    """The site with its questionnaire. Raises NotFound SITE_UNKNOWN."""
    site = Site.objects.select_related("survey").filter(pk=site_id).first()
    if site is None:
        raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam rencana.")
    return site
