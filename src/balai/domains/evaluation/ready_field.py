"""What field review makes known when the program starts."""

from typing import Any

from balai.domains.evaluation.chapter_field import CHAPTER
from balai.domains.evaluation.loading_field import load
from balai.domains.evaluation.permissions_field import FIELD, PLAN, PLANNERS, READERS
from balai.domains.evaluation.terms_field import FINDING_KIND, PHOTO_KIND
from balai.domains.evaluation.threads_field import THREAD_KIND, subjects
from balai.engine.documents.public import visibility
from balai.engine.duties.public import DutyKind, register_duty_kind
from balai.engine.notices.public import topic
from balai.engine.organizations.public import region_loader
from balai.engine.people.public import may, permission
from balai.engine.publications.public import add_chapter
from balai.engine.threads.public import expect, register_thread_kind


def field_ready() -> None:
    """Register its kinds, permissions and chapters."""
    permission(FIELD, roles=READERS, label="Tinjauan lapangan")
    permission(PLAN, roles=PLANNERS, label="Menyusun tinjauan lapangan")
    region_loader("evaluation_field", load)
    visibility(PHOTO_KIND, _photo_visible)
    topic("field_survey", "Undangan kuesioner penerima layanan")
    register_thread_kind(THREAD_KIND)
    register_duty_kind(
        DutyKind(
            code=FINDING_KIND,
            label="Temuan tinjauan lapangan",
            subject=subjects,
            needs_proof=True,
            is_public=False,
        )
    )
    expect(
        code="temuan-tanpa-tindak-lanjut",
        label="Temuan tanpa tindak lanjut",
        kind=FINDING_KIND,
        towards={"PROGRAMME", "INNOVATION", "FINDING"},
        direction="AFTER",
        advice="Tugaskan kepada satu OPD dengan tanggal, atau hubungkan dengan program yang menjawabnya.",
    )
    add_chapter(CHAPTER)


def _photo_visible(document: Any, user: Any) -> bool:
    return may(user, FIELD)
