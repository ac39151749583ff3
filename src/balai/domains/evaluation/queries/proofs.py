"""Which proofs lie beside the rows of an assessment."""

from balai.domains.evaluation.models import Assessment
from balai.engine.evidence.public import Evidence, Verdict, evidence_for


def proofs_beside(assessment: Assessment) -> dict[str, list[Evidence]]:
    """Row -> its proofs, bad ones too. Where every agency is assessed only its own count; else those of all."""
    opd_id = assessment.opd_id if assessment.subject else None
    return evidence_for(assessment.instrument_code, assessment.edition.code, opd_id=opd_id)


def standing_proofs(assessment: Assessment) -> dict[str, list[Evidence]]:
    """Row -> the proofs that nobody has found wanting."""
    found = {
        row: [one for one in rows if one.verdict != Verdict.BAD]
        for row, rows in proofs_beside(assessment).items()
    }
    return {row: rows for row, rows in found.items() if rows}
