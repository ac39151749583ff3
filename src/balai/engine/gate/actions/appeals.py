"""Objecting, and deciding about it: by somebody else than who did it, unless he takes it back himself."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balai.engine.gate import appealing
from balai.engine.gate.models import Appeal
from balai.engine.gate.terms import Act, Outcome
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text


def find_measure(*, code: str) -> appealing.Measure:
    """The measure of a code as somebody typed it. Raises Refused CODE_…, NotFound MEASURE_UNKNOWN."""
    found = appealing.measure_by_code(normalize_tracking_code(code))
    if found is None:
        raise NotFound(
            "MEASURE_UNKNOWN", "Tidak ada penutupan dengan kode ini. Periksa lagi kodenya.", field="code"
        )
    return found


def appeal(*, code: str, text: str, by: Actor, at: datetime) -> Appeal:
    """Object to a measure; one appeal at a time, and a decided one is not repeated.

    Raises Refused TEXT_…, CODE_…; NotFound; Conflict MEASURE_OVER, APPEAL_WAITING, APPEAL_DECIDED.
    """
    measure = find_measure(code=code)
    words = clean_text(text, field="text", label="Alasan keberatan", minimum=10, maximum=2000)
    if measure.is_over:
        raise Conflict("MEASURE_OVER", "Penutupan ini sudah berakhir; Anda dapat mengirim lagi.")
    earlier = Appeal.objects.filter(subject_kind=measure.kind, subject_id=measure.number)
    if earlier.filter(outcome=Outcome.REFUSED, made_at__gte=measure.at).exists():
        raise Conflict("APPEAL_DECIDED", "Keberatan Anda sudah diputus; jawabannya ada di halaman ini.")
    try:
        with transaction.atomic():
            row = Appeal.objects.create(
                subject_kind=measure.kind, subject_id=measure.number, text=scrub(words), made_at=at
            )
            journal.append(code=Act.APPEALED, subject=("appeal", row.pk), by=by, at=at)
    except IntegrityError:
        raise Conflict("APPEAL_WAITING", "Keberatan Anda sudah kami terima dan menunggu keputusan.") from None
    return row


@transaction.atomic
def decide(*, appeal_id: int, is_granted: bool, answer: str, by: Actor, at: datetime) -> Appeal:
    """Grant an appeal, which takes the measure back, or refuse it with a reason.

    Raises Refused TEXT_…; Forbidden OWN_MEASURE for who would uphold his own; Conflict APPEAL_DECIDED.
    """
    row = Appeal.objects.select_for_update().filter(pk=appeal_id).first()
    if row is None:
        raise NotFound("APPEAL_UNKNOWN", "Keberatan ini tidak ada.")
    words = clean_text(answer, field="answer", label="Jawaban", minimum=0 if is_granted else 10, maximum=2000)
    measure = appealing.measure_of(row.subject_kind, row.subject_id)
    if measure is None:
        raise Refused("MEASURE_UNKNOWN", "Yang dipersoalkan sudah tidak ada.")
    if not is_granted and measure.by_id is not None and measure.by_id == by.user_id:
        raise Forbidden("OWN_MEASURE", "Keberatan atas tindakan sendiri diputus oleh petugas lain.")
    outcome = Outcome.GRANTED if is_granted else Outcome.REFUSED
    changed = Appeal.objects.filter(pk=row.pk, outcome=Outcome.WAITING).update(
        outcome=outcome, answer=words, decided_at=at, decided_by_id=by.user_id
    )
    if not changed:
        raise Conflict("APPEAL_DECIDED", "Keberatan ini baru saja diputus petugas lain.")
    if is_granted and not measure.is_over:
        appealing.undo(measure, by=by, at=at)
    journal.append(
        code=Act.DECIDED, subject=("appeal", row.pk), by=by, at=at, data={"outcome": outcome.value}
    )
    row.refresh_from_db()
    return row
