"""Where is this: by centroid, by installed boundaries; and the map drawn from centroids."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from shapely.geometry import Point, shape

from balai.engine.organizations import public as organizations
from balai.engine.organizations.places import boundaries_path
from balai.engine.organizations.testing import region_of_module
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
BATANG = Path(settings.REGIONS_DIR) / "batang"


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with region_of_module(BATANG, at=AT, blocker=django_db_blocker):
        yield


@pytest.fixture
def batang(region: None, db: None) -> None:
    """Batang, loaded once."""


@pytest.fixture
def boundaries(tmp_path: Path, settings, batang: None) -> Path:
    """Squares of 2 km round every centroid, except that two neighbours share a thin gap."""
    settings.DATA_DIR = tmp_path
    features = []
    for area in organizations.areas():
        if area.level in {"DESA", "KELURAHAN"}:
            x, y, half = area.longitude, area.latitude, 0.009
            ring = [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]]
            geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
            features.append({"type": "Feature", "properties": {"kode": area.code}, "geometry": geometry})
    path = tmp_path / "berkas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_nearest_desa(batang: None) -> None:
    found = organizations.locate(latitude=-7.0956, longitude=109.7616)
    assert (found.area.title, found.inside, found.advice) == ("Desa Silurah", True, "")
    assert found.distance_km < 0.05


@pytest.mark.parametrize(
    ("latitude", "longitude", "neighbour"),
    [
        (-6.9175, 110.2030, "Kabupaten Kendal"),
        (-6.8886, 109.6753, "Kota Pekalongan"),
        (-7.0261, 109.5830, "Kabupaten Pekalongan"),
        (-7.3589, 109.9010, "Kabupaten Wonosobo"),
        (-7.3970, 109.7000, "Kabupaten Banjarnegara"),
        (-6.5000, 109.8600, "laut"),
    ],
)
def test_outside_gets_kind_advice(batang: None, latitude: float, longitude: float, neighbour: str) -> None:
    found = organizations.locate(latitude=latitude, longitude=longitude)
    assert not found.inside
    assert found.advice.startswith("Lokasi ini di luar Kabupaten Batang. ")
    assert neighbour in found.advice
    assert "lapor.go.id" in found.advice


def test_boundaries_decide_where_installed(boundaries: Path) -> None:
    assert organizations.load_boundaries(path=boundaries, code_property="kode", by=SYSTEM, at=AT) == 248
    silurah = organizations.area("33.25.01.2001")
    inside = organizations.locate(latitude=silurah.latitude, longitude=silurah.longitude)
    assert (inside.area.code, inside.distance_km, inside.inside) == (silurah.code, 0.0, True)
    # 30 m beyond the square's western edge is a gap, 300 m is outside; by centroid both would be inside.
    west = silurah.longitude - 0.009
    gap = organizations.locate(latitude=silurah.latitude, longitude=west - 0.03 / 110.4)
    assert (gap.area.code, gap.inside) == (silurah.code, True)
    assert gap.distance_km == pytest.approx(0.03, abs=0.002)
    assert not organizations.locate(latitude=silurah.latitude, longitude=west - 0.3 / 110.4).inside


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data["features"].pop(), "1 desa/kelurahan tidak punya batas"),
        (lambda data: data["features"][3]["properties"].update(kode="33.99"), "feature 4: kode desa '33.99'"),
        (lambda data: data["features"][3]["properties"].clear(), "feature 4: tidak punya `kode`"),
        (
            lambda data: data["features"][3].update(geometry={"type": "Point", "coordinates": [1, 1]}),
            "feature 4",
        ),
        (lambda data: data.pop("features"), "bukan GeoJSON FeatureCollection"),
    ],
)
def test_broken_boundaries_are_refused(boundaries: Path, spoil, message: str) -> None:
    data = json.loads(boundaries.read_text())
    spoil(data)
    boundaries.write_text(json.dumps(data))
    with pytest.raises(Refused) as refusal:
        organizations.load_boundaries(path=boundaries, code_property="kode", by=SYSTEM, at=AT)
    assert refusal.value.code == "BOUNDARIES_INVALID"
    assert message in refusal.value.message
    assert not boundaries_path().exists()


def test_the_schematic_map_is_small_and_complete(batang: None) -> None:
    shapes = organizations.schematic_shapes()
    assert len(json.dumps(shapes, separators=(",", ":"))) <= 30_000
    drawn = {item["properties"]["code"]: shape(item["geometry"]) for item in shapes["features"]}
    assert drawn.keys() == {row.code for row in organizations.kecamatan_list()}
    assert all(polygon.is_valid for polygon in drawn.values())
    labels = [(item["properties"]["code"], Point(item["properties"]["label"])) for item in shapes["features"]]
    assert [code for code, point in labels if not drawn[code].buffer(1e-4).contains(point)] == []
    homes = [
        drawn[kecamatan.code].contains(Point(desa.longitude, desa.latitude))
        for kecamatan in organizations.kecamatan_list()
        for desa in organizations.desa_of(kecamatan.code)
    ]
    # Simplified outlines may cut off a desa at the edge of its kecamatan.
    assert sum(homes) >= 243
    assert organizations.schematic_shapes() is shapes
