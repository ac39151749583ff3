"""The words of ideas."""

from enum import StrEnum


class Stage(StrEnum):
    """What became of an idea. Nobody but its sender and the office reads it before REVIEWED."""

    RECEIVED = "RECEIVED"
    HIDDEN = "HIDDEN"
    REVIEWED = "REVIEWED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    PILOTED = "PILOTED"
    ADOPTED = "ADOPTED"


class Origin(StrEnum):
    """Who has the idea; an officer is known by the agency alone."""

    CITIZEN = "CITIZEN"
    OFFICER = "OFFICER"


class Act(StrEnum):
    """What the journal says about ideas."""

    SENT = "IDEA_SENT"
    ADMITTED = "IDEA_ADMITTED"
    HIDDEN = "IDEA_HIDDEN"
    MOVED = "IDEA_MOVED"
    SUPPORTED = "IDEA_SUPPORTED"


STAGE_LABELS = {
    Stage.RECEIVED: "Diterima, menunggu diperiksa",
    Stage.HIDDEN: "Tidak dimuat",
    Stage.REVIEWED: "Ditelaah",
    Stage.ACCEPTED: "Diterima sebagai usulan",
    Stage.DECLINED: "Ditolak dengan alasan",
    Stage.PILOTED: "Diujicobakan",
    Stage.ADOPTED: "Menjadi inovasi",
}
STAGE_TONES = {
    Stage.RECEIVED: "warn",
    Stage.HIDDEN: "muted",
    Stage.REVIEWED: "info",
    Stage.ACCEPTED: "info",
    Stage.DECLINED: "muted",
    Stage.PILOTED: "warn",
    Stage.ADOPTED: "ok",
}
ORIGIN_LABELS = {Origin.CITIZEN: "Warga", Origin.OFFICER: "Petugas"}

# What may become of an idea once it is public; the first step is the moderation.
MOVES = {
    Stage.REVIEWED: (Stage.ACCEPTED, Stage.DECLINED),
    Stage.ACCEPTED: (Stage.PILOTED, Stage.ADOPTED, Stage.DECLINED),
    Stage.PILOTED: (Stage.ADOPTED, Stage.DECLINED),
    Stage.DECLINED: (Stage.REVIEWED,),
    Stage.ADOPTED: (),
}
PUBLIC_STAGES = (Stage.REVIEWED, Stage.ACCEPTED, Stage.DECLINED, Stage.PILOTED, Stage.ADOPTED)
# In these somebody still owes the sender an answer.
UNANSWERED = (Stage.RECEIVED, Stage.REVIEWED)

THREAD_KIND, INNOVATION, NEED = "IDEA", "INNOVATION", "NEED"
DUTY_KIND = "IDEA_ANSWER"
ANSWER_DAYS = "ideas.answer_days"
# Where the region says nothing.
USUAL_DAYS = 30
TITLE_LIMIT, TEXT_LIMIT, DUTY_TITLE_LIMIT = 200, 4000, 150
