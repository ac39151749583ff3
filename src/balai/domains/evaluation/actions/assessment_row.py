"""What every act on an assessment does: holds it, counts its version, tells the journal, says no."""

from collections.abc import Mapping
from datetime import datetime

from balai.domains.evaluation.models import Assessment
from balai.domains.evaluation.queries.assessments import Sheet
from balai.domains.evaluation.rules.definition import Part
from balai.domains.evaluation.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused


def moved() -> Conflict:
    """Somebody else was quicker."""
    return Conflict(
        "ASSESSMENT_MOVED",
        "Penilaian ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
    )


def locked(assessment_id: int) -> Assessment:
    """The assessment, held until the transaction ends. Raises NotFound ASSESSMENT_UNKNOWN."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("edition__instrument", "opd")
    row = rows.filter(pk=assessment_id).first()
    if row is None:
        raise NotFound("ASSESSMENT_UNKNOWN", "Penilaian ini tidak ada.")
    return row


def part_of(now: Sheet, code: str) -> Part:
    """The row of the instrument with this code. Raises Refused ROW_UNKNOWN."""
    found = next((part for part in now.definition.rows() if part.code == code), None)
    if found is None:
        raise Refused("ROW_UNKNOWN", "Baris {row} tidak ada pada instrumen ini.", row=code[:40])
    return found


def step(row: Assessment) -> None:
    """Save it one version on."""
    row.version += 1
    row.save()


def wrong_state() -> Refused:
    """Not at this stage."""
    return Refused(
        "STATE_WRONG", "Itu tidak dapat dilakukan pada tahap penilaian ini. Muat ulang halamannya."
    )


def say(row: Assessment, act: Act, by: Actor, at: datetime, data: Mapping[str, object] | None = None) -> None:
    """Tell the journal, with the instrument."""
    journal.append(
        code=act,
        subject=("evaluation", row.pk),
        by=by,
        at=at,
        data={"instrument": row.instrument_code, **(data or {})},
    )
