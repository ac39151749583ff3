"""The index as an instrument: a proof stands for rows of what it is about, an innovation or the region, and nothing else counts."""

from collections.abc import Sequence

from django.urls import reverse

from balai.domains.innovations.models import IgaEdition
from balai.domains.innovations.rules.iga import read
from balai.domains.innovations.terms_maturity import INSTRUMENT, Aspect
from balai.engine.evidence.public import InstrumentRows, Thing
from balai.engine.organizations import public as organizations
from balai.foundation.errors import NotFound


def _editions() -> Sequence[str]:
    rows = IgaEdition.objects.filter(faults=[]).order_by("is_planned", "-code")
    return list(rows.values_list("code", flat=True))


def _rows(edition: str) -> Sequence[tuple[str, str]]:
    found = IgaEdition.objects.filter(pk=edition).first()
    return (
        [(line.code, f"{line.code} {line.label}") for line in read(found.definition).lines] if found else []
    )


def _about(edition: str, row: str) -> str:
    """Sheets are those of innovations and of the region; a proof of anything else would lie on no sheet."""
    found = IgaEdition.objects.filter(pk=edition).first()
    line = read(found.definition).line(row) if found else None
    return line.aspect if line else ""


INSTRUMENT_ROWS = InstrumentRows(
    code=INSTRUMENT, label="Indeks Inovasi Daerah (IGA)", editions=_editions, rows=_rows, about=_about
)


def region_thing(code: str) -> Thing | None:
    """The region, for the proofs of its own rows; None for any other."""
    try:
        region = organizations.region()
    except NotFound:
        return None
    return (
        Thing(Aspect.REGION, code, region.name, reverse("innovations:iga")) if region.code == code else None
    )
