"""The words of field review."""

from enum import StrEnum

BOX, ROOT = "lapangan", "/evaluasi/lapangan/"
PHOTO_KIND = "FIELD_PHOTO"
FINDING_KIND = "FINDING"
# The worst that a phone's clock may be ahead of ours before its time is not believed.
CLOCK_SLACK_MINUTES = 10
MOST_PHOTOS = 30
TITLE_LIMIT, TEXT_LIMIT = 160, 4000


class Act(StrEnum):
    """What the journal says about field review."""

    PLANNED = "FIELD_REVIEW_PLANNED"
    CHANGED = "FIELD_REVIEW_CHANGED"
    SITE_ADDED = "FIELD_SITE_ADDED"
    SITE_CHANGED = "FIELD_SITE_CHANGED"
    APPOINTED = "FIELD_REVIEWER_APPOINTED"
    RELIEVED = "FIELD_REVIEWER_RELIEVED"
    SHEET_FILED = "FIELD_SHEET_FILED"
    DRAWN = "FIELD_SAMPLE_DRAWN"
    OUTCOME = "FIELD_RESPONDENT_OUTCOME"
    ANSWERED = "FIELD_RECIPIENT_ANSWERED"
    DRAW_CLOSED = "FIELD_SAMPLE_CLOSED"
    FOUND = "FIELD_FINDING_RECORDED"
    ASSIGNED = "FIELD_FINDING_ASSIGNED"
    FOLLOWED_UP = "FIELD_FINDING_FOLLOWED_UP"
    MINUTES_ISSUED = "FIELD_MINUTES_ISSUED"
    FORMS_LOADED = "FIELD_FORMS_LOADED"


class ItemKind(StrEnum):
    """How an item of a checklist or a questionnaire is answered."""

    YES_NO = "YES_NO"
    SCORE = "SCORE"
    NUMBER = "NUMBER"
    TEXT = "TEXT"
    PHOTO = "PHOTO"
    CHOICE = "CHOICE"


class Severity(StrEnum):
    """How much a finding weighs."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class Outcome(StrEnum):
    """What became of somebody who was drawn."""

    WAITING = "WAITING"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    NO_CONTACT = "NO_CONTACT"


class Mode(StrEnum):
    """How an answer came. Those who were met at the site are never counted with those who were drawn."""

    LINK = "LINK"
    INTERVIEW = "INTERVIEW"
    INTERCEPT = "INTERCEPT"


class Verdict(StrEnum):
    """What became of an earlier finding."""

    CLOSED = "CLOSED"
    PARTIAL = "PARTIAL"
    REPEATED = "REPEATED"


SEVERITY_LABELS = {Severity.HIGH: "Berat", Severity.MEDIUM: "Sedang", Severity.LOW: "Ringan"}
SEVERITY_TONES = {Severity.HIGH: "late", Severity.MEDIUM: "warn", Severity.LOW: "info"}
OUTCOME_LABELS = {
    Outcome.WAITING: "Belum menjawab",
    Outcome.ANSWERED: "Menjawab",
    Outcome.REFUSED: "Menolak",
    Outcome.NO_CONTACT: "Tidak dapat dihubungi",
}
MODE_LABELS = {
    Mode.LINK: "Lewat tautan",
    Mode.INTERVIEW: "Wawancara responden terundi",
    Mode.INTERCEPT: "Ditemui di lokasi",
}
VERDICT_LABELS = {
    Verdict.CLOSED: "Ditutup",
    Verdict.PARTIAL: "Sebagian",
    Verdict.REPEATED: "Berulang",
}
VERDICT_TONES = {Verdict.CLOSED: "ok", Verdict.PARTIAL: "warn", Verdict.REPEATED: "late"}
