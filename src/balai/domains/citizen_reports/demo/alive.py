"""What is going on in the demonstration right now: a burst, duplicates, a doubtful proof, wishes, a ban.

The planner plays lives that are mostly over; whoever opens the hall for the first time shall find these parts at work too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from balai.domains.citizen_reports.burst.noticing import notice_bursts
from balai.domains.citizen_reports.burst.supporting import support_burst
from balai.domains.citizen_reports.corrections.acts import ask
from balai.domains.citizen_reports.demo.stage import Stage, spot
from balai.domains.citizen_reports.demo.story import Place, Story
from balai.domains.citizen_reports.demo.texts import ReportText
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_burst import Burst
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, State
from balai.engine.gate import public as gate
from balai.foundation.actor import CITIZEN

# The numbers of these stories, far from the planner's.
_FIRST_OF_BURST, _FIRST_OF_FAMILY = 90_000, 91_000
# They are told of a hall with enough other reports, so that it does not consist of them.
_SHARE = 4
_SUPPORTERS = 7
_IN_BURST = timedelta(minutes=14)
_IN_FAMILY = timedelta(hours=7)


def load_alive(region: str) -> Mapping[str, Any] | None:
    """What the region's folder says of it; None where it says nothing."""
    path = Path(settings.REGIONS_DIR) / region / "demo" / "alive.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None


def stories_now(
    alive: Mapping[str, Any] | None, places: Sequence[Place], *, reports: int, until: datetime
) -> list[Story]:
    """The reports of the burst and of the family; none in a hall so small that it would consist of them."""
    if alive is None or reports < _SHARE * sum(len(alive[part]["texts"]) for part in ("burst", "family")):
        return []
    burst, family = alive["burst"], alive["family"]
    near = [place for place in places if place.code.startswith(burst["area"])]
    there = [place for place in places if place.code == family["area"]]
    found = [
        _story(burst, near[n % len(near)], text, number=_FIRST_OF_BURST + n, at=until - n * _IN_BURST - _IN_BURST)
        for n, text in enumerate(burst["texts"])
    ]  # fmt: skip
    last = len(family["texts"])
    found += [
        _story(family, there[0], text, number=_FIRST_OF_FAMILY + n, at=until - (last - n) * _IN_FAMILY)
        for n, text in enumerate(family["texts"])
    ]
    return found


def _story(told: Mapping[str, Any], place: Place, text: str, *, number: int, at: datetime) -> Story:
    source = ReportText(category=told["category"], text=text, subject=told.get("subject", ""))
    return Story(
        number=number,
        at=at,
        arc="AWAITING",
        source=source,
        place=place,
        text=text.format(desa=place.name),
        landmark=told.get("landmark", ""),
        identity="ANONYMOUS",
        channel="WEB",
        name="",
        email="",
        phone="",
        by_account=False,
        has_point=True,
        # The head of a family has a photo; drawing takes time.
        photos=1 if source.subject and number == _FIRST_OF_FAMILY else 0,
    )


@transaction.atomic
def happen_now(alive: Mapping[str, Any], stage: Stage, stories: Sequence[Story], *, until: datetime) -> None:
    """After the stories were played: what people do about them at this moment."""
    at = until - timedelta(seconds=30)
    family = [story for story in stories if story.number >= _FIRST_OF_FAMILY]
    head, *others = [stage.reports[story.number].pk for story in family]
    coordinator = stage.officers.coordinator()
    for member in others[:-1]:
        cases.merge(case_id=member, into_id=head, by=coordinator, at=at)
    notice_bursts(at=at)
    for burst in Burst.objects.filter(ended_at=None):
        for n in range(_SUPPORTERS):
            support_burst(burst_id=burst.pk, device=f"contoh-{n}", by=CITIZEN, at=at)
    _wish(alive["wishes"], at=at - timedelta(hours=5))
    _doubtful_proof(stage, stories, at=at)
    closed = alive["ban"]
    nobody = sha256(f"contoh:{until}".encode()).hexdigest()
    gate.ban(kind=gate.Kind.DEVICE, digest=nobody, **closed, by=coordinator, at=at - timedelta(hours=2))


def _wish(wishes: Sequence[Mapping[str, str]], *, at: datetime) -> None:
    """Reporters who can no longer correct alone ask the moderator; each wish about another report."""
    old = Report.objects.filter(
        is_public=True,
        case__head=None,
        case__state__in=[State.IN_PROGRESS, State.ANSWERED],
        created_at__lt=at - timedelta(days=2),
    ).order_by("-pk")
    for wish, report in zip(wishes, old[: len(wishes)], strict=False):
        ask(report=report, wish=wish["wish"], words=wish["words"], by=CITIZEN, at=at)


def _doubtful_proof(stage: Stage, stories: Sequence[Story], *, at: datetime) -> None:
    """Somebody proves a work with the photo of another one: it waits beside its look-alike for a second person."""
    if stage.old_proof is None:
        return
    played = {report.pk: number for number, report in stage.reports.items()}
    case = (
        Case.objects.select_related("holder")
        .filter(
            pk__in=played,
            state=State.IN_PROGRESS,
            is_confidential=False,
            opened_at__lt=at - timedelta(days=1),
        )
        .order_by("-opened_at")
        .first()
    )
    if case is None:
        return
    story = next(story for story in stories if story.number == played[case.pk])
    rng = Random(f"doubt:{story.number}")
    by = stage.officers.actor(case, "SOLVE", rng)
    photos = stage.darkroom.again(
        stage.old_proof, taken_at=at - timedelta(minutes=20), place=spot(story), by=by, at=at
    )
    if photos:
        text = stage.words("solutions", story, case, rng)
        cases.solve(case_id=case.pk, text=text, proofs=photos, by=by, at=at)
