"""The map: few reports one by one, many as counts, and never a heavy answer."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.counting import MAP
from balai.domains.citizen_reports.map_points import MOST_PINS
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import PLACE, file, make_category, make_region, officer
from balai.engine.cases import public as cases
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta
from balai.engine.journal import public as journal
from balai.foundation.geo import Box, cell, cells_in_box

pytestmark = pytest.mark.django_db
WIDE = "109.0,-8.0,111.0,-6.0"
NEAR = f"{PLACE[1] - 0.001},{PLACE[0] - 0.001},{PLACE[1] + 0.001},{PLACE[0] + 0.001}"
EMPTY = {"states": [], "categories": [], "pins": [], "clusters": []}


def ask(client, bbox: str) -> dict:
    return client.get("/api/map", {"bbox": bbox}).json()


def many(count: int) -> None:
    """So many reports within a square kilometre; rows without their history."""
    first = file()
    dice = random.Random(7)
    keys = range(first.pk + 1, first.pk + count)
    points = [(PLACE[0] + dice.uniform(-0.002, 0.002), PLACE[1] + dice.uniform(-0.002, 0.002)) for _ in keys]
    cases.Case.objects.bulk_create(
        [_copy(first.case, key, tracking_code=f"T{key}") for key in keys], batch_size=500
    )
    Report.objects.bulk_create(
        [
            _copy(first, key, latitude=latitude, longitude=longitude, cell=cell(latitude, longitude))
            for key, (latitude, longitude) in zip(keys, points, strict=True)
        ],
        batch_size=500,
    )


def _copy(row, key: int, **changes):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    return type(row)(**{**values, row._meta.pk.attname: key, **changes})


def test_a_narrow_box_shows_pins(client):
    make_category("JLN01")
    make_category("SMP01")
    first, second = file(category_code="JLN01"), file(category_code="SMP01")
    file(latitude=-7.05, longitude=109.85)
    file(identity="CONFIDENTIAL")
    cases.accept(case_id=second.pk, by=officer(second.case.holder), at=second.created_at)
    assert ask(client, NEAR) == {
        "states": ["IN_PROGRESS", "RECEIVED"],
        "categories": ["JLN01", "SMP01"],
        "pins": [[number_of(second), *PLACE, 0, 1], [number_of(first), *PLACE, 1, 0]],
        "clusters": [],
    }


def test_a_wide_box_shows_counts_that_the_journal_fed(client):
    file()
    file()
    file(latitude=-7.05, longitude=109.85)
    file(identity="CONFIDENTIAL")
    soon = timezone.now() + timedelta(minutes=1)
    journal.seal(at=soon)
    journal.run_followers(at=soon)
    found = ask(client, WIDE)
    assert sorted(row[2] for row in found["clusters"]) == [1, 2]
    assert found["pins"] == []


@pytest.mark.slow
def test_a_crowded_narrow_box_is_a_small_answer(client, django_assert_max_num_queries):
    many(2_000)
    ask(client, NEAR)
    with django_assert_max_num_queries(2):
        response = client.get("/api/map", {"bbox": NEAR})
    assert (response.json()["clusters"], len(response.json()["pins"])) == ([], MOST_PINS)
    assert len(response.content) <= 30_000


def test_a_crowded_region_is_a_small_answer(client, django_assert_max_num_queries):
    make_region()
    cells = cells_in_box(Box(south=-7.2, west=109.6, north=-6.8, east=110.0), 6)
    day = timezone.localdate()
    indicators.add(Delta(indicator=MAP, day=day, keys=str(number), amount=1_000_000) for number in cells)
    ask(client, WIDE)
    with django_assert_max_num_queries(5):
        response = client.get("/api/map", {"bbox": WIDE})
    assert len(response.json()["clusters"]) > 30
    assert len(response.content) <= 30_000


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 422),
        ({"bbox": ""}, 400),
        ({"bbox": "1,2,3"}, 400),
        ({"bbox": "a,b,c,d"}, 400),
        ({"bbox": "nan,nan,nan,nan"}, 400),
        ({"bbox": "110,-6,109,-8"}, 400),
        ({"bbox": "\x00"}, 422),
    ],
)
def test_refusals(client, query, status):
    make_region()
    answer = client.get("/api/map", query)
    assert (answer.status_code, answer.json()["field"]) == (status, "bbox")


@pytest.mark.parametrize("bbox", ["-180,-90,180,90", "-400,-100,400,100"])
def test_the_whole_world_is_the_region(client, bbox):
    make_region()
    indicators.add([Delta(indicator=MAP, day=timezone.localdate(), keys=str(cell(*PLACE, 6)), amount=3)])
    assert [row[2] for row in ask(client, bbox)["clusters"]] == [3]


def test_far_away_is_empty(client):
    file()
    assert ask(client, "0,0,1,1") == EMPTY
