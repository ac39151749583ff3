"""The needs of the demonstration: from a file of the region, and from its invented reports."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone

from balai.domains.needs.actions.deciding import answer_need, decline_need, weigh_need
from balai.domains.needs.actions.drawing import draw_need
from balai.domains.needs.actions.heaping import merge_need
from balai.domains.needs.actions.stating import Statement, state_need
from balai.domains.needs.models import Need
from balai.domains.needs.queries.reports import heard
from balai.domains.needs.terms import PROGRAMME, Moderation
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import read_yaml
from balai.engine.threads.public import thread_kind
from balai.foundation.actor import SYSTEM

Row = Mapping[str, Any]


def rows() -> tuple[list[Row], int]:
    """What the file of the demonstration says, and how many heaps of reports are drawn."""
    path = settings.REGIONS_DIR / "batang" / "demo" / "needs.yaml"
    found = read_yaml(path)
    return found["needs"], found.get("from_reports", 0)


def key_of(row: Row) -> Any:
    return uuid5(NAMESPACE_URL, f"needs:demo:{row['key']}")


def make(*, at: datetime) -> int:
    """Everything of the file that is not there yet; returns how many are new."""
    given, heaps = rows()
    known = set(
        Need.objects.filter(client_key__in=[key_of(row) for row in given]).values_list(
            "client_key", flat=True
        )
    )
    fresh = [row for row in given if key_of(row) not in known]
    places = {area.name: area.code for area in organizations.kecamatan_list()}
    needs = {row["key"]: _state(row, places, at) for row in fresh}
    for row in fresh:
        _settle(row, needs, at)
    if fresh:
        _draw(heaps, at)
    return len(fresh)


def _statement(row: Row, places: Mapping[str, str]) -> Statement:
    names = (
        "title",
        "text",
        "source",
        "source_name",
        "dimension",
        "sub_dimension",
        "people",
        "stated",
        "citation",
    )
    words = {name: row[name] for name in names if name in row}
    return Statement(**words, area=places.get(row.get("kecamatan", ""), ""))


def _state(row: Row, places: Mapping[str, str], at: datetime) -> Need:
    need = state_need(
        said=_statement(row, places), key=key_of(row), is_example="citation" not in row, by=SYSTEM, at=at
    )
    if row.get("pending"):
        Need.objects.filter(pk=need.pk).update(moderation=Moderation.PENDING)
    return need


def _settle(row: Row, needs: Mapping[str, Need], at: datetime) -> None:
    need = needs[row["key"]]
    if row.get("judged"):
        said = Statement(
            title=need.title, area=need.area_id or "", dimension=need.dimension, sub_dimension=need.sub_dimension, people=need.people
        )  # fmt: skip
        need = weigh_need(
            need_id=need.pk, judged=row["judged"], said=said, version=need.version, by=SYSTEM, at=at
        )
    if row.get("into"):
        merge_need(need_id=need.pk, into_id=needs[row["into"]].pk, reason=row["why"], by=SYSTEM, at=at)
    if row.get("declined"):
        decline_need(need_id=need.pk, version=need.version, **row["declined"], by=SYSTEM, at=at)


def _draw(most: int, at: datetime) -> None:
    """The largest heaps of the last year. The reports of a demonstration are invented, and so is what they add up to."""
    today = timezone.localdate(at)
    since = today - timedelta(days=365)
    for one in heard(since=since, until=today, least=3, by_place=False)[:most]:
        need = draw_need(
            category=one.category_code,
            since=since,
            until=today,
            title=f"{one.category}: perlu rencana, bukan hanya perbaikan satu per satu",
            text="Contoh: ditarik dari laporan rekaan pada peragaan ini.",
            by=SYSTEM,
            at=at,
        )
        Need.objects.filter(pk=need.pk).update(is_example=True)


def answer(*, at: datetime) -> int:
    """Tie the needs to the programmes whose names the file gives, where there are such; returns how many."""
    kind, count = thread_kind(PROGRAMME), 0
    if kind is None:
        return 0
    given = [row for row in rows()[0] if row.get("programme")]
    needs = {
        need.client_key: need for need in Need.objects.filter(client_key__in=[key_of(row) for row in given])
    }
    for row in given:
        found, need = kind.search(row["programme"], 1), needs.get(key_of(row))
        if found and need is not None:
            answer_need(
                need_id=need.pk,
                programme=found[0].id,
                why="Menjawab kebutuhan ini menurut peragaan",
                by=SYSTEM,
                at=at,
            )
            count += 1
    return count
