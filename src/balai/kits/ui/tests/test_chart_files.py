"""Charts as files: well-formed, sized, with words that nobody can break out of."""

from xml.etree import ElementTree

import pytest

from balai.kits.ui import chart_files
from balai.kits.ui.area_maps import WIDTH, AreaFigures, area_map, area_map_file

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def _shape(code: str, name: str, east: float) -> dict:
    ring = [[x + east, y] for x, y in SQUARE]
    return {
        "properties": {"code": code, "name": name, "label": [east + 0.5, 0.5]},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SHAPES = {"features": [_shape("a", "Kayumanis", 0), _shape("b", "Randu<rejo>", 1)]}


def _words(drawn: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "draw",
    [
        lambda **said: chart_files.line_chart_file({"A": [("<1>", 5), ("2", None)]}, **said),
        lambda **said: chart_files.histogram_file([("<1>", 23)], **said),
        lambda **said: chart_files.heat_grid_file([("Sen", [1, 2])], ["<1>", "2"], **said),
        lambda **said: area_map_file(SHAPES, AreaFigures({"a": 3}, shaded=False), **said),
    ],
)
def test_a_file_says_title_unit_and_source_and_escapes_them(draw):
    words = _words(draw(title="<Judul>", unit="<satuan>", source="Sumber: " + "kata " * 40))
    assert words[:2] == ["<Judul>", "<satuan>"]
    # A long source goes on in the next line instead of over the edge.
    assert len([word for word in words if word.startswith(("Sumber", "kata"))]) == 2


@pytest.mark.parametrize(("most", "top"), [(23, 24), (1, 4), (50, 60), (100, 100), (8, 8), (101, 120)])
def test_scales_have_even_steps(most, top):
    assert chart_files._scale(most) == top


def test_a_count_is_a_circle_by_area_and_a_rate_is_a_shade():
    counts = area_map(SHAPES, AreaFigures({"a": 4, "b": 1}, shaded=False), title="Laporan", unit="laporan")
    radii = [float(dot.get("r")) for dot in ElementTree.fromstring(counts).iter("circle")]
    assert radii[0] == 2 * radii[1]
    rates = area_map(SHAPES, AreaFigures({"a": 4.0}, shaded=True), title="Laporan", unit="per 10.000")
    assert [path.get("class") for path in ElementTree.fromstring(rates).iter("path")] == [
        "area-tone-5",
        "area-tone-0",
    ]
    # The same figures as a table; nothing is made up for the area without one.
    cells = [
        "".join(cell.itertext()) for cell in ElementTree.fromstring(rates).iter() if cell.tag in {"td", "th"}
    ]
    assert cells[-4:] == ["Kayumanis", "4,0", "Randu<rejo>", "–"]


def test_a_rate_between_two_fifths_has_a_shade_on_page_and_in_file():
    figures = AreaFigures({"a": 16.5, "b": 4.2}, shaded=True)
    page = area_map(SHAPES, figures, title="T", unit="u")
    assert [path.get("class") for path in ElementTree.fromstring(page).iter("path")] == ["area-tone-5", "area-tone-2"]  # fmt: skip
    file = area_map_file(SHAPES, figures, title="T", unit="u", source="S")
    shades = [path.get("fill") for path in ElementTree.fromstring(file).iter(f"{SVG}path")]
    assert shades == [chart_files.SHADES[5], chart_files.SHADES[2]]


def test_names_stay_within_the_map_and_apart():
    crowd = {"features": [{**_shape(name, name, 0), "properties": {"code": name, "name": name, "label": [0.01, 0.5]}} for name in ("Wonotunggal", "Warungasem")]}  # fmt: skip
    drawn = area_map(crowd, AreaFigures({"Wonotunggal": 2}, shaded=False), title="T", unit="u")
    words = [text for text in ElementTree.fromstring(drawn).iter("text") if text.get("font-weight") is None]
    assert all(0 < float(text.get("x")) < WIDTH for text in words)
    assert abs(float(words[0].get("y")) - float(words[1].get("y"))) >= 38


def test_no_shapes_or_no_figures_is_no_map():
    assert area_map({"features": []}, AreaFigures({"a": 1}, shaded=False), title="T", unit="u") == ""
    assert area_map(SHAPES, AreaFigures({"a": 0}, shaded=False), title="T", unit="u") == ""
