"""Invented ideas, contests and people for the tests of ideas."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from balai.domains.ideas.actions.answering import admit_idea
from balai.domains.ideas.actions.contests import Application, enter_contest, move_entry, name_juror
from balai.domains.ideas.actions.judging import score_entry
from balai.domains.ideas.actions.sending import Words, send_idea
from balai.domains.ideas.models import Edition, Entry, Idea, Sheet
from balai.domains.ideas.terms_contest import EntryStage
from balai.engine.duties.testing import make_clock
from balai.engine.organizations.public import Region
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import CITIZEN, SYSTEM, Actor

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
YEAR = 2026
CRITERIA = [
    {"code": "NEW", "label": "Orisinalitas", "weight": 60},
    {"code": "USE", "label": "Manfaat", "weight": 40},
]
CATEGORIES = [{"code": "PEOPLE", "label": "Masyarakat"}, {"code": "OFFICES", "label": "Perangkat daerah"}]
WAY = (EntryStage.CHECKED, EntryStage.VERIFIED, EntryStage.FINALIST)
_numbers = count(1)


def world() -> None:
    """The limits of duties, a region, and a coordinating agency."""
    make_clock()
    Region.objects.get_or_create(
        code="33.25",
        defaults={"name": "Kabupaten Rekaan", "number_prefix": "RK", "latitude": -7, "longitude": 110},
    )
    make_opd("KOORD", is_coordinator=True)


def user(name: str, role: Role = Role.FIELD_OFFICER, opd: str = "") -> User:
    email = f"{name}@contoh.invalid"
    known = User.objects.filter(email=email).first()
    more = {"opd": make_opd(opd)} if opd else {}
    return known or make_user(role, email=email, full_name=f"{name.title()} Rekaan", **more)


def keeper() -> Actor:
    return actor_of(user("pengurus", Role.COORDINATOR))


def an_idea(title: str = "", *, by: Actor = CITIZEN, key: UUID | None = None, **more: Any) -> Idea:
    """Sent, and not looked at yet."""
    world()
    words = {"text": "Uraian rekaan yang cukup panjang untuk diterima.", **more}
    words["title"] = title or f"Gagasan rekaan nomor {next(_numbers)}"
    return send_idea(words=Words(**words), key=key or uuid4(), by=by, at=AT)


def shown(title: str = "", opd: str = "DINAS", **more: Any) -> Idea:
    """Public; that agency owes the answer."""
    idea = an_idea(title, **more)
    return admit_idea(idea_id=idea.pk, holder_id=make_opd(opd).pk, by=SYSTEM, at=AT)


def an_edition(year: int = YEAR, **more: Any) -> Edition:
    world()
    given = {
        "title": "Lomba Rekaan", "criteria": CRITERIA, "categories": CATEGORIES,
        "opens_on": date(year, 1, 1), "closes_on": date(year, 12, 31), **more,
    }  # fmt: skip
    return Edition.objects.get_or_create(year=year, defaults=given)[0]


def an_entry(
    title: str = "",
    *,
    by: Actor = CITIZEN,
    key: UUID | None = None,
    stage: EntryStage | None = None,
    **more: Any,
) -> Entry:
    """Registered, or brought as far as `stage`."""
    edition = an_edition()
    said = {
        "category": "PEOPLE",
        "participant": "Peserta Rahasia",
        "text": "Uraian rekaan yang cukup panjang.",
        **more,
    }
    said["title"] = title or f"Karya rekaan nomor {next(_numbers)}"
    entry = enter_contest(year=edition.year, said=Application(**said), key=key or uuid4(), by=by, at=AT)
    if stage is not None:
        for step in WAY[: WAY.index(stage) + 1]:
            entry = move_entry(
                entry_id=entry.pk, stage=step, text="", version=entry.version, by=SYSTEM, at=AT
            )
    return entry


def finalist(title: str = "", **more: Any) -> Entry:
    return an_entry(title, stage=EntryStage.FINALIST, **more)


def a_juror(name: str = "juri-a", opd: str = "KANTOR-A") -> User:
    an_edition()
    found = user(name, opd=opd)
    name_juror(year=YEAR, email=found.email, by=SYSTEM, at=AT)
    return found


def score(entry: Entry, juror: User, new: int, use: int) -> Sheet:
    return give(entry, juror, {"NEW": new, "USE": use})


def give(entry: Entry, juror: User, points: Mapping[str, int]) -> Sheet:
    return score_entry(entry_id=entry.pk, points=points, remark="", by=actor_of(juror), at=AT)
