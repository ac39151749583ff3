"""Examples of readiness, strategy, workshops, decrees and books, told from 2018 to today."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.conf import settings
from django.utils import timezone

from balai.domains.masterplan.actions import (
    commitments,
    decrees,
    obligations,
    strategy,
    worksheets,
    workshops,
)
from balai.domains.masterplan.models import Plan, Programme, Revision, Workshop
from balai.domains.masterplan.terms_books import BOOKS
from balai.domains.masterplan.terms_strategy import Thing
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, User, actor_of, officers
from balai.engine.publications.public import issue_version, versions
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Refused

PLAN = "batang-2019"


def tell(*, at: datetime) -> int:
    """How many things were told; 0 where the region has no such plan or the story is there already."""
    plan, place = Plan.objects.filter(code=PLAN).first(), organizations.Region.objects.first()
    path = (
        Path(settings.REGIONS_DIR) / (place.short_name.casefold() if place else "") / "demo" / "strategy.yaml"
    )
    if plan is None or not path.exists() or Revision.objects.filter(plan=plan).exists():
        return 0
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    offices = {opd.code: opd.pk for opd in organizations.active_opds(on=timezone.localdate(at))}
    _strategy(plan, story, offices, at)
    _decrees(plan, story, offices, at)
    _past(story, at)
    _workshop(plan, story, offices, at)
    _commit(plan, story, offices, at)
    _books(plan, at)
    return Revision.objects.filter(plan=plan).count()


def _strategy(plan: Plan, story: Mapping[str, Any], offices: Mapping[str, int], at: datetime) -> None:
    def put(thing: Thing, **given: Any) -> int:
        given.setdefault("is_example", "contoh" in str(given))
        return strategy.write_strategy(thing=thing, plan_id=plan.pk, given=given, by=SYSTEM, at=at).pk

    put(Thing.VISION, text=story["vision"])
    for number, row in enumerate(story["missions"], 1):
        put(Thing.MISSION, number=number, **row)
    for word in story["keywords"]:
        put(Thing.KEYWORD, text=word, is_example=True)
    for row in story["readiness"]:
        put(Thing.READINESS, **row)
    entries = [
        put(Thing.SWOT, **{name: value for name, value in row.items() if name != "author"}, author_opd_id=offices.get(row["author"]))
        for row in story["swot"]
    ]  # fmt: skip
    for row in story["tows"]:
        put(Thing.TOWS, **{**row, "inner_id": entries[row["inner"]], "outer_id": entries[row["outer"]]})
    for dimension, (goal, way) in story["goals"].items():
        invented = Programme.objects.filter(plan=plan, dimension=dimension, is_example=True, goal="")
        invented.update(goal=goal, strategy=way)
    programmes = dict(Programme.objects.filter(plan=plan).values_list("code", "pk"))
    for row in story["gaps"]:
        put(Thing.GAP, **{**row, "programme_id": programmes.get(row.get("programme"))})


def _decrees(plan: Plan, story: Mapping[str, Any], offices: Mapping[str, int], at: datetime) -> None:
    today = timezone.localdate(at)
    known = {}
    for row in story["decrees"]:
        given = {name: value for name, value in row.items() if name not in {"key", "revoked"}}
        known[row["key"]] = decrees.write_decree(given={"plan_id": plan.pk, **given}, by=SYSTEM, at=at)
    for row in story["obligations"]:
        if row["opd"] not in offices:
            continue
        first = (
            date(today.year - 2, row["month"], row["day"])
            if "month" in row
            else today + timedelta(days=row["days"])
        )
        given = {
            "article": row["article"], "opd_id": offices[row["opd"]], "what": row["what"], "first_due": first,
            "every_months": row["every_months"], "is_example": True,
        }  # fmt: skip
        obligations.read_obligation(decree_id=known[row["decree"]].pk, given=given, by=SYSTEM, at=at)
    for row in story["decrees"]:
        if told := row.get("revoked"):
            heir = known[told["by"]].pk
            decrees.revoke_decree(
                decree_id=known[row["key"]].pk, on=told["day"], reason=told["reason"], successor_id=heir, by=SYSTEM, at=at
            )  # fmt: skip


def _past(story: Mapping[str, Any], at: datetime) -> None:
    plans = {plan.code: plan.pk for plan in Plan.objects.all()}
    for row in story["told"]:
        if row["plan"] in plans:
            workshops.open_workshop(
                plan_id=plans[row["plan"]], stage=row["stage"], held_on=row["day"], place=row["place"], note=row["note"],
                source=row["source"], is_told=True, is_example=row.get("is_example", False), by=SYSTEM, at=at,
            )  # fmt: skip


def _workshop(plan: Plan, story: Mapping[str, Any], offices: Mapping[str, int], at: datetime) -> None:
    """A stage that goes on today: institutions, and rows that already stand in the plan."""
    row = _open(plan, 1, timezone.localdate(at) - timedelta(days=9), at)
    for seat in story["participants"]:
        if "opd" not in seat or seat["opd"] in offices:
            given = {**seat, "opd_id": offices.get(seat.get("opd"))}
            workshops.join_workshop(workshop_id=row.pk, given=given, by=SYSTEM, at=at)
    for number, told in enumerate(story["rows"]):
        by = _of_office(offices.get(told["opd"]))
        worksheets.write_row(
            workshop_id=row.pk, sheet=told["sheet"], group=told["group"], given=told["given"],
            key=uuid5(NAMESPACE_URL, f"balai demo row {number}"), by=by, at=at,
        )  # fmt: skip


def _commit(plan: Plan, story: Mapping[str, Any], offices: Mapping[str, int], at: datetime) -> None:
    """The last stage, nearly ready: a remark that is open, and some who have signed."""
    row = _open(plan, 4, timezone.localdate(at) - timedelta(days=2), at)
    worksheets.write_row(
        workshop_id=row.pk, sheet="REVIEW", group="BOOK_II", given=story["remark"],
        key=uuid5(NAMESPACE_URL, "balai demo remark"), by=SYSTEM, at=at,
    )  # fmt: skip
    words = commitments.word_commitment(workshop_id=row.pk, text=story["commitment"], by=SYSTEM, at=at)
    for office, name, title in story["signatures"]:
        by = _head() if office == "bupati" else _of_office(offices.get(office), Role.OPD_ADMIN)
        try:
            commitments.sign_commitment(
                commitment_id=words.pk, name=name, title=title, digest=words.digest, by=by, at=at
            )
        except Refused:
            # An office that leads nothing in this demonstration is not asked.
            continue


def _open(plan: Plan, stage: int, held_on: date, at: datetime) -> Workshop:
    return workshops.open_workshop(
        plan_id=plan.pk, stage=stage, held_on=held_on, place="Pendopo (contoh)", is_example=True,
        note="Penyegaran masterplan (contoh).", by=SYSTEM, at=at,
    )  # fmt: skip


def _books(plan: Plan, at: datetime) -> None:
    """A first version of each book; a chapter of another room that is not ready yet leaves its book unissued."""
    for code in BOOKS:
        if not versions(code, plan.code):
            try:
                issue_version(
                    code=code, edition=plan.code, note="Versi pertama peragaan (contoh).", by=SYSTEM, at=at
                )
            except Refused:
                continue


def _of_office(opd_id: int | None, role: Role = Role.OPD_ADMIN) -> Actor:
    found = officers(role=role, opd_id=opd_id) if opd_id else []
    return actor_of(User.objects.get(pk=found[0])) if found else SYSTEM


def _head() -> Actor:
    found = officers(role=Role.EXECUTIVE)
    return actor_of(User.objects.get(pk=found[0])) if found else SYSTEM
