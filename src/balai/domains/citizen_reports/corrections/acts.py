"""The reporter corrects what others see: alone for a while, afterwards by asking."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.domains.citizen_reports.actions.homes import hide_place
from balai.domains.citizen_reports.corrections.waiting import DECIDERS
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.domains.citizen_reports.rules.headline import headline
from balai.domains.citizen_reports.terms import TEXT_LIMIT
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.parameters import public as parameters
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text

CORRECTED, ASKED, DECIDED = "REPORT_CORRECTED", "PRIVACY_WISH_ASKED", "PRIVACY_WISH_DECIDED"
REPORTER_ASKED = "REPORTER_ASKED"
_WORDS_LIMIT = 1000


def correctable_until(report: Report) -> datetime | None:
    """Until when the reporter corrects alone; None once an officer has answered, and for what nobody else sees."""
    case = report.case
    if not report.is_public or case.answered_at or case.state not in cases.OPEN_STATES or case.head_id:
        return None
    day = timezone.localdate(report.created_at)
    return report.created_at + timedelta(
        hours=parameters.value("citizen_reports.correction_hours", on=day, default=24)
    )


def may_correct(report: Report, *, at: datetime) -> bool:
    """Whether the reporter still corrects without asking."""
    until = correctable_until(report)
    return until is not None and at < until


@transaction.atomic
def correct_text(*, report: Report, text: str, by: Actor, at: datetime) -> Report:
    """Other words for everybody; who handles it keeps the first ones. Raises Refused TEXT_…; Conflict WINDOW_CLOSED."""
    fresh = _mine(report, at)
    _new_text(fresh, text)
    journal.append(code=CORRECTED, subject=("case", fresh.pk), by=by, at=at, data={"what": "TEXT"})
    return fresh


@transaction.atomic
def correct_place(*, report: Report, by: Actor, at: datetime) -> Report:
    """From now on others see only the map cell. Raises Conflict WINDOW_CLOSED."""
    fresh = _mine(report, at)
    if hide_place(report=fresh, at=at):
        journal.append(code=CORRECTED, subject=("case", fresh.pk), by=by, at=at, data={"what": "PLACE"})
    return fresh


def must_correct(report: Report, *, at: datetime) -> None:
    """Raises Conflict WINDOW_CLOSED."""
    if not may_correct(report, at=at):
        raise Conflict(
            "WINDOW_CLOSED",
            "Waktu memperbaiki sendiri sudah lewat atau laporan sudah dijawab. Ajukan permintaan kepada petugas di bawah ini.",
        )


def _mine(report: Report, at: datetime) -> Report:
    cases.locked(report.pk)
    fresh = Report.objects.select_related("case").get(pk=report.pk)
    must_correct(fresh, at=at)
    return fresh


def _new_text(report: Report, text: str) -> None:
    words = clean_text(text, field="text", label="Isi laporan", minimum=10, maximum=TEXT_LIMIT)
    report.public_text = scrub(words)
    report.save(update_fields=["public_text"])
    cases.rename(case_id=report.pk, title=headline(report.public_text))


@transaction.atomic
def ask(*, report: Report, wish: str, words: str, by: Actor, at: datetime) -> PrivacyWish:
    """Ask the moderator; asking again while it is open adds nothing. Raises Refused WISH_UNKNOWN, TEXT_…."""
    if wish not in dict(PrivacyWish.WISHES):
        raise Refused("WISH_UNKNOWN", "Pilih apa yang Anda minta.", field="wish")
    said = clean_text(words, field="words", label="Penjelasan", minimum=0, maximum=_WORDS_LIMIT)
    cases.locked(report.pk)
    found, is_new = PrivacyWish.objects.get_or_create(
        case_id=report.pk, wish=wish, decided_at=None, defaults={"words": said, "asked_at": at}
    )
    if is_new:
        journal.append(code=ASKED, subject=("case", report.pk), by=by, at=at, data={"wish": wish})
    return found


def may_decide(by: Actor, case: cases.Case) -> bool:
    """The coordinator, or the admin of the agency that holds it."""
    return by.role in DECIDERS and cases.may_see(by, case)


@transaction.atomic
def decide(
    *, wish_id: int, is_granted: bool, answer: str, text: str = "", by: Actor, at: datetime
) -> PrivacyWish:
    """Grant a wish, which does it at once (a text needs the new words, a photo is covered on its own page), or refuse it.

    Raises NotFound WISH_UNKNOWN; Forbidden NOT_YOURS; Conflict WISH_DECIDED; Refused TEXT_….
    """
    row = PrivacyWish.objects.select_related("case").filter(pk=wish_id).first()
    if row is None or not cases.may_see(by, row.case):
        raise NotFound("WISH_UNKNOWN", "Permintaan ini tidak ada.")
    if not may_decide(by, row.case):
        raise Forbidden("NOT_YOURS", "Yang memutuskan: koordinator atau admin instansi pemegang.")
    cases.locked(row.case_id)
    row.refresh_from_db()
    if row.decided_at:
        raise Conflict("WISH_DECIDED", "Permintaan ini baru saja diputuskan. Muat ulang halamannya.")
    row.answer = clean_text(
        answer, field="answer", label="Jawaban", minimum=0 if is_granted else 5, maximum=_WORDS_LIMIT
    )
    if is_granted:
        _grant(row, text, at)
    row.outcome, row.decided_at, row.decided_by_id = "GRANTED" if is_granted else "REFUSED", at, by.user_id
    row.save()
    data = {"wish": row.wish, "outcome": row.outcome}
    journal.append(code=DECIDED, subject=("case", row.case_id), by=by, at=at, data=data)
    return row


def _grant(row: PrivacyWish, text: str, at: datetime) -> None:
    report = Report.objects.select_related("case").get(pk=row.case_id)
    match row.wish:
        case "TEXT":
            _new_text(report, text)
        case "PLACE":
            hide_place(report=report, at=at)
        case "HIDE":
            report.is_public, report.hidden_reason = False, REPORTER_ASKED
            report.save(update_fields=["is_public", "hidden_reason"])
            cases.withhold_all(case_id=report.pk)
