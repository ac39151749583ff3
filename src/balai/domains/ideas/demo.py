"""The ideas and contests of the demonstration, from a file of the region; all of them say that they are examples."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils import timezone

from balai.domains.ideas.actions.answering import admit_idea, hide_idea, move_idea
from balai.domains.ideas.actions.certifying import certify
from balai.domains.ideas.actions.contests import Application, enter_contest, move_entry, name_juror
from balai.domains.ideas.actions.judging import close_jury, score_entry
from balai.domains.ideas.actions.sending import Words, send_idea
from balai.domains.ideas.actions.supporting import support_idea
from balai.domains.ideas.models import Edition, Entry, Idea, Juror
from balai.domains.ideas.terms import INNOVATION, NEED, THREAD_KIND
from balai.domains.ideas.terms_contest import EntryStage
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import read_yaml
from balai.engine.people.public import User, actor_of
from balai.engine.threads.public import thread_kind, tie
from balai.foundation.actor import CITIZEN, SYSTEM, Actor

Row = Mapping[str, Any]
WAY = (EntryStage.CHECKED, EntryStage.VERIFIED, EntryStage.FINALIST)


def make(*, at: datetime) -> int:
    """Everything of the file, once; returns how many ideas are new."""
    found = read_yaml(settings.REGIONS_DIR / "batang" / "demo" / "ideas.yaml")
    if Idea.objects.filter(client_key=key_of(found["ideas"][0]["key"])).exists():
        return 0
    offices = {opd.code: opd.pk for opd in organizations.active_opds(on=timezone.localdate(at))}
    places = {area.name: area.code for area in organizations.kecamatan_list()}
    ideas = {row["key"]: _idea(row, offices, places, at) for row in found["ideas"]}
    past, running = _editions(at)
    if past is not None and running is not None:
        _past_contest(past, found["contest"], ideas, offices)
        for row in found["contest"]["open_entries"]:
            entry = _enter(running, row, ideas, offices, at - timedelta(days=5))
            if "stage" in row:
                _move(entry, row["stage"], at)
    return len(ideas)


def key_of(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"ideas:demo:{name}")


def _actor(office: int | None) -> Actor:
    """Somebody of that agency whom the demonstration knows; without one, a visitor."""
    user = User.objects.filter(opd=office, is_active=True).order_by("pk").first() if office else None
    return actor_of(user) if user is not None else CITIZEN


def _idea(row: Row, offices: Mapping[str, int], places: Mapping[str, str], at: datetime) -> Idea:
    words = Words(
        title=row["title"],
        text=row["text"],
        benefit=row.get("benefit", ""),
        area=places.get(row.get("kecamatan", ""), ""),
    )
    sent = at - timedelta(days=row["days"])
    idea = send_idea(
        words=words, key=key_of(row["key"]), by=_actor(offices.get(row.get("from", ""))), at=sent, is_example=True
    )  # fmt: skip
    if "hidden" in row:
        hide_idea(idea_id=idea.pk, text=row["hidden"], by=SYSTEM, at=sent + timedelta(days=1))
    if row.get("holder") in offices:
        admit_idea(idea_id=idea.pk, holder_id=offices[row["holder"]], by=SYSTEM, at=sent + timedelta(days=1))
        for number, (stage, text) in enumerate(row.get("steps", ()), 1):
            _step(idea, row, stage, text, sent + timedelta(days=12 * number))
        for number in range(row.get("supports", 0)):
            support_idea(idea_id=idea.pk, device=f"contoh:{number}", by=CITIZEN, at=sent + timedelta(days=2))
        _tie_need(idea, row.get("need", ""), at)
    idea.refresh_from_db()
    return idea


def _step(idea: Idea, row: Row, stage: str, text: str, at: datetime) -> None:
    kind = thread_kind(INNOVATION)
    found = kind.search(row["innovation"], 1) if kind and stage == "ADOPTED" else []
    if stage == "ADOPTED" and not found:
        return  # a hall without this innovation
    idea.refresh_from_db()
    move_idea(
        idea_id=idea.pk, stage=stage, text=text, version=idea.version, innovation=found[0].id if found else "",
        by=SYSTEM, at=at,
    )  # fmt: skip


def _tie_need(idea: Idea, words: str, at: datetime) -> None:
    kind = thread_kind(NEED)
    found = kind.search(words, 1) if kind and words else []
    if found:
        tie(
            start=(NEED, found[0].id), end=(THREAD_KIND, str(idea.pk)), why="Gagasan ini menjawab kebutuhan itu (contoh)",
            by=SYSTEM, at=at,
        )  # fmt: skip


def _editions(at: datetime) -> tuple[Edition | None, Edition | None]:
    """Last year's contest, over, and this year's, open; with criteria and categories of the latest that the region knows."""
    latest, today = Edition.objects.first(), timezone.localdate(at)
    if latest is None:
        return None, None

    def one(year: int, opens: date, closes: date) -> Edition:
        given = {
            "title": latest.title, "criteria": latest.criteria, "categories": latest.categories, "is_example": True,
            "opens_on": opens, "closes_on": closes,
            "source": f"{latest.source} Peserta, juri, dan nilainya rekaan.",
        }  # fmt: skip
        return Edition.objects.update_or_create(year=year, defaults=given)[0]

    past = today.year - 1
    return (
        one(past, date(past, 9, 1), date(past, 10, 31)),
        one(today.year, today - timedelta(days=20), today + timedelta(days=25)),
    )


def _enter(
    edition: Edition, row: Row, ideas: Mapping[str, Idea], offices: Mapping[str, int], at: datetime
) -> Entry:
    said = Application(
        **{name: row[name] for name in ("title", "text", "participant", "category")},
        idea_code=ideas[row["idea"]].tracking_code if row.get("idea") else "",
    )
    return enter_contest(
        year=edition.year, said=said, key=key_of(f"{edition.year}:{row['title']}"),
        by=_actor(offices.get(row.get("opd", ""))), at=at, is_example=True,
    )  # fmt: skip


def _move(entry: Entry, stage: str, at: datetime, text: str = "") -> None:
    entry.refresh_from_db()
    move_entry(entry_id=entry.pk, stage=stage, text=text, version=entry.version, by=SYSTEM, at=at)


def _past_contest(edition: Edition, said: Row, ideas: Mapping[str, Idea], offices: Mapping[str, int]) -> None:
    """Entered, checked, judged, closed and certified, a step every few weeks."""
    days = ((10, 5), (11, 10), (11, 25), (12, 8), (12, 9))
    when = [timezone.make_aware(datetime(edition.year, month, day, 9)) for month, day in days]
    users = [User.objects.filter(email=f"{name}@demo.balai.invalid").first() for name in said["jurors"]]
    jurors = [user for user in users if user is not None]
    entries = [(_enter(edition, row, ideas, offices, when[0]), row) for row in said["entries"]]
    if len(jurors) < len(users):
        return
    for user in jurors:
        name_juror(year=edition.year, email=user.email, by=SYSTEM, at=when[1])
    codes = [one["code"] for one in edition.criteria]
    for entry, row in entries:
        if "rejected" in row:
            _move(entry, EntryStage.REJECTED, when[1], row["rejected"])
            continue
        for stage in WAY:
            _move(entry, stage, when[1])
        for juror, points in zip(
            Juror.objects.filter(edition=edition).order_by("pk"), row["points"], strict=True
        ):
            given = dict(zip(codes, points, strict=False))
            score_entry(entry_id=entry.pk, points=given, remark="", by=actor_of(juror.user), at=when[2])
    close_jury(year=edition.year, by=SYSTEM, at=when[3])
    for entry in edition.entries.exclude(rank=None).order_by("category", "rank", "pk"):
        certify(entry_id=entry.pk, by=SYSTEM, at=when[4])
