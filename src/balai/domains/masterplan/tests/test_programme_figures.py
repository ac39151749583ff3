"""The published figures, the region's files, and the demonstration that counts to the same digits."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from balai.domains.masterplan.chapters import programme_table
from balai.domains.masterplan.demo import make_demo
from balai.domains.masterplan.loading import load
from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries import figures
from balai.domains.masterplan.queries.programmes import current_plan, leaderless, programmes
from balai.domains.masterplan.queries.quick_wins import board
from balai.domains.masterplan.queries.roadmap import roadmap_svg
from balai.domains.masterplan.rules.figures import Count
from balai.domains.masterplan.tiles import read
from balai.engine.duties.testing import make_clock
from balai.engine.indicators.loading import load as load_indicators
from balai.engine.organizations.public import Region, read_yaml
from balai.engine.people.testing import make_opd
from balai.engine.publications.public import Table
from balai.foundation.actor import SYSTEM
from balai.foundation.dimensions import Dimension

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FOLDER = Path(settings.REGIONS_DIR) / "batang"
PUBLISHED = {
    Dimension.GOVERNANCE: (39, 35, "89.7"), Dimension.BRANDING: (7, 6, "85.7"), Dimension.ECONOMY: (10, 8, "80.0"),
    Dimension.LIVING: (6, 5, "83.3"), Dimension.SOCIETY: (12, 10, "83.3"), Dimension.ENVIRONMENT: (6, 6, "100.0"),
}  # fmt: skip


@pytest.fixture
def batang():
    """The agencies, the plan and the figures of the region, and the demonstration."""
    make_clock()
    Region.objects.create(
        code="33.25",
        name="Kabupaten Batang",
        short_name="Batang",
        number_prefix="BTG",
        latitude=0,
        longitude=0,
    )
    for row in read_yaml(FOLDER / "opds.yaml").rows("opds"):
        name = row.rows("names")[-1]
        make_opd(row["code"], name=name["name"], short_name=name["short_name"], valid_from=date(2017, 1, 1))
    now = timezone.now()
    assert load(FOLDER, by=SYSTEM, at=now) == {"plans": 2, "quick_wins": 4}
    load_indicators(FOLDER, by=SYSTEM, at=now)
    assert make_demo(at=now) == 77
    return now


def test_eighty_programmes_count_to_the_published_digits(batang):
    lines = figures.table(current_plan(), 2022)
    for line, (target, reached, percent) in zip(lines, PUBLISHED.values(), strict=False):
        assert line.published == line.counted == Count(target, reached), line.label
        assert line.percent == line.counted.percent == Decimal(percent) and line.agrees
    total = lines[-1]
    assert total.published == total.counted == Count(80, 70) and total.percent == Decimal("87.5")
    assert figures.table(None, 2023)[-1].published == Count(104, 97)
    assert [amount for _label, amount, _who in figures.money(2023)] == [18_755_371_000, 3_300_000_000]
    assert read(batang).value == 97 and read(batang).tone == "warn"


def test_the_chapter_of_the_yearly_report_prints_them(batang):
    table = programme_table("2022", date(2022, 12, 31))[0]
    assert isinstance(table, Table) and table.rows[0] == (
        "Smart Governance",
        "39",
        "35",
        "89,7",
        "35 dari 39",
    )
    assert table.rows[-1] == ("Semua", "80", "70", "87,5", "70 dari 80")
    assert programme_table("1999", date(1999, 1, 1)) == programme_table("x", date(1999, 1, 1)) == ()


def test_what_is_invented_says_so_and_the_seeds_quick_wins_are_there(batang):
    today = timezone.localdate(batang)
    rows = {row.code: row for row in programmes(current_plan())}
    known = {"Mal Pelayanan Publik", "e-Sakti: santunan kematian", "PSC 119 Si Slamet", "IPAL komunal"}
    unmarked = {row.name for row in rows.values() if row.is_example and "(contoh)" not in row.name}
    assert known <= unmarked and len(unmarked) == 7
    assert [card.programme.name for card in board(current_plan(), on=today)] == [
        "Minggon Jatinan", "e-budgeting", "e-planning",
    ]  # fmt: skip
    aid = board(Plan.objects.get(code="wonosobo-2019"), on=today)[0].programme
    assert "disabilitas" in aid.name and "bukan quick win akhir" in aid.note and aid.state == "PROPOSED"
    assert {row.code for row in leaderless(current_plan(), on=today)} == {"ECO-09", "SOC-04"}
    svg = roadmap_svg(current_plan(), today)
    assert svg.count("<title>") == 80 and "Smart Environment" in svg


def test_a_second_run_adds_nothing(batang):
    before = Programme.objects.count()
    assert make_demo(at=batang) == 0 and load(FOLDER, by=SYSTEM, at=batang) == {"plans": 0, "quick_wins": 0}
    call_command("demo_threads"), call_command("demo_threads")
    assert Programme.objects.count() == before
