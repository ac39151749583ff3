"""The data of Kabupaten Batang as a whole: complete, consistent, and as exact as it says."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import holidays as published
import numpy as np
import pytest
import shapely
from django.conf import settings
from django.utils import timezone
from shapely.geometry import shape

from balai.domains.citizen_reports.rules.routing import check_rules
from balai.domains.citizen_reports.rules.suggestion import suggest
from balai.engine.cases.rules.law import clock_set
from balai.engine.organizations import public as organizations
from balai.engine.organizations.testing import region_of_module
from balai.engine.parameters import public as parameters
from balai.foundation.workdays import Limit
from balai.kits.testing.acceptance import acceptance

FOLDER = Path(settings.REGIONS_DIR) / "batang"
ROOM = FOLDER / "citizen_reports"
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
CLOCKS = ["SEMARANG", "SP4N", "TIER_2", "TIER_5", "TIER_14", "TIER_60"]


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with region_of_module(FOLDER, at=AT, blocker=django_db_blocker):
        yield


@pytest.fixture
def batang(region: None, db: None) -> None:
    """Batang, loaded once."""


@pytest.fixture(scope="module")
def categories() -> list[dict]:
    return organizations.read_yaml(ROOM / "categories.yaml").rows("categories")


def clocks(on: date) -> dict:
    return {code: clock_set(code, parameters.value(f"cases.clock.{code}", on=on)) for code in CLOCKS}


def test_counts(batang: None) -> None:
    villages = [
        row for kecamatan in organizations.kecamatan_list() for row in organizations.desa_of(kecamatan.code)
    ]
    assert len(organizations.kecamatan_list()) == 15
    assert len(villages) == 248
    assert sum(row.level == "KELURAHAN" for row in villages) == 9
    assert len(organizations.active_opds(on=timezone.localdate())) == 59
    assert organizations.coordinator().code == "DISKOMINFO"
    assert organizations.inspectorate().code == "INSPEKTORAT"
    bapperida = organizations.opd("BAPPERIDA")
    assert bapperida.short_name == "Bapperida"
    assert organizations.opd_name(bapperida.pk, on=date(2024, 6, 1)).startswith(
        "Badan Perencanaan, Penelitian"
    )


def test_every_category_reaches_an_agency_everywhere(batang: None, categories: list[dict]) -> None:
    today = timezone.localdate()
    places = [None, *(row.code for row in organizations.areas())]
    lost = [
        (row["code"], place)
        for row in categories
        for place in places
        if organizations.responsible(category_code=row["code"], area_code=place, on=today) is None
    ]
    assert lost == []


def test_no_mandate_for_a_category_that_is_not_there(categories: list[dict]) -> None:
    mandated = {
        c
        for row in organizations.read_yaml(ROOM / "mandates.yaml").rows("mandates")
        for c in row["categories"]
    }
    assert mandated == {row["code"] for row in categories}


def test_administration_goes_to_the_office_of_the_place(batang: None) -> None:
    found = organizations.responsible(category_code="ADM02", area_code="33.25.02.2001", on=date(2026, 1, 1))
    assert found.code == "KEC-BANDAR"


def test_the_three_working_days(batang: None) -> None:
    calendar = parameters.calendar()
    due = calendar.deadline(datetime(2026, 3, 17, 10, tzinfo=calendar.zone), Limit(3, "WORKING_DAYS"))
    assert due.date() == date(2026, 3, 27)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_days_off_agree_with_the_published_package(batang: None, year: int) -> None:
    ours = {day for day in parameters.calendar().holidays if day.year == year}
    assert ours == set(published.country_holidays("ID", years=year, categories=("public", "government")))


def test_categories_are_well_formed(categories: list[dict], batang: None) -> None:
    groups = organizations.read_yaml(ROOM / "categories.yaml").rows("groups")
    assert len(groups) == 15
    assert {row["group"] for row in categories} == {row["code"] for row in groups}
    assert len({row["code"] for row in categories}) == len(categories) >= 45
    assert {row["clock_set"] for row in categories} <= set(clocks(date(2026, 1, 1)))
    assert {row["priority"] for row in categories} == {1, 2, 3}
    assert [row["code"] for row in categories if row.get("emergency") and "112" not in row["advice"]] == []
    assert all(isinstance(word, str) for row in categories for word in row["keywords"])
    questions = [question for row in categories for question in row.get("questions", [])]
    assert {question["type"] for question in questions} <= {"text", "number", "choice", "multichoice"}
    assert all(
        len(question.get("options", [])) >= 2 for question in questions if "choice" in question["type"]
    )


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Jalan depan pasar berlubang besar, motor jatuh", "JLN01"),
        ("dalan bolong nang ngarep omah", "JLN01"),
        ("lampu jalan mati sudah seminggu, peteng", "PJU01"),
        ("uwuh numpuk ora diangkut", "SMP01"),
        ("banyu PDAM ora mili wis telung dina", "AIR01"),
        ("banjir rob masuk rumah", "BNC01"),
        ("tolong ada sarang tawon di atap sekolah", "KAM03"),
        ("dimintai uang waktu mengurus surat, pungli", "ADM06"),
        ("bangjo perempatan mati", "TRN01"),
        ("ibu saya tidak dapat bansos padahal miskin", "SOS01"),
        ("pupuk langka, petani susah", "EKO04"),
        ("lemah longsor nutup omah", "BNC02"),
    ],
)
def test_everyday_words_find_the_category(categories: list[dict], text: str, category: str) -> None:
    assert suggest(text, {row["code"]: row["keywords"] for row in categories})[0] == category


def test_routing_rules_are_understood(batang: None, categories: list[dict]) -> None:
    rules = organizations.read_yaml(ROOM / "routing.yaml").rows("rules")
    today = timezone.localdate()
    check_rules(rules, opds={opd.code for opd in organizations.active_opds(on=today)}, clocks=clocks(today))
    known = {row["code"] for row in categories} | {row["group"] for row in categories}
    named = set()
    for rule in rules:
        for field in ("category", "group"):
            found = rule["when"].get(field, [])
            named |= {found} if isinstance(found, str) else set(found)
        for code in rule["when"].get("area", []):
            organizations.area(code)
    assert named <= known


def test_clocks_promise_what_the_sources_say(batang: None) -> None:
    found = clocks(date(2026, 1, 1))
    assert {code: row.limit("ANSWER").amount for code, row in found.items()} == {
        "SEMARANG": 3,
        "SP4N": 5,
        "TIER_2": 2,
        "TIER_5": 5,
        "TIER_14": 14,
        "TIER_60": 60,
    }
    assert found["SEMARANG"].limit("FORWARD") == Limit(24, "HOURS")
    assert found["SP4N"].limit("FORWARD") == Limit(3, "WORKING_DAYS")
    assert {row.limit("LAPSE") for row in found.values()} == {Limit(10, "WORKING_DAYS")}
    assert {row.limit("DECIDE") for row in found.values()} == {Limit(1, "WORKING_DAYS")}
    assert {tuple(rung.to for rung in row.ladder) for row in found.values()} == {
        ("OFFICER", "OFFICER", "HEAD_OF_OPD", "COORDINATOR", "SEKDA")
    }


def test_coded_reasons(batang: None) -> None:
    on = date(2026, 1, 1)
    pauses = parameters.value("cases.pause_reasons", on=on)
    assert all(Limit(row["amount"], row["unit"]).amount <= 60 and row["citizen"] for row in pauses)
    refusals = parameters.value("cases.refusal_reasons", on=on)
    assert {row["ground"] for row in refusals} == {"LAW", "AREA"}
    assert all(row["legal_reference"] for row in refusals)
    replies = parameters.value("cases.reply_templates", on=on)
    assert len(replies) >= 12
    for rows in (pauses, refusals, replies, parameters.value("cases.closing_reasons", on=on)):
        assert len({row["code"] for row in rows}) == len(rows)
        assert all(row["label"] for row in rows)


def _json(name: str) -> dict:
    return json.loads(acceptance(name).read_text())


@pytest.mark.slow
def test_nearest_centroid_agrees_with_the_boundaries(batang: None) -> None:
    """What the README of the regions says about the radius, measured again on 3,000 random points."""
    region = shapely.make_valid(shape(_json("boundaries-3325.geojson")["features"][0]["geometry"]))
    desa = _json("boundaries-3325-desa.geojson")["features"]
    codes = [item["properties"]["code"] for item in desa]
    tree = shapely.STRtree([shapely.make_valid(shape(item["geometry"])) for item in desa])
    west, south, east, north = region.bounds
    dice = np.random.default_rng(20260317)
    places = np.column_stack(
        [dice.uniform(west - 0.05, east + 0.05, 3000), dice.uniform(south - 0.05, north + 0.05, 3000)]
    )
    found = [organizations.locate(latitude=y, longitude=x) for x, y in places]
    accepted = np.array([row.inside for row in found])
    within = shapely.contains_xy(region, places)
    far = shapely.distance(shapely.points(places), region) * 111 > 2
    truth = [codes[number] for number in tree.nearest(shapely.points(places))]
    same_desa = np.array([row.area.code == code for row, code in zip(found, truth, strict=True)])
    same_kecamatan = np.array([row.area.code[:8] == code[:8] for row, code in zip(found, truth, strict=True)])
    assert accepted[within].mean() >= 0.985
    assert accepted[far].mean() <= 0.02
    assert same_desa[within].mean() >= 0.68
    assert same_kecamatan[within].mean() >= 0.89


@pytest.mark.slow
def test_wonosobo_is_not_batang(batang: None) -> None:
    features = _json("boundaries-3307-kecamatan.geojson")["features"]
    places = [shape(item["geometry"]).representative_point() for item in features]
    found = [organizations.locate(latitude=place.y, longitude=place.x) for place in places]
    assert [row.area.name for row in found if row.inside] == []
    # Advice goes by direction alone, so the far south is taken for the next regency.
    assert sum("Kabupaten Wonosobo" in row.advice for row in found) >= 10
