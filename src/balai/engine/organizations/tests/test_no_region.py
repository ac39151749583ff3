"""A hall that has no region yet."""

import pytest

from balai.engine.organizations import public as organizations
from balai.foundation.errors import Refused


def test_a_place_says_how_to_load_one(db: None) -> None:
    with pytest.raises(Refused) as refusal:
        organizations.locate(latitude=-7, longitude=110)
    assert refusal.value.code == "REGION_MISSING"


def test_its_map_is_empty(db: None) -> None:
    assert organizations.schematic_shapes() == {"type": "FeatureCollection", "features": []}
