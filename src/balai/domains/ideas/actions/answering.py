"""An idea is shown or left out, answered, tried, and becomes an innovation; whoever sent it is told."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balai.domains.ideas.actions.owing import end_answer, owe_answer
from balai.domains.ideas.models import Idea, IdeaStep
from balai.domains.ideas.permissions import may_answer, must_keep
from balai.domains.ideas.terms import (
    DUTY_TITLE_LIMIT,
    INNOVATION,
    MOVES,
    STAGE_LABELS,
    TEXT_LIMIT,
    THREAD_KIND,
    UNANSWERED,
    Act,
    Stage,
)
from balai.engine.journal import public as journal
from balai.engine.notices.public import Recipient, notify
from balai.engine.organizations import public as organizations
from balai.engine.threads.public import thread_kind, tie
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text, shorten


@transaction.atomic
def admit_idea(*, idea_id: int, holder_id: int, by: Actor, at: datetime) -> Idea:
    """Show it to everybody and give it to the office that owes the answer now. The same twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Conflict IDEA_MOVED; Refused OPD_UNKNOWN.
    """
    must_keep(by, on=timezone.localdate(at))
    idea = locked(idea_id)
    if idea.stage == Stage.REVIEWED and idea.holder_id == holder_id:
        return idea
    if idea.stage not in {Stage.RECEIVED, Stage.HIDDEN, Stage.REVIEWED}:
        raise Conflict("IDEA_MOVED", "Gagasan ini sudah dijawab. Muat ulang halamannya.")
    end_answer(idea, reason="Gagasan diteruskan kepada kantor yang menjawabnya.", at=at)
    idea.holder_id = holder_id
    owe_answer(idea, title=shorten(f"Jawab gagasan: {idea.title}", DUTY_TITLE_LIMIT), at=at)
    name = organizations.opd_by_id(holder_id).short_name
    _step(idea, Stage.REVIEWED, f"Diteruskan kepada {name}.", by, at)
    journal.append(code=Act.ADMITTED, subject=("idea", idea.pk), by=by, at=at, data={"holder": holder_id})
    return idea


@transaction.atomic
def hide_idea(*, idea_id: int, text: str, by: Actor, at: datetime) -> Idea:
    """Leave it out, for a reason that its sender reads: that is an answer too.

    Raises NotFound; Forbidden NOT_YOURS; Conflict IDEA_MOVED; Refused TEXT_….
    """
    must_keep(by, on=timezone.localdate(at))
    idea = locked(idea_id)
    if idea.stage not in {Stage.RECEIVED, Stage.REVIEWED}:
        raise Conflict("IDEA_MOVED", "Gagasan ini sudah dijawab. Muat ulang halamannya.")
    text = clean_text(text, field="text", label="Alasan", minimum=5, maximum=TEXT_LIMIT)
    _answered(idea, at)
    _step(idea, Stage.HIDDEN, text, by, at)
    journal.append(code=Act.HIDDEN, subject=("idea", idea.pk), by=by, at=at)
    return idea


@transaction.atomic
def move_idea(
    *, idea_id: int, stage: str, text: str, version: int, innovation: str = "", by: Actor, at: datetime
) -> Idea:
    """Say what becomes of it, in words that everybody reads; an innovation it became is tied to it.

    Taking a refusal back makes the answer owed again. Raises NotFound; Forbidden NOT_YOURS; Conflict IDEA_MOVED; Refused
    MOVE_UNKNOWN, INNOVATION_UNKNOWN, TEXT_….
    """
    idea = locked(idea_id)
    if not may_answer(by, idea, on=timezone.localdate(at)):
        raise Forbidden("NOT_YOURS", "Yang menjawab gagasan ini: kantor yang memegangnya.")
    if idea.version != version:
        raise Conflict(
            "IDEA_MOVED", "Gagasan ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu kirim lagi."
        )  # fmt: skip
    if stage not in MOVES.get(Stage(idea.stage), ()):
        raise Refused("MOVE_UNKNOWN", "Langkah itu tidak dapat diambil dari keadaan sekarang.", field="stage")
    text = scrub(clean_text(text, field="text", label="Penjelasan", minimum=10, maximum=TEXT_LIMIT))
    if stage == Stage.ADOPTED:
        _tie(idea, innovation, text, at)
    if stage == Stage.REVIEWED:
        idea.answered_on = None
        owe_answer(idea, title=shorten(f"Jawab lagi gagasan: {idea.title}", DUTY_TITLE_LIMIT), at=at)
    else:
        _answered(idea, at)
    _step(idea, Stage(stage), text, by, at)
    journal.append(code=Act.MOVED, subject=("idea", idea.pk), by=by, at=at, data={"stage": stage})
    return idea


def locked(idea_id: int) -> Idea:
    """The row, held until the transaction ends. Raises NotFound IDEA_UNKNOWN."""
    row = Idea.objects.select_for_update(of=("self",)).filter(pk=idea_id).first()
    if row is None:
        raise NotFound("IDEA_UNKNOWN", "Gagasan ini tidak ada.")
    return row


def _tie(idea: Idea, innovation: str, why: str, at: datetime) -> None:
    """Raises Refused INNOVATION_UNKNOWN."""
    kind = thread_kind(INNOVATION)
    if kind is None or innovation not in kind.find([innovation]):
        raise Refused("INNOVATION_UNKNOWN", "Pilih inovasi yang lahir dari gagasan ini.", field="innovation")
    tie(
        start=(THREAD_KIND, str(idea.pk)),
        end=(INNOVATION, innovation),
        why=shorten(why, 300),
        by=SYSTEM,
        at=at,
    )


def _answered(idea: Idea, at: datetime) -> None:
    if idea.stage in UNANSWERED:
        idea.answered_on = timezone.localdate(at)
        end_answer(idea, reason="Gagasan sudah dijawab; jawabannya tercatat pada gagasannya.", at=at)


def _step(idea: Idea, stage: Stage, text: str, by: Actor, at: datetime) -> None:
    idea.stage = stage
    idea.version += 1
    idea.save()
    IdeaStep.objects.create(idea=idea, stage=stage, text=text, opd_id=by.opd_id, at=at)
    if idea.sent_by_id is not None:
        notify(
            event_key=f"idea:{idea.pk}:{idea.version}",
            recipient=Recipient(user_id=idea.sent_by_id),
            template="idea_moved",
            context={
                "title": idea.title,
                "stage": STAGE_LABELS[stage],
                "text": text,
                "url": reverse("ideas:detail", args=[idea.pk]),
            },
            at=at,
        )
