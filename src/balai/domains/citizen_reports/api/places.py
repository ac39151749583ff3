"""Reference data and the map."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query

from balai.domains.citizen_reports.api.schemas import Line
from balai.domains.citizen_reports.map_points import number_at, seen_in
from balai.domains.citizen_reports.reference import reference
from balai.engine.organizations import public as organizations
from balai.foundation.errors import Refused
from balai.foundation.geo import Box, cell_centre

BoundingBox = Annotated[
    Line,
    Query(
        description="barat,selatan,timur,utara dalam derajat",
        example="109.745,-6.955,109.755,-6.945",
    ),
]


def categories(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Kategori dalam urutannya, dengan pertanyaan tambahan masing-masing."""
    response["Cache-Control"] = "public, max-age=60"
    return {
        "groups": [{"code": group.code, "name": group.name} for group in reference().groups],
        "categories": [
            {
                "code": row.code,
                "name": row.name,
                "group": row.group_id,
                "description": row.description,
                "advice": row.advice,
                "questions": [_question(question) for question in row.questions],
            }
            for row in reference().categories.values()
        ],
    }


def _question(question: dict) -> dict[str, Any]:
    options = [{"code": row["code"], "name": row["label"]} for row in question.get("options") or ()]
    required = bool(question.get("required"))
    return {
        **{name: question[name] for name in ("code", "label", "type")},
        "required": required,
        "options": options,
    }


def areas(
    request: HttpRequest,
    response: HttpResponse,
    within: Annotated[Line, Query("", description="hanya yang berada di dalam kode ini")] = "",
) -> list[dict[str, Any]]:
    """Kode wilayah menurut Kementerian Dalam Negeri, dengan titik tengahnya."""
    response["Cache-Control"] = "public, max-age=60"
    return [
        {
            "code": row.code,
            "name": row.name,
            "level": row.level,
            "parent": row.parent_id,
            "latitude": row.latitude,
            "longitude": row.longitude,
        }
        for row in organizations.areas()
        if not within or f"{row.code}.".startswith(f"{within}.")
    ]


def map_rows(request: HttpRequest, response: HttpResponse, bbox: BoundingBox) -> dict[str, Any]:
    """Kotak sempit: sampai 200 laporan terbaru satu per satu. Kotak lebar: jumlah per petak sekitar 36 km²."""
    response["Cache-Control"] = "public, max-age=30"
    seen = seen_in(_box(bbox), at=timezone.now())
    states = sorted({row["case__state"] for row in seen.pins})
    codes = sorted({row["category_id"] for row in seen.pins})
    return {
        "states": states,
        "categories": codes,
        "pins": [
            (
                number_at(row),
                round(row["latitude"], 5),
                round(row["longitude"], 5),
                states.index(row["case__state"]),
                codes.index(row["category_id"]),
            )
            for row in seen.pins
        ],
        "clusters": [(*_centre(number), count) for number, count in seen.counts.items()],
    }


def _centre(number: int) -> tuple[float, float]:
    centre = cell_centre(number)
    return round(centre.latitude, 4), round(centre.longitude, 4)


def _box(text: str) -> Box:
    """`west,south,east,north`, as Leaflet writes it. Raises Refused BOX_INVALID."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise Refused("BOX_INVALID", "Tulis bbox sebagai barat,selatan,timur,utara.", field="bbox") from None
    # A map that is dragged round the world counts on beyond 180 degrees.
    return Box(max(south, -90), max(west, -180), min(north, 90), min(east, 180))
