"""The pages of statistics and their files: the same numbers everywhere, and an empty region is no error."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from balai.domains.citizen_reports import figures_more
from balai.domains.citizen_reports.tests.factories import make_category, make_opd, make_parameter, make_region
from balai.domains.citizen_reports.tests.histories import Told, after, caught_up, done, filed
from balai.engine.cases.public import Act

pytestmark = pytest.mark.django_db
N = 30
FILES = ("anggota", "perjalanan", "lama", "bulan", "jam", "harian", "jawaban")
PICTURES = ("lama", "harian", "jawaban", "jam", "peta")


@pytest.fixture
def town():
    make_region()
    make_category("JLN01")
    opd, now = make_opd(), timezone.now()
    rows = [
        Told(at=now - timedelta(days=20, hours=n), holder=opd.pk, category="JLN01", place=n + 1, area="99.01.01.2001")
        for n in range(N)
    ]  # fmt: skip
    cases = filed(rows)
    done(Act.PAUSED, cases[:4], at=after(cases[:4], timedelta(hours=1)), reason="WEATHER", until=None)
    done(Act.RESUMED, cases[:4], at=after(cases[:4], timedelta(hours=3)))
    done(Act.ANSWERED, cases[:20], at=after(cases[:20], timedelta(days=2, hours=1)), text="Sudah ditambal.")
    caught_up(now)
    return opd


@pytest.mark.parametrize("path", ["/statistik/", "/statistik/musim/", "/statistik/perjalanan/"])
def test_an_empty_region_has_pages_without_figures(client, path):
    make_region()
    assert "Belum ada angka" in client.get(path).text


def test_the_curve_falls_when_answers_come_and_stays_for_those_who_wait(town):
    curve = figures_more.answer_curve(f"opd|{town.pk}", today=timezone.localdate())
    assert (curve.n, curve.open) == (N, 10)
    assert curve.shares[2] == 1
    assert curve.shares[3] == pytest.approx(1 / 3)
    assert curve.shares == tuple(sorted(curve.shares, reverse=True))
    assert figures_more.answer_curve("kec|99.01.02", today=timezone.localdate()).shares == ()


def test_the_chosen_agency_is_drawn_beside_the_region(client, town):
    page = client.get(f"/statistik/?menurut=opd&lihat={town.pk}").text
    assert f"Belum dijawab: {town.name}" in page
    assert (
        f"Belum dijawab: {town.name}" in client.get(f"/statistik/lama.svg?menurut=opd&lihat={town.pk}").text
    )
    # A key that is nobody's is left out, not an error.
    assert client.get("/statistik/?lihat=abc|1&menurut=xyz").status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("what", FILES)
def test_every_table_is_a_file(client, town, what, form):
    answer = client.get(f"/statistik/{what}.{form}?menurut=kec")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("what", PICTURES)
def test_every_chart_is_a_picture_with_title_source_and_date(client, town, what):
    answer = client.get(f"/statistik/{what}.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.text)
    words = ["".join(text.itertext()) for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    title = drawn.find("{http://www.w3.org/2000/svg}title").text
    assert words[0] == title
    told = " ".join(words)
    assert "Sumber: laporan warga di Balai Kabupaten Rekaan." in told
    assert str(timezone.localdate().year) in told
    # A canvas needs to know how large the picture is.
    assert int(drawn.get("width")) > 0 and int(drawn.get("height")) > 0


def test_a_region_without_reports_has_no_picture_of_the_map(client):
    make_region()
    assert client.get("/statistik/peta.svg").status_code == 404
    assert client.get("/statistik/lama.svg").status_code == 404


def test_each_chart_offers_its_pictures_beside_its_table(client, town):
    page = client.get("/statistik/?menurut=kec").text
    for what in ("lama", "harian", "jawaban", "peta"):
        assert f'data-module="picture" data-svg="/statistik/{what}.svg' in page
    assert page.count("data-png hidden") == 4
    assert page.count('class="chart-numbers"') == 4


def test_the_map_counts_until_residents_are_known_and_then_divides(client, town):
    page = client.get("/statistik/?menurut=kec").text
    assert 'class="area-dot"' in page and "area-tone-5" not in page
    assert "Jumlah penduduk per kecamatan belum diisi" in page
    make_parameter("organizations.population", {"99.01.01": 20_000})
    page = client.get("/statistik/?menurut=kec").text
    assert 'class="area-dot"' not in page and 'class="area-tone-5"' in page
    assert "laporan per 10.000 penduduk" in page


def test_what_there_is_no_file_of_is_not_found(client, town):
    for name in ("rahasia.csv", "anggota.svg", "anggota.pdf"):
        assert client.get(f"/statistik/{name}").status_code == 404


def test_figures_per_residents_stand_where_residents_are_known(client, town):
    make_parameter("organizations.population", {"99.01": 60_000, "99.01.01": 20_000})
    assert "5,0 per 10.000 penduduk" in client.get("/statistik/").text
    rows = client.get("/statistik/anggota.csv?menurut=kec").text.splitlines()
    assert rows[1].startswith("Kecamatan Kayumanis,30,15.0,")


def test_pauses_are_told_in_minutes_and_do_not_shorten_the_waiting(client, town):
    row = next(
        row for row in figures_more.journeys("opd", today=timezone.localdate()) if row.key == str(town.pk)
    )
    assert (row.pauses, row.paused) == (4, timedelta(hours=8))


def test_the_week_is_a_table_that_adds_up(client, town):
    grid = figures_more.hours_grid(today=timezone.localdate())
    assert sum(map(sum, grid)) == sum(map(sum, figures_more.binned(grid))) == N
    assert 'class="table heat-grid"' in client.get("/statistik/musim/").text
