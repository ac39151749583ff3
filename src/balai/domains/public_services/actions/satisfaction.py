"""A family says how it was served. Once per application; the answer also confirms that the service was received."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services.models import Application, Survey
from balai.domains.public_services.terms import SURVEY_ANSWERED
from balai.engine.cases import public as cases
from balai.engine.cases.public import State
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.privacy import scrub
from balai.foundation.satisfaction import ELEMENTS, HIGHEST, LOWEST
from balai.foundation.text import clean_text

MOST_COMMENT = 1000


@transaction.atomic
def rate(*, application_id: int, scores: Sequence[int], by: Actor, at: datetime, comment: str = "") -> Survey:
    """Keep nine scores (1 to 4, in the order U1 to U9) and perhaps a comment, without names of people in numbers.

    A case that is SOLVED becomes CONFIRMED: whoever judges the service has received it. Raises Conflict
    ALREADY_RATED; Refused NOT_SERVED_YET, SCORE_WRONG, TEXT_…; NotFound CASE_UNKNOWN.
    """
    if len(scores) != len(ELEMENTS) or not all(LOWEST <= score <= HIGHEST for score in scores):
        raise Refused("SCORE_WRONG", "Jawab kesembilan pertanyaan dengan salah satu pilihannya.")
    words = clean_text(comment, field="comment", label="Saran", minimum=0, maximum=MOST_COMMENT)
    case = cases.locked(application_id)
    application = Application.objects.get(pk=application_id)
    if not is_decided(application, case):
        raise Refused("NOT_SERVED_YET", "Layanan ini belum selesai. Penilaian dibuka sesudah ada keputusan.")
    row = Survey(
        application=application,
        service=application.service,
        office_id=case.holder_id,
        answered_on=timezone.localdate(at),
        comment=scrub(words),
        **{code.lower(): score for code, score in zip(ELEMENTS, scores, strict=True)},
    )
    _once(row)
    journal.append(
        code=SURVEY_ANSWERED,
        subject=("case", application_id),
        by=by,
        at=at,
        data={"service": application.service, "office": case.holder_id, "scores": list(scores)},
    )
    if case.state == State.SOLVED:
        # The door has checked the code: whoever holds it speaks for the family, also on the officer's phone.
        cases.confirm(case_id=case.pk, by=CITIZEN, at=at)
    return row


def is_decided(application: Application, case: cases.Case) -> bool:
    """Whether there is something to judge: the flow has ended, and not because the family went away."""
    pack = packs.pack_of(application.pack_version_id)
    return pack.flow.state(case.step).is_final and case.state != State.WITHDRAWN


def _once(row: Survey) -> None:
    """The case is locked: nobody else writes between the question and the answer."""
    if Survey.objects.filter(application_id=row.application_id).exists():
        raise Conflict("ALREADY_RATED", "Layanan ini sudah Anda nilai. Terima kasih.")
    row.save(force_insert=True)
