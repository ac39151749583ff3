"""The drawing: well-formed, bare of styles and scripts, in both languages, and no words on words or lines."""

import dataclasses
import itertools
import xml.etree.ElementTree as ET

import pytest

from balai.engine.packs.rules.description import Text
from balai.engine.packs.rules.drawing import draw_flow

from .grants import grant

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["id", "en"])
def drawing(request: pytest.FixtureRequest) -> ET.Element:
    return ET.fromstring(draw_flow(grant(), request.param))


def test_it_is_bare_and_named(drawing: ET.Element) -> None:
    for element in drawing.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "g", "rect", "path", "text", "title", "desc"}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
    names = drawing.attrib["aria-labelledby"].split()
    assert [drawing.find(f"{SVG}{tag}").attrib["id"] for tag in ("title", "desc")] == names  # type: ignore[union-attr]


def test_words_for_those_who_cannot_see_it() -> None:
    found = ET.fromstring(draw_flow(grant(), "id")).find(f"{SVG}desc")
    assert found is not None and found.text is not None
    assert found.text.startswith(
        "Berawal di Diperiksa dinas. Dari Diperiksa dinas: Berkas lengkap ke Menunggu persetujuan;"
    )
    assert found.text.endswith("Berakhir di Dibayar, Ditolak, Ditarik.")


def test_every_state_and_move_is_there(drawing: ET.Element) -> None:
    words = " ".join(element.text or "" for element in drawing.iter(f"{SVG}text"))
    language = "id" if "Mulai" in words else "en"
    for item in (*grant().flow.states, *grant().flow.moves):
        for word in item.label.in_language(language).split():
            assert word in words


def test_no_line_and_no_words_lie_on_words(drawing: ET.Element) -> None:
    boxes = [_box(element) for element in drawing.iter(f"{SVG}text")]
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 and right <= float(drawing.attrib["width"])
        for other in boxes[number + 1 :]:
            assert not (left < other[2] and other[0] < right and top < other[3] and other[1] < bottom)
    for element in drawing.iter(f"{SVG}path"):
        if element.attrib["class"] == "flow-move":
            points = [
                tuple(map(int, part[1:].split()))
                for part in element.attrib["d"].replace("L", "|L").split("|")
            ]
            for (x1, y1), (x2, y2) in itertools.pairwise(points):
                for left, top, right, bottom in boxes:
                    across = min(x1, x2) < right and max(x1, x2) > left
                    assert not (across and min(y1, y2) < bottom and max(y1, y2) > top)


def _box(element: ET.Element) -> tuple[float, float, float, float]:
    """A box that the words surely fit: six tenths of their size for each letter."""
    size = int(element.attrib.get("font-size", 13))
    width = len(element.text or "") * size * 0.6
    x, y = int(element.attrib["x"]), int(element.attrib["y"])
    left = x - width / 2 if element.attrib["text-anchor"] == "middle" else x
    return left, y - size * 0.75, left + width, y + 1


def test_words_are_escaped() -> None:
    pack = dataclasses.replace(grant(), name=Text('Surat <b onload="x"> & "y"', "x"))
    title = ET.fromstring(draw_flow(pack)).find(f"{SVG}title")
    assert title is not None and title.text == 'Alur Surat <b onload="x"> & "y"'
