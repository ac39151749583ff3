"""Charts: what is drawn, and the same numbers in words."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from balai.kits.ui import charts


def _tree(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{markup}</div>")


def _cells(markup: str) -> list[str]:
    return ["".join(cell.itertext()) for cell in _tree(markup).iter() if cell.tag in {"th", "td"}]


def test_path_spans_the_box_and_lifts_the_pen_at_gaps():
    places = charts._places([0, 10, None, 5], top=10, width=300, height=100)
    assert charts._path(places) == "M0.0 100.0L100.0 0.0M300.0 50.0"


def test_a_value_between_gaps_is_seen_and_a_chart_may_begin_above_zero():
    drawn = charts.line_chart(
        {"IPM": [("2019", Decimal("68.42")), ("2020", None), ("2021", Decimal("70"))]}, low=60
    )
    assert 'd="M0.0 15.8h0M300.0 0.0h0"' in drawn
    assert "<span>60</span>" in drawn
    assert "68,42" in drawn


def test_sparkline_says_what_it_shows():
    assert 'aria-label="Masuk: dari 4 ke 9, tertinggi 12"' in charts.sparkline([4, 12, 9], label="Masuk")


@pytest.mark.parametrize("values", [[], [None, None]])
def test_sparkline_of_nothing_is_nothing(values):
    assert charts.sparkline(values) == ""


@pytest.mark.parametrize(
    ("value", "of", "share"), [(3, 12, 25), (0, 12, 0), (20, 12, 100), (-1, 12, 0), (1, 0, 0)]
)
def test_meter_share(value, of, share):
    assert f'class="bar" width="{share}"' in charts.meter(value, of=of)


def test_bars_are_a_table_with_grouped_numbers_and_links():
    drawn = charts.bars([("Jalan", 1200, "/jalan/"), ("Air", 300)], title="Jenis", unit="laporan")
    assert _cells(drawn) == ["Jalan", "1.200", "Air", "300"]
    assert [link.get("href") for link in _tree(drawn).iter("a")] == ["/jalan/"]
    assert re.findall(r'class="bar" width="(\d+)"', drawn) == ["100", "25"]


def test_histogram_heights_and_table():
    drawn = charts.histogram([("0–1", 10), ("1–2", 5)], title="Lama", unit="hari")
    assert re.findall(r'class="s-bar"[^>]* height="([\d.]+)"', drawn) == ["100.0", "50.0"]
    assert _cells(drawn) == ["Rincian", "hari", "0–1", "10", "1–2", "5"]


def test_line_chart_table_keeps_gaps():
    drawn = charts.line_chart({"A": [("Jan", 1), ("Feb", None)], "B": [("Jan", 2), ("Feb", 2.55)]}, title="T")
    assert _cells(drawn) == ["Rincian", "A", "B", "Jan", "1", "2", "Feb", "–", "2,5"]
    assert [item.text or "".join(item.itertext()) for item in _tree(drawn).iter("li")] == ["A", "B"]


@pytest.mark.parametrize("draw", [charts.histogram, charts.bars])
def test_charts_of_nothing_still_stand(draw):
    _tree(draw([], title="Kosong"))


def test_line_chart_of_nothing_still_stands():
    _tree(charts.line_chart({}, title="Kosong"))


def test_words_of_strangers_are_escaped():
    drawn = charts.bars([("<script>", 1, "/?a=1&b=2")], title="<b>")
    assert "<script>" not in drawn and "<b>" not in drawn


def test_many_labels_are_thinned_out():
    labels = [str(n) for n in range(31)]
    shown = re.findall(r"<span>(\d+)</span>", charts._ticks(labels, bins=False))
    assert shown == ["0", "6", "12", "18", "24", "30"]


def test_qr_has_a_name():
    assert 'role="img" aria-label="Kode tanda terima"' in charts.qr(
        "https://balai.example/x", label="Kode tanda terima"
    )
