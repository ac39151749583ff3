"""What the things of the strategy have to say before they are kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from balai.domains.masterplan.models import (
    Plan,
    Programme,
    SwotEntry,
)
from balai.domains.masterplan.queries.readiness import rubric
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    INNER,
    LINE_LIMIT,
    SOURCE_LIMIT,
    TEXT_LIMIT,
    Mark,
    Quadrant,
    Thing,
)
from balai.engine.indicators.public import known_series
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

# thing -> field -> (label, fewest letters, most letters)
TEXTS: Mapping[Thing, Mapping[str, tuple[str, int, int]]] = {
    Thing.READINESS: {"reason": (gettext_noop("Alasan nilai"), 3, TEXT_LIMIT)},
    Thing.SWOT: {"text": ("Butir SWOT", 5, TEXT_LIMIT)},
    Thing.TOWS: {"text": ("Strategi", 5, TEXT_LIMIT)},
    Thing.GAP: {
        "now": ("Keadaan sekarang", 3, TEXT_LIMIT),
        "wanted": ("Keadaan yang dituju", 3, TEXT_LIMIT),
        "lacks": ("Kesenjangan", 0, TEXT_LIMIT),
        "closing": ("Penutup kesenjangan", 0, TEXT_LIMIT),
    },
    Thing.VISION: {"text": ("Visi", 10, TEXT_LIMIT)},
    Thing.MISSION: {"text": ("Misi", 10, TEXT_LIMIT), "rpjmd_link": ("Kaitan RPJMD", 0, LINE_LIMIT)},
    Thing.KEYWORD: {"text": ("Kata kunci", 2, 80)},
}


def checked(thing: Thing, plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept. Raises Refused TEXT_…, DIMENSION_UNKNOWN, ELEMENT_UNKNOWN, and what is amiss with the thing."""
    values = dict(given)
    for name, (label, fewest, most) in TEXTS[thing].items():
        values[name] = clean_text(
            values.get(name) or "", field=name, label=label, minimum=fewest, maximum=most
        )
    values["source"] = clean_text(
        values.get("source") or "", field="source", label="Sumber", minimum=0, maximum=SOURCE_LIMIT
    )
    if values.get("dimension") and values["dimension"] not in DIMENSION_LABELS:
        raise Refused("DIMENSION_UNKNOWN", "Dimensi itu tidak dikenal.", field="dimension")
    if values.get("element") and values["element"] not in ELEMENT_LABELS:
        raise Refused("ELEMENT_UNKNOWN", "Elemen itu tidak dikenal.", field="element")
    checks = {
        Thing.READINESS: _check_readiness,
        Thing.SWOT: _check_swot,
        Thing.TOWS: _check_pair,
        Thing.GAP: _check_gap,
        Thing.MISSION: _check_mission,
    }
    if thing in checks:
        checks[thing](values, plan)
    return values


def _check_readiness(values: dict[str, Any], plan: Plan) -> None:
    if all(one.code != values.get("criterion") for one in rubric()):
        raise Refused("CRITERION_UNKNOWN", "Butir penilaian itu tidak ada di rubrik.", field="criterion")
    if values.get("mark") not in set(Mark):
        raise Refused("MARK_UNKNOWN", "Pilih baik, sedang, atau buruk.", field="mark")


def _check_swot(values: dict[str, Any], plan: Plan) -> None:
    if values.get("quadrant") not in set(Quadrant):
        raise Refused(
            "QUADRANT_UNKNOWN", "Pilih kekuatan, kelemahan, peluang, atau ancaman.", field="quadrant"
        )
    values["rank"] = int(values.get("rank") or 0)


def _check_pair(values: dict[str, Any], plan: Plan) -> None:
    own = SwotEntry.objects.filter(plan=plan, removed_at=None)
    inner = own.filter(pk=values.get("inner_id"), quadrant__in=INNER).first()
    outer = own.filter(pk=values.get("outer_id")).exclude(quadrant__in=INNER).first()
    if inner is None or outer is None:
        raise Refused(
            "PAIR_TURNED",
            "Pilih satu kekuatan atau kelemahan, dan satu peluang atau ancaman.",
            field="inner" if inner is None else "outer",
        )


def _check_gap(values: dict[str, Any], plan: Plan) -> None:
    number = values.get("programme_id")
    if number and not Programme.objects.filter(pk=number, plan=plan).exists():
        raise Refused("PROGRAMME_UNKNOWN", "Program itu tidak ada dalam rencana ini.", field="programme")


def _check_mission(values: dict[str, Any], plan: Plan) -> None:
    values["series"] = [code.strip() for code in values.get("series") or [] if code.strip()]
    for code in values["series"]:
        if not known_series(code):
            raise Refused("SERIES_UNKNOWN", "Indikator {series} tidak ada.", series=code, field="series")
    values["number"] = int(values.get("number") or 0)
