"""Install exact boundaries that an operator holds, in place of the nearest centroid."""

import json
import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from shapely.errors import ShapelyError
from shapely.geometry import shape

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

from ..places import boundaries_path
from ..queries import kept
from ..terms import BOUNDARIES_LOADED, Level


@transaction.atomic
def load_boundaries(*, path: Path, code_property: str = "code", by: Actor, at: datetime) -> int:
    """Install a GeoJSON FeatureCollection of desa polygons (WGS 84), one property being the area's code.

    Returns how many polygons are used. Raises Refused BOUNDARIES_INVALID naming the feature.
    """
    features = [_feature(n, item, code_property) for n, item in enumerate(_features(path), 1)]
    missing = {row.code for row in kept.get().villages} - {item["properties"]["code"] for item in features}
    if missing:
        raise _bad(f"{len(missing)} desa/kelurahan tidak punya batas, misalnya {min(missing)}.")
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    data = {"polygons": len(features), "sha256": sha256(content.encode()).hexdigest()}
    journal.append(
        code=BOUNDARIES_LOADED, subject=("region", kept.get().region.code), by=by, at=at, data=data
    )
    kept.changed()
    target = boundaries_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_text(content)
    os.replace(draft, target)
    return len(features)


def _features(path: Path) -> list[dict]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _bad(f"{path.name} bukan GeoJSON FeatureCollection.") from error
    if not isinstance(found, list) or kept.get().region is None:
        raise _bad("muat data wilayah dahulu, dan berikan daftar `features`.")
    return found


def _feature(number: int, item: dict, code_property: str) -> dict:
    try:
        code = item["properties"][code_property]
        polygon = shape(item["geometry"])
    except (KeyError, TypeError, ValueError, ShapelyError, AttributeError) as error:
        raise _bad(f"feature {number}: tidak punya `{code_property}` atau bentuknya rusak.") from error
    area = kept.get().areas.get(code)
    if area is None or area.level not in {Level.DESA, Level.KELURAHAN}:
        raise _bad(f"feature {number}: kode desa {code!r} tidak ada di wilayah ini.")
    if polygon.is_empty or polygon.geom_type not in {"Polygon", "MultiPolygon"}:
        raise _bad(f"feature {number} ({code}): harus Polygon atau MultiPolygon.")
    return {"type": "Feature", "properties": {"code": code}, "geometry": item["geometry"]}


def _bad(message: str) -> Refused:
    return Refused("BOUNDARIES_INVALID", f"Batas wilayah: {message}")
