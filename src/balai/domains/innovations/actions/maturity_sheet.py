"""What every act on a sheet of maturity does: finds its innovation and its edition, tells the journal."""

from datetime import datetime
from typing import Any

from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation
from balai.domains.innovations.rules.iga import Edition, read
from balai.domains.innovations.terms_maturity import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused


def edition_of(code: str) -> Edition:
    """The edition, whole. Raises NotFound EDITION_UNKNOWN; Refused EDITION_BROKEN when something is off about it."""
    row = IgaEdition.objects.filter(code=code).first()
    if row is None:
        raise NotFound("EDITION_UNKNOWN", "Edisi ini tidak ada.")
    if row.faults:
        raise Refused(
            "EDITION_BROKEN", "Edisi {edition} belum dapat dipakai menghitung: lihat yang kurang padanya.",
            edition=code,
        )  # fmt: skip
    return read(row.definition)


def innovation_of(innovation_id: int | None) -> Innovation | None:
    """Whose sheet it is; None for that of the region. Raises NotFound INNOVATION_UNKNOWN."""
    if innovation_id is None:
        return None
    found = Innovation.objects.filter(pk=innovation_id, merged_into=None).first()
    if found is None:
        raise NotFound("INNOVATION_UNKNOWN", "Inovasi ini tidak ada.")
    return found


def tell(code: Act, sheet: IgaSheet, by: Actor, at: datetime, data: dict[str, Any]) -> None:
    """Tell the journal of the innovation, or of the edition where the sheet is that of the region."""
    subject = ("innovation", sheet.innovation_id) if sheet.innovation_id else ("iga", sheet.edition_id)
    journal.append(code=code, subject=subject, by=by, at=at, data={"edition": sheet.edition_id, **data})
